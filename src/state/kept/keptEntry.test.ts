import { expect, test } from 'vitest';
import type { RecordedLane } from '../../core/recording/format';
import { defaultTraining } from '../../core/settings';
import { entryOf, isUnfinished, resumeStep } from './keptEntry';
import { checkEntry } from './keptSchema';

const terms = { global: 0, blob: 0, blobIds: [], blobTerms: [], alpha: 2, beta: 1, learningRate: 1, elapsedMs: 1 };
const scores = { threshold: 0.5, dice: 0.5, sensitivity: 1, precision: null, perBlob: [] } as const;
const counts = { foundBlobs: 1, missedBlobs: 0, predictedBlobs: 1, falseBlobs: 0 };

function laneOf(steps: number): RecordedLane {
  const records = Array.from({ length: steps }, (_, i) => ({ step: i + 1, total: i === 4 ? Number.NaN : i, ...terms }));
  const predictions = Array.from({ length: Math.floor(steps / 2) }, (_, i) => ({
    ...{ step: 2 * (i + 1), elapsedMs: 1, levels: new Uint8Array(1) },
    scores: { ...scores, ...counts, f1: i === 0 ? null : i / steps },
  }));
  return { id: 'A', settings: defaultTraining, backend: 'wasm', events: [], records, predictions, checkpoints: [] };
}

const entry = (steps: number) => {
  const ofCase = { name: 'case', phantom: null, dims: [1, 1, 1], spacingMm: [1, 1, 1] } as const;
  const madeAt = '2026-11-25T10:00:00.000Z';
  const lanes = [laneOf(steps), { ...laneOf(3), id: 'B' }];
  return entryOf({ name: 'x', madeAt, case: { ...ofCase, connectivity: 26, blobVoxels: [1] }, lanes }, 'id', 9);
};

test.each([0, 1, 7, 48, 49, 1000])(
  'an entry of %i steps has short, finite curves that end where the run does',
  (steps) => {
    const made = entry(steps);
    const [{ lossCurve, f1Curve, scores: last }] = made.lanes;
    expect(lossCurve.length).toBeLessThanOrEqual(48);
    expect(f1Curve.length).toBeLessThanOrEqual(48);
    expect(lossCurve.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(lossCurve.at(-1)?.step).toBe(steps || undefined);
    expect(f1Curve.at(-1)?.step).toBe(steps < 4 ? undefined : 2 * Math.floor(steps / 2));
    expect(last?.dice).toBe(steps < 2 ? undefined : 0.5);
    expect(checkEntry({ id: 'id', entry: structuredClone(made) })).toEqual(made);
  },
);

test('it is unfinished while a lane has steps to do, and goes on where its furthest lane is', () => {
  expect(isUnfinished(entry(1000))).toBe(true);
  expect(resumeStep(entry(1000))).toBe(1000);
  expect(isUnfinished({ lanes: [entry(1000).lanes[0]] })).toBe(false);
});
