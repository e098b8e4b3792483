import { describe, expect, test, vi } from 'vitest';
import { defaultLoss } from '../../core/settings';
import { fakeRunStore } from '../fakes/fakeRunStore';
import { until, untilPhase, upTo } from '../testApp';
import { resumeOffer } from './resumeOffer';
import { keptOf, pageOn, pausedRun, untilKept } from './testKept';

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
