import { describe, expect, test } from 'vitest';
import { evaluateLossParts } from './losses/blobLoss';
import { smallerHalfPull } from './pull';
import { type BaseLoss, defaultLoss, type LossSettings } from './settings';

/** Blobs of these sizes one behind the other, then background up to 400 voxels. */
const sizes = [120, 30, 9, 4, 2];
const voxelTotal = 400;
const ids = new Int32Array(voxelTotal);
ids.set(sizes.flatMap((size, n) => new Array<number>(size).fill(n + 1)));

/** What the loss itself gives to blobs 4 and 5, of all that it gives to blob voxels. */
function measured(base: BaseLoss, weights: readonly [number, number], backgroundLogit: number): number {
  const logits = Float64Array.from(ids, (id) => (id === 0 ? backgroundLogit : 0));
  const { gradientOf } = evaluateLossParts(logits, ids, 1, { ...defaultLoss, base, smooth: 1e-9 });
  const gradient = gradientOf(...weights);
  const pull = (wanted: (id: number) => boolean) =>
    gradient.reduce((sum, slope, v) => (wanted(ids[v]) ? sum + Math.abs(slope) : sum), 0);
  return pull((id) => id >= 4) / pull((id) => id > 0);
}

const pull = smallerHalfPull(sizes, voxelTotal);

describe('the closed forms are what the losses do', () => {
  test.each(['dice', 'tversky', 'bce', 'dice_bce', 'focal'] as const)('global %s', (base) => {
    expect(measured(base, [1, 0], 0)).toBeCloseTo(pull?.global ?? -1, 8);
    expect(measured(base, [1, 0], -40)).toBeCloseTo(pull?.global ?? -1, 8);
  });

  test.each(['bce', 'focal'] as const)('blob loss on %s', (base) => {
    expect(measured(base, [0, 1], 0)).toBeCloseTo(pull?.blobOfMean ?? -1, 8);
    expect(measured(base, [0, 1], -40)).toBeCloseTo(pull?.blobOfMean ?? -1, 8);
  });

  test('blob loss on Dice, at first and once the background is clean', () => {
    expect(measured('dice', [0, 1], 0)).toBeCloseTo(pull?.blobDiceAtFirst ?? -1, 8);
    expect(measured('dice', [0, 1], -40)).toBeCloseTo(pull?.blobDiceWhenClean ?? -1, 8);
  });
});

describe('with cells that share the background equally', () => {
  // 400 voxels of which 165 are blobs: 47 of the background for each cell.
  const cells = Int32Array.from(ids, (id, v) => id || 1 + ((v - 165) % 5));
  const geometry = { dims: [voxelTotal, 1, 1], spacingMm: [1, 1, 1], cells } as const;

  function withCells(loss: Partial<LossSettings>, blobLogit: number, backgroundLogit: number): number {
    const logits = Float64Array.from(ids, (id) => (id === 0 ? backgroundLogit : blobLogit));
    const settings: LossSettings = { ...defaultLoss, smooth: 0, ...loss };
    const isPredicted = blobLogit > 0;
    const gradient = evaluateLossParts(logits, ids, 1, settings, {
      ...geometry,
      ...(isPredicted && { predictedCells: cells }),
    }).gradientOf(0, 1);
    const pull = (wanted: (id: number) => boolean) =>
      gradient.reduce((sum, slope, v) => (wanted(ids[v]) ? sum + Math.abs(slope) : sum), 0);
    return pull((id) => id >= 4) / pull((id) => id > 0);
  }

  test('CC on Dice + cross-entropy', () => {
    const cc = { scheme: 'cc', base: 'dice_bce' } as const;
    expect(withCells(cc, 0, 0)).toBeCloseTo(pull?.ccAtFirst ?? -1, 9);
    expect(withCells(cc, 0, -40)).toBeCloseTo(pull?.ccWhenClean ?? -1, 9);
  });

  test('BiCC: before anything is predicted half of it is the whole patch; when the blobs are, and nothing else, it is CC', () => {
    const bicc = { scheme: 'bicc', base: 'dice_bce', biccAlpha: 0.5 } as const;
    expect(withCells(bicc, 0, 0)).toBeCloseTo(pull?.biccAtFirst ?? -1, 9);
    expect(withCells(bicc, 1e-7, -40)).toBeCloseTo(pull?.ccWhenClean ?? -1, 6);
  });

  test.each(['bce', 'dice_squared'] as const)('inverse weighting of %s', (base) => {
    const inverse = { scheme: 'inverse_weighting', base } as const;
    expect(withCells(inverse, 0, 0)).toBeCloseTo(pull?.inverseWeighting ?? -1, 9);
    expect(withCells(inverse, 0, -40)).toBeCloseTo(pull?.inverseWeighting ?? -1, 9);
  });
});

test('the weight of a blob is clipped to 1: one that fills most of the volume has more than its part', () => {
  const clipped = smallerHalfPull([900, 50], 1000);
  expect(clipped?.inverseWeighting).toBeCloseTo(1000 / 3 / (1000 / 3 + 900), 12);
});

test('by hand: two of five blobs hold 6 of 165 voxels, and pull as two of five once the background is clean', () => {
  expect(pull?.global).toBeCloseTo(6 / 165, 12);
  expect(pull?.blobDiceWhenClean).toBeCloseTo(2 / 5, 12);
  expect(pull?.blobDiceAtFirst).toBeLessThan(2 / 5);
  expect(pull?.blobDiceAtFirst).toBeGreaterThan(6 / 165);
});

test('without a smaller half there is nothing to tell', () => {
  expect(smallerHalfPull([5], 100)).toBeNull();
  expect(smallerHalfPull([], 100)).toBeNull();
});
