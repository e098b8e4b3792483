import { describe, expect, test, vi } from 'vitest';
import { fakeRunStore } from '../fakes/fakeRunStore';
import { untilPhase } from '../testApp';
import { keptLimits } from './keptLimits';
import type { KeptEntry } from './keptModel';
import { keptOf, noticesOf, pageOn, pausedRun, untilKept } from './testKept';

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
