import { expect, test } from 'vitest';
import { type ReadyApp, readyApp, until } from '../testApp';

const file = (name: string) => new File(['x'], name);
const surveyOf = ({ store }: ReadyApp) => store.getState().survey;
const phases = (app: ReadyApp) => surveyOf(app).rows.map(({ name, result }) => `${name} ${result.phase}`);
const isDone = ({ survey }: ReturnType<ReadyApp['store']['getState']>) =>
  survey.rows.length > 0 && survey.work === null && survey.rows.every(({ result }) => result.phase !== 'waiting');
const asked = ({ scan }: ReadyApp) => scan.asked.filter(({ name }) => name === 'measureMask').map(({ ask }) => ask);

test('masks dropped without a scan are measured one after the other; what could not be read has its row', async () => {
  const app = await readyApp();
  app.actions.openFiles([file('a_mask.nii'), file('b_mask.nii'), file('bad.nii')]);
  await until(app, ({ openFiles, opening }) => openFiles !== null && opening.phase === 'idle');
  app.actions.openSurvey();
  await until(app, isDone);
  expect(phases(app)).toEqual(['a_mask.nii measured', 'b_mask.nii measured', 'bad.nii refused']);
  expect(asked(app)).toEqual([1, 2].map((fileId) => ({ fileId, reading: { kind: 'all' }, connectivity: 26 })));
  // Shown again, nothing is added or measured twice.
  app.actions.closeSurvey();
  app.actions.openSurvey();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(phases(app)).toHaveLength(3);
  expect(asked(app)).toHaveLength(2);
});

test('the built-in case is a row that needs no measuring, until there are masks of the user’s', async () => {
  const app = await readyApp();
  app.actions.openSurvey();
  expect(phases(app)).toEqual(['phantom measured']);
  app.actions.openSurvey();
  expect(phases(app)).toEqual(['phantom measured']);
  expect(asked(app)).toEqual([]);
  app.actions.addToSurvey([file('a.nii')]);
  await until(app, ({ survey }) => survey.rows[0]?.name === 'a.nii' && survey.rows[0].result.phase === 'measured');
  app.actions.openSurvey();
  expect(phases(app)).toEqual(['a.nii measured']);
});

test('masks are added by name, without being opened, and measured anew when blobs are told apart otherwise', async () => {
  const app = await readyApp();
  app.actions.openSurvey();
  app.actions.clearSurvey();
  app.actions.addToSurvey([file('a.nii'), file('b.nii')]);
  await until(app, isDone);
  expect(app.scan.asked.some(({ name }) => name === 'open')).toBe(false);
  app.actions.tellBlobsBy('values');
  expect(phases(app)).toEqual(['a.nii waiting', 'b.nii waiting']);
  await until(app, isDone);
  expect(asked(app).at(-1)).toEqual({ fileId: 101, reading: { kind: 'instances' }, connectivity: 26 });
  expect(surveyOf(app).rows[1].result).toMatchObject({ mask: { sizes: [101] }, blobsBy: 'values' });
});

test('one mask that fails leaves the others; a worker that broke is replaced and told the files again', async () => {
  const app = await readyApp();
  app.actions.openSurvey();
  app.actions.clearSurvey();
  app.actions.addToSurvey([file('a.nii'), file('b.nii')]);
  await until(app, ({ survey }) => survey.work !== null);
  app.scan.failNext = { kind: 'memory', message: 'no room' };
  await until(app, isDone);
  expect(phases(app)).toEqual(['a.nii refused', 'b.nii measured']);
  expect(surveyOf(app).rows[0].result).toMatchObject({ message: expect.stringContaining('more memory than there is') });
  expect(app.scan.stops).toBe(1);
  expect(app.scan.asked.slice(-2).map(({ name }) => name)).toEqual(['knowFiles', 'measureMask']);
});

test('stopped measuring leaves its row waiting until it goes on; a closed survey stands still', async () => {
  const app = await readyApp();
  app.actions.openSurvey();
  app.actions.clearSurvey();
  app.actions.addToSurvey([file('a.nii'), file('b.nii')]);
  await until(app, ({ survey }) => survey.work !== null);
  app.actions.holdSurvey();
  await until(app, ({ survey }) => survey.work === null);
  expect(phases(app)).toEqual(['a.nii waiting', 'b.nii waiting']);
  app.actions.goOnWithSurvey();
  await until(app, ({ survey }) => survey.work !== null);
  app.actions.closeSurvey();
  await until(app, ({ survey }) => survey.work === null);
  expect(phases(app)[1]).toBe('b.nii waiting');
  app.actions.openSurvey();
  await until(app, isDone);
});

test('a row whose worker was taken away by an opening is measured again', async () => {
  const app = await readyApp();
  app.actions.openSurvey();
  app.actions.clearSurvey();
  app.actions.addToSurvey([file('a.nii')]);
  await until(app, ({ survey }) => survey.work !== null);
  app.scan.failNext = { kind: 'cancelled', message: 'cancelled' };
  await until(app, isDone);
  expect(phases(app)).toEqual(['a.nii measured']);
  expect(asked(app)).toHaveLength(2);
});

test('a row taken out while it is measured does not come back', async () => {
  const app = await readyApp();
  app.actions.openSurvey();
  app.actions.clearSurvey();
  app.actions.addToSurvey([file('a.nii'), file('b.nii')]);
  await until(app, ({ survey }) => survey.work !== null);
  app.actions.removeFromSurvey(surveyOf(app).rows[0].id);
  await until(app, isDone);
  expect(phases(app)).toEqual(['b.nii measured']);
});

test('a measured mask becomes the open case, alone, and the survey closes', async () => {
  const app = await readyApp();
  app.actions.openSurvey();
  app.actions.clearSurvey();
  app.actions.addToSurvey([file('a.nii')]);
  await until(app, isDone);
  const row = surveyOf(app).rows.at(-1);
  app.actions.openSurveyed(row?.id ?? -1);
  await until(app, ({ openFiles }) => openFiles !== null);
  expect(surveyOf(app).isOpen).toBe(false);
  expect(app.store.getState().openFiles).toMatchObject({ scanId: null, maskId: 100 });
  expect(app.scan.asked.at(-1)).toMatchObject({ name: 'assemble', ask: { scanId: null, maskId: 100 } });
});
