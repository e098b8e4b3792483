import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { fakeStorage } from '../fakes/fakeStorage';
import { type ReadyApp, readyApp, until } from '../testApp';
import { recallStudy, rememberStudy } from './rememberStudy';
import { isOver, studyResults } from './selectTrials';
import { checkStudyRecord } from './studySchema';

fakeStorage();
const { study } = checkStudyRecord(JSON.parse(readFileSync('src/state/study/fixtures/study.json', 'utf8')));

const resultsOf = (app: ReadyApp) => {
  const batch = app.store.getState().trials.study;
  return batch ? studyResults(app.vault, batch) : [];
};

test('a study that a reload interrupts is taken up where it was, held, and goes on with what is missing', async () => {
  const first = await readyApp();
  rememberStudy(first);
  for (const worker of first.trials) worker.msPerTrial = 10;
  first.actions.startStudy(study);
  await until(first, () => resultsOf(first).length === 2);
  await vi.waitFor(() => expect(checkStudyRecord(recallStudy()).results).toHaveLength(2));
  first.actions.stopTrials('study');

  const second = await readyApp();
  expect(second.actions.resumeStudy(recallStudy())).toBeNull();
  expect(second.store.getState().trials.study).toMatchObject({ plan: study, isHeld: true });
  expect(resultsOf(second)).toEqual(resultsOf(first));
  expect(second.trials.flatMap(({ asked }) => asked)).toEqual([]);
  second.actions.goOnWithTrials('study');
  await until(second, ({ trials }) => trials.study !== null && isOver(trials.study));
  expect(second.trials.flatMap(({ asked }) => asked)).toHaveLength(2);
  expect(resultsOf(second)).toHaveLength(4);
});

test('a discarded study is forgotten; a damaged one is refused, and the one that stands stays', async () => {
  const app = await readyApp();
  rememberStudy(app);
  app.actions.startStudy(study);
  await until(app, ({ trials }) => trials.study !== null && isOver(trials.study));
  expect(app.actions.resumeStudy({ format: 'blobscope-study', version: 2 })).toMatch(/^A study that cannot be shown/);
  expect(resultsOf(app)).toHaveLength(4);
  app.actions.discardTrials('study');
  expect(recallStudy()).toBeNull();
});
