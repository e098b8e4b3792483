import { describe, expect, test, vi } from 'vitest';
import { defaultLoss, type TrainSettings } from '../../core/settings';
import { type FakeRunStore, fakeRunStore } from '../fakes/fakeRunStore';
import { phantom, type ReadyApp, readyApp, until, untilPhase, upTo } from '../testApp';
import { keptLimits } from './keptLimits';
import type { KeptEntry } from './keptModel';
import { resumeOffer } from './resumeOffer';

const keptOf = ({ store }: ReadyApp) => store.getState().kept;
const noticesOf = ({ store }: ReadyApp) => store.getState().notices.map(({ message }) => message);
const untilKept = (app: ReadyApp, runs: FakeRunStore, step: number) =>
  vi.waitFor(() => expect(firstLane(runs)?.step).toBe(step), { timeout: 3000 }).then(() => app.actions.keepRunNow());
const firstLane = ({ rows }: FakeRunStore) =>
  ([...rows.values()][0]?.entry as { lanes: { step: number; scores: object }[] })?.lanes[0];

/** A page on a store, as after a reload. */
const pageOn = (runs: FakeRunStore, change: Partial<TrainSettings> = {}) =>
  readyApp({ steps: 120, predictEvery: 20, ...change }, {}, [], async () => null, runs);

/** A run that was paused behind step 52, and kept. */
async function pausedRun(runs = fakeRunStore()) {
  const app = await pageOn(runs);
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(52));
  app.actions.pause();
  await untilPhase(app, 'paused');
  const step = app.vault.records.length;
  await untilKept(app, runs, step);
  return { app, runs, step };
}

describe('a run is kept by itself', () => {
  test('when it is paused, with scores and curves; going on overwrites its one entry; a reset begins another', async () => {
    const { app, runs, step } = await pausedRun();
    expect(keptOf(app).entries).toMatchObject([{ name: 'phantom', lanes: [{ id: 'A', step }] }]);
    expect(keptOf(app).currentId).toBe(keptOf(app).entries[0].id);
    app.actions.play();
    await untilPhase(app, 'finished');
    await untilKept(app, runs, 120);
    expect(runs.rows.size).toBe(1);
    expect(firstLane(runs).scores).toMatchObject({ step: 120 });
    app.actions.resetRun();
    expect(keptOf(app).currentId).toBeNull();
    app.actions.play();
    await untilPhase(app, 'finished');
    await vi.waitFor(() => expect(runs.rows.size).toBe(2));
    expect(keptOf(app).entries.map(({ lanes }) => lanes[0].step)).toEqual([120, 120]);
  });

  test('also where the names of its files are long', async () => {
    const app = await pageOn(fakeRunStore());
    app.store.setState(({ openCase }) => ({ openCase: openCase && { ...openCase, name: 'x'.repeat(500) } }));
    app.actions.play();
    await untilPhase(app, 'finished');
    await untilKept(app, app.runs, 120);
    await app.actions.refreshKept();
    expect(keptOf(app)).toMatchObject({ entries: [{ lanes: [{ step: 120 }] }], damaged: [] });
  });

  test('now and then while it goes on, as far as its newest checkpoint', async () => {
    const runs = fakeRunStore();
    const app = await pageOn(runs, { steps: 400 });
    // Slow where something is waited for, so that the next checkpoint is far off until it has come.
    app.lane.onStep = (step) => {
      app.lane.msPerStep = (step > 55 && runs.rows.size === 0) || step > 160 ? 50 : 0;
    };
    app.actions.play();
    await vi.waitFor(() => expect(firstLane(runs)?.step).toBe(50), { timeout: 3000 });
    await until(app, ({ run }) => run.step >= 160);
    // The next time would be 20 s later.
    expect(firstLane(runs).step).toBe(50);
    await app.actions.keepRunNow();
    expect(firstLane(runs).step).toBe(150);
    app.actions.resetRun();
  });

  test('not while it is switched off, nor when a recording is only looked at', async () => {
    const { app, runs } = await pausedRun();
    const bytes = await app.actions.packRecording('x');
    const page = await pageOn(fakeRunStore());
    await page.actions.openRecording(bytes ?? new Uint8Array());
    await page.actions.keepRunNow();
    expect(page.runs.rows.size).toBe(0);
    app.actions.keepRuns(false);
    app.actions.play();
    await untilPhase(app, 'finished');
    await app.actions.keepRunNow();
    expect(firstLane(runs).step).toBeLessThan(120);
    app.actions.keepRuns(true);
    await untilKept(app, runs, 120);
  });
});

