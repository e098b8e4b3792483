import { expect, test, vi } from 'vitest';
import { phantom, readyApp } from '../testApp';

test('a file that cannot be read leaves the open case and says why', async () => {
  const app = await readyApp();
  app.actions.openFiles([new File(['x'], 'bad.nii')]);
  await vi.waitFor(() =>
    expect(app.store.getState().opening).toEqual({ phase: 'failed', message: 'bad.nii: not a volume.' }),
  );
  expect(app.store.getState().caseRevision).toBe(1);
});

test('many files refused for one reason give one sentence', async () => {
  const app = await readyApp();
  app.actions.openFiles(['bad1.dcm', 'bad2.dcm', 'bad3.dcm'].map((name) => new File(['x'], name)));
  await vi.waitFor(() => expect(app.store.getState().opening.phase).toBe('failed'));
  expect(app.store.getState().opening).toMatchObject({ message: 'bad1.dcm and 2 more: not a volume.' });
});

test('scan and mask get their roles by the guesses, and can be swapped', async () => {
  const app = await readyApp();
  app.actions.openFiles([new File(['x'], 'a_mask.nii'), new File(['x'], 'a.nii')]);
  await vi.waitFor(() => expect(app.store.getState().openFiles).toMatchObject({ scanId: 2, maskId: 1 }));
  app.actions.chooseRoles(1, 2);
  await vi.waitFor(() => expect(app.store.getState().openFiles).toMatchObject({ scanId: 1, maskId: 2 }));
  expect(app.scan.asked.at(-1)).toMatchObject({
    name: 'assemble',
    ask: { scanId: 1, maskId: 2, reading: { kind: 'all' } },
  });
});

test('after a cancelled opening the worker is told the case again before it is asked about it', async () => {
  const app = await readyApp();
  app.actions.openFiles([new File(['x'], 'b.nii')]);
  app.actions.cancelOpening();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(app.scan.stops).toBe(1);
  expect(app.store.getState().caseRevision).toBe(1);
  const before = app.scan.asked.length;
  app.actions.setConnectivity(6);
  await vi.waitFor(() => expect(app.store.getState().openCase?.connectivity).toBe(6));
  expect(
    app.scan.asked
      .slice(before)
      .map((call) => call.name)
      .filter((name) => name !== 'open'),
  ).toEqual(['phantom', 'relabel']);
});

test('a scan worker that broke is replaced and told the case again; the open case stays', async () => {
  const app = await readyApp();
  app.scan.failNext = { kind: 'fault', message: 'The scan worker stopped (it broke).' };
  app.actions.setConnectivity(6);
  await vi.waitFor(() => expect(app.store.getState().opening.phase).toBe('failed'));
  expect(app.scan.stops).toBe(1);
  app.actions.setConnectivity(18);
  await vi.waitFor(() => expect(app.store.getState().openCase?.connectivity).toBe(18));
  expect(app.scan.asked.map((call) => call.name)).toEqual(['phantom', 'relabel', 'phantom', 'relabel']);
});

test('the newest of two openings wins', async () => {
  const app = await readyApp();
  app.actions.openPhantom({ ...phantom, seed: 2 });
  app.actions.openPhantom({ ...phantom, seed: 3 });
  await vi.waitFor(() => expect(app.store.getState().opening.phase).toBe('idle'));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(app.store.getState().caseRevision).toBe(2);
  expect(app.scan.stops).toBe(1);
});
