import { expect, test } from '@playwright/test';
import { phantomEntry } from '../src/core/phantoms/catalogue';
import { defaultTraining } from '../src/core/settings';
import type { StepRecord } from '../src/core/terms';
import { createHeadlessApp, type HeadlessApp } from './headless/app';

/** A short run of a small network. */
const settings = {
  ...defaultTraining,
  ...{ steps: 14, predictEvery: 7, backend: 'wasm' as const },
  network: { ...defaultTraining.network, baseWidth: 4 },
  patch: { ...defaultTraining.patch, size: 16 },
};

const phantom = { ...phantomEntry('ms').defaults, size: 48, blobCount: 12 };

/** Trains lanes A and B to their ends. */
async function trained({ actions, until }: HeadlessApp): Promise<void> {
  actions.play();
  await until(({ lane, others }) => lane.phase === 'finished' && others[0].lane.phase === 'finished');
}

function timeless(records: readonly StepRecord[]): readonly StepRecord[] {
  return records.map((record) => ({ ...record, elapsedMs: 0 }));
}

test('over several cases, too, two equal lanes train and validate to the same numbers, bit for bit', async () => {
  const app = createHeadlessApp({ settings });
  try {
    app.actions.openPhantom(phantom, [
      { seed: 2, role: 'train' },
      { seed: 3, role: 'validate' },
    ]);
    await app.until(({ cases }) => cases.rows.length === 3 && cases.rows.every(({ state }) => state.phase === 'ready'));
    app.actions.addLane({});
    await trained(app);
    const b = app.vault.others.get('B');
    expect(new Set(app.vault.records.map(({ caseId = 0 }) => caseId))).toEqual(new Set([0, 1]));
    expect(timeless(b?.records ?? [])).toEqual(timeless(app.vault.records));
    const validated = (histories = app.vault.histories) =>
      [...(histories.get(2)?.all ?? [])].map((past) => ({ ...past, elapsedMs: 0 }));
    expect(validated().map(({ step }) => step)).toEqual([7, 14]);
    expect(validated(b?.histories)).toEqual(validated());
    // A validation is not a step: the run is the same without any.
    const records = timeless(app.vault.records);
    app.actions.resetRun();
    app.actions.changeSettings({ predictEvery: 0 });
    await trained(app);
    expect(timeless(app.vault.records)).toEqual(records);
  } finally {
    app.close();
  }
});

test('two lanes with equal settings train in lock-step to identical curves and predictions, bit for bit', async () => {
  const app = createHeadlessApp({ settings });
  try {
    app.actions.openPhantom(phantom);
    await app.until(({ openCase, opening }) => openCase !== null && opening.phase === 'idle');
    app.actions.addLane({});
    await trained(app);
    const b = app.vault.others.get('B');
    expect(app.vault.records).toHaveLength(14);
    expect(timeless(b?.records ?? [])).toEqual(timeless(app.vault.records));
    expect(b?.newest).toEqual(app.vault.newest);
    expect(b?.history.all.map(({ step }) => step)).toEqual([7, 14]);
    // Lanes with another seed do not come out the same: the comparison above can fail.
    app.actions.addLane({ seed: 2 });
    app.actions.play();
    await app.until(({ others }) => others[1]?.lane.phase === 'finished');
    expect(timeless(app.vault.others.get('C')?.records ?? [])).not.toEqual(timeless(app.vault.records));
  } finally {
    app.close();
  }
});