describe('after a reload', () => {
  test('the unfinished run is offered, stands where it was, goes on, and overwrites its entry', async () => {
    const { runs, step } = await pausedRun();
    const page = await pageOn(fakeRunStore(runs.rows), { steps: 7, seed: 3 });
    const offer = resumeOffer(page.store.getState());
    expect(offer).toMatchObject({ lanes: [{ step }] });
    expect(await page.actions.openKept(offer?.id ?? '')).toBe(true);
    expect(page.store.getState()).toMatchObject({ mode: 'train', run: { step }, settings: { steps: 120, seed: 1 } });
    expect(page.vault.records.map((record) => record.step)).toEqual(upTo(step));
    expect(resumeOffer(page.store.getState())).toBeNull();
    page.actions.play();
    await untilPhase(page, 'finished');
    expect(page.lane.asked.find(({ name }) => name === 'open')?.ask).toMatchObject({ checkpoint: { step } });
    await untilKept(page, page.runs, 120);
    expect(runs.rows.size).toBe(1);
    page.actions.resetRun();
    expect(resumeOffer(page.store.getState())).toBeNull();
  });

  test('both lanes come back, also one that had no checkpoint yet', async () => {
    const { app, runs, step } = await pausedRun();
    app.actions.addLane({ loss: { ...defaultLoss, beta: 4 } });
    app.actions.changeSettings({ steps: 200 });
    app.actions.singleStep();
    await until(app, ({ others, lane }) => others[0].lane.phase === 'paused' && lane.phase === 'paused');
    await untilKept(app, runs, step + 1);
    const page = await pageOn(fakeRunStore(runs.rows));
    await page.actions.openKept(keptOf(page).entries[0].id);
    expect(page.store.getState()).toMatchObject({ mode: 'compare', run: { step: step + 1 } });
    expect(page.store.getState().others).toMatchObject([{ own: { loss: { beta: 4 } }, run: { step: step + 1 } }]);
  });

  test('the offer is not made again once dismissed, nor for another own scan, nor for a run of another tab', async () => {
    const { runs } = await pausedRun();
    const row = [...runs.rows.values()][0];
    const entry = row.entry as { id: string; case: { blobVoxels: number[]; phantom: object | null } };
    const page = await pageOn(fakeRunStore(runs.rows));
    await page.actions.dismissOffer(entry.id);
    expect(resumeOffer(page.store.getState())).toBeNull();
    expect(resumeOffer((await pageOn(fakeRunStore(runs.rows))).store.getState())).toBeNull();

    row.entry = { ...entry, isOffered: true, case: { ...entry.case, phantom: null } };
    expect(resumeOffer((await pageOn(fakeRunStore(runs.rows))).store.getState())).not.toBeNull();
    row.entry = { ...entry, isOffered: true, case: { ...entry.case, phantom: null, blobVoxels: [1, 2, 3] } };
    expect(resumeOffer((await pageOn(fakeRunStore(runs.rows))).store.getState())).toBeNull();
    row.entry = { ...entry, isOffered: true };
    const busy = await pageOn(fakeRunStore(runs.rows, new Set([entry.id])));
    expect(resumeOffer(busy.store.getState())).toBeNull();
    await busy.actions.openKept(entry.id);
    busy.actions.play();
    await untilPhase(busy, 'finished');
    await vi.waitFor(() => expect(runs.rows.size).toBe(2));
    expect(keptOf(busy).entries.map(({ name }) => name)).toEqual(['phantom (again)', 'phantom']);
  });
});

