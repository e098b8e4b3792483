import { describe, expect, test, vi } from 'vitest';
import { fakeRunStore } from '../fakes/fakeRunStore';
import { phantom, until, untilPhase } from '../testApp';
import { keptOf, noticesOf, pageOn, pausedRun, untilKept } from './testKept';

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