describe('the list', () => {
  test('renames, also the run on the page, and exports under the new name; what was exported is imported', async () => {
    const { app, runs } = await pausedRun();
    const [{ id }] = keptOf(app).entries;
    await app.actions.renameKept(id, '  blobs first ');
    const bytes = await app.actions.exportKept(id);
    app.actions.play();
    await untilPhase(app, 'finished');
    await untilKept(app, runs, 120);
    expect(keptOf(app).entries).toMatchObject([{ id, name: 'blobs first' }]);
    const page = await pageOn(fakeRunStore());
    await page.actions.importKept(bytes ?? new Uint8Array());
    expect(keptOf(page).entries).toMatchObject([{ name: 'blobs first', isOffered: false }]);
    await page.actions.importKept(new TextEncoder().encode('{"header":{"__proto__":{"polluted":1}},"body":[]}'));
    expect(keptOf(page).importProblem).toContain('does not say that it is a recording');
    expect(keptOf(page).entries.length).toBe(1);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('deletes one and clears all, also what is being written, and keeps the run again when it has changed', async () => {
    const { app, runs } = await pausedRun();
    let open = () => {};
    runs.gate = new Promise((resolve) => {
      open = resolve;
    });
    app.actions.play();
    await untilPhase(app, 'finished');
    const written = app.actions.keepRunNow();
    const cleared = app.actions.clearKept();
    open();
    await Promise.all([written, cleared]);
    expect(runs.rows.size).toBe(0);
    expect(keptOf(app)).toMatchObject({ entries: [], currentId: null, trouble: null });
    await app.actions.keepRunNow();
    expect(runs.rows.size).toBe(0);
    app.actions.changeSettings({ steps: 130 });
    app.actions.play();
    await untilKept(app, runs, 130);
    await app.actions.deleteKept(keptOf(app).entries[0].id);
    expect(runs.rows.size).toBe(0);
  });
});

describe('room', () => {
  test('the oldest runs beyond the limit go and are named; pinned and named ones, and those of other tabs, stay', async () => {
    const { runs: first } = await pausedRun();
    const [[, row]] = first.rows;
    const entry = row.entry as KeptEntry;
    const runs = fakeRunStore(new Map(), new Set(['old 3']));
    for (let n = 0; n < keptLimits.runs + 4; n++) {
      const id = `old ${n}`;
      const keptAt = new Date(Date.UTC(2020, 0, 1 + n)).toISOString();
      const name = n === 1 ? 'mine' : 'phantom';
      runs.rows.set(id, { entry: { ...entry, id, keptAt, name, isPinned: n === 2 || n === 1 }, file: row.file });
    }
    const app = await pageOn(runs, { steps: 60 });
    app.actions.play();
    await untilPhase(app, 'finished');
    await vi.waitFor(() => expect(keptOf(app).dropped).toHaveLength(1), { timeout: 3000 });
    expect(runs.rows.size).toBe(keptLimits.runs + 4);
    const ids = [...runs.rows.keys()];
    expect(ids.slice(0, 3)).toEqual(['old 1', 'old 2', 'old 3']);
    expect(keptOf(app).dropped).toMatchObject([{ id: 'old 0' }]);
    expect(noticesOf(app).join()).toContain('“phantom” was dropped');
  });

  test('a run that is named is pinned, and can be unpinned; older entries are pinned where they have a name of their own', async () => {
    const { app, runs } = await pausedRun();
    const [{ id }] = keptOf(app).entries;
    expect(keptOf(app).entries[0].isPinned).toBe(false);
    await app.actions.renameKept(id, 'mine');
    expect(keptOf(app).entries[0].isPinned).toBe(true);
    await app.actions.pinKept(id, false);
    expect(keptOf(app).entries[0].isPinned).toBe(false);
    const row = runs.rows.get(id);
    if (row) row.entry = { ...(row.entry as KeptEntry), isPinned: undefined };
    await app.actions.refreshKept();
    expect(keptOf(app).entries[0].isPinned).toBe(true);
  });

  test('the browser is asked once to keep what is there, when the first run was kept', async () => {
    const { app, runs } = await pausedRun();
    await vi.waitFor(() => expect(keptOf(app).persistence).toBe('promised'));
    app.actions.play();
    await untilPhase(app, 'finished');
    await untilKept(app, runs, 120);
    expect(runs.persistAsks).toBe(1);
  });
});

describe('trouble', () => {
  test.each([
    ['full', /storage is full/],
    ['refused', /private window/],
    ['newer', /reload/],
    ['blocked', /Another tab/],
  ] as const)(
    '%s: the run goes on in memory, it is said once, and the next checkpoint is tried',
    async (kind, words) => {
      const runs = fakeRunStore();
      const app = await pageOn(runs);
      runs.trouble = kind;
      app.actions.play();
      await untilPhase(app, 'finished');
      await vi.waitFor(() => expect(keptOf(app).trouble).toMatch(words));
      app.actions.dismissNotice(app.store.getState().notices[0].id);
      app.actions.changeSettings({ steps: 130 });
      app.actions.play();
      await until(app, ({ run }) => run.step === 130);
      await untilPhase(app, 'finished');
      await app.actions.keepRunNow();
      expect(noticesOf(app)).toEqual([]);
      expect(runs.rows.size).toBe(0);
      runs.trouble = null;
      app.actions.changeSettings({ steps: 140 });
      app.actions.play();
      await untilKept(app, runs, 140);
      expect(keptOf(app).trouble).toBeNull();
    },
  );

  test('damaged and newer entries and files are refused in words and can be deleted; the others stay', async () => {
    const { runs } = await pausedRun();
    const [[id, row]] = runs.rows;
    const entry = row.entry as object;
    runs.rows.set('a', { entry: { ...entry, id: 'a', lanes: 'x' }, file: row.file });
    runs.rows.set('b', { entry: { ...entry, id: 'b', version: 9 }, file: row.file });
    runs.rows.set('c', { entry: null, file: null });
    runs.rows.set('d', { entry: { ...entry, id: 'd', name: 'cut' }, file: row.file?.slice(0, -40) ?? null });
    const page = await pageOn(fakeRunStore(runs.rows));
    expect(
      keptOf(page)
        .entries.map((one) => one.id)
        .sort(),
    ).toEqual(['d', id].sort());
    expect(keptOf(page).damaged.map(({ message }) => message)).toEqual([
      expect.stringContaining('cannot be opened (lanes)'),
      expect.stringContaining('newer version'),
      expect.stringContaining('damaged'),
    ]);
    const before = page.store.getState();
    page.actions.openKeptList();
    runs.rows.set('d', { entry: { ...entry, id: 'd', name: 'cut' }, file: null });
    expect(await page.actions.openKept('d')).toBe(false);
    expect(keptOf(page).problems.d).toContain('missing');
    expect({ ...page.store.getState(), kept: null }).toEqual({ ...before, kept: null });
    for (const damaged of ['a', 'b', 'c', 'd']) await page.actions.deleteKept(damaged);
    expect([...runs.rows.keys()]).toEqual([id]);
    expect(keptOf(page).damaged).toEqual([]);
  });

  test('a run of files needs its scan, and says so', async () => {
    const { runs } = await pausedRun();
    const page = await pageOn(fakeRunStore(runs.rows));
    page.actions.openPhantom({ ...phantom, seed: 2 });
    await until(page, ({ opening }) => opening.phase === 'idle');
    const [{ id }] = keptOf(page).entries;
    const file = runs.rows.get(id)?.file ?? new Uint8Array();
    const text = new TextDecoder().decode(file).replace(/"phantom":\{[^}]*\}/, '"phantom":null');
    const other = text.replace(/"blobVoxels":\[[^\]]*\]/, '"blobVoxels":[7]');
    runs.rows.set(id, { entry: runs.rows.get(id)?.entry, file: new TextEncoder().encode(other) });
    page.actions.openKeptList();
    expect(await page.actions.openKept(id)).toBe(false);
    expect(keptOf(page).problems[id]).toContain('open it and its mask first');
  });
});
