import { describe, expect, test } from 'vitest';
import { describeBlobs, rankBlobs } from '../../blobs';
import { labelCells } from '../../cells';
import { labelComponents } from '../../components';
import { InputError } from '../../errors';
import { defaultRules } from '../../metrics/matching/rule';
import { defaultLoss } from '../../settings';
import { finish } from '../../steps';
import { plainGrid } from '../../volume';
import { Bench } from '../bench';
import { type BenchCase, cutCase } from '../benchCase';
import { defaultQuestion } from '../defaultQuestion';
import type { PresetId } from '../edits/edit';
import { growRuns, shrinkRuns } from '../edits/layers';
import { writeRuns } from '../edits/runs';
import { stretchesInBox } from '../edits/stretches';
import { logitsOfMask } from '../logits';
import { caseOf, randomCase } from '../testBench';
import { middleBlob, presetLogits } from './presets';
import { makeThreeOfSixteen } from './threeOfSixteen';

function ask(benchCase: BenchCase, preset: PresetId, question = defaultQuestion) {
  const bench = new Bench(benchCase, { kind: 'preset', preset }, finish(presetLogits(benchCase, preset)), () => 0);
  const { answer } = bench.ask(question);
  const metric = (id: string) => answer.metrics.find((one) => one.id === id)?.value;
  const loss = (id: string) => answer.losses.find((one) => one.id === id)?.value ?? Number.NaN;
  return { answer, metric, loss, bench };
}

function sixteen(): BenchCase {
  const { grid, mask } = makeThreeOfSixteen();
  const { ids, count } = labelComponents(mask, grid.dims, 26);
  rankBlobs(ids, count);
  const cells = labelCells(ids, grid.dims, grid.spacingMm);
  return cutCase({ grid, ids, blobs: describeBlobs(ids, grid), connectivity: 26 }, cells);
}

describe('3 of 16 found', () => {
  const made = sixteen();

  test('the numbers are the printed ones: Dice loss 0.061, blob-Dice and CC-Dice 0.8125', () => {
    const { loss, answer } = ask(made, 'three_of_sixteen');
    expect(loss('global/dice').toFixed(3)).toBe('0.061');
    expect(loss('blob/dice').toFixed(4)).toBe('0.8125');
    expect(loss('cc/dice').toFixed(4)).toBe('0.8125');
    expect(answer.matching).toMatchObject({ found: 3, missed: 13, falseComponents: 0 });
  });

  test('16 blobs of the sizes that were meant', () => {
    expect(made.blobs.map(({ voxels }) => voxels)).toEqual([
      2900, 1420, 722, 130, 105, 88, 72, 60, 50, 42, 34, 26, 19, 13, 10, 6,
    ]);
  });
});

describe.each([1, 2, 3, 4])('on a random mask, seed %i', (seed) => {
  const benchCase = randomCase(seed, [22, 18, 14], 9);

  test('a perfect prediction costs nothing and finds all', () => {
    const { loss, answer } = ask(benchCase, 'perfect');
    for (const id of [
      'global/dice',
      'global/dice_bce',
      'global/tversky',
      'blob/dice',
      'cc/dice',
      'inverse_weighting/bce',
    ])
      expect(loss(id), id).toBeLessThan(1e-6);
    expect(answer.matching).toMatchObject({ missed: 0, falseComponents: 0, f1: 1 });
    expect(answer.tide.global).toBeLessThan(1e-6);
  });

  test('same Dice, different patients: equal Dice, F1 as far apart as the mask allows', () => {
    const [a, b] = (['same_dice_a', 'same_dice_b'] as const).map((preset) => ask(benchCase, preset));
    const count = benchCase.blobs.length;
    expect(Math.abs(a.loss('global/dice') - b.loss('global/dice'))).toBeLessThan(1e-3);
    expect(a.metric('voxel.dice')).toBe(b.metric('voxel.dice'));
    expect(a.answer.matching).toMatchObject({ f1: 1, falseComponents: 0 });
    expect(b.answer.matching.found).toBeLessThan(count);
    expect(b.answer.matching.f1).toBeCloseTo((2 * b.answer.matching.found) / (count + b.answer.matching.found), 12);
  });

  test('one false positive of the voxels of the missed blob', () => {
    const [a, b] = (['false_positive_a', 'missed_blob_b'] as const).map((preset) => ask(benchCase, preset).answer);
    const { voxels } = benchCase.blobs[middleBlob(benchCase) - 1];
    expect(a.totals.falsePositiveVoxels).toBe(voxels);
    expect(b.totals.blobVoxels - b.totals.overlapVoxels).toBe(voxels);
    expect(b.matching.missed).toBe(1);
    expect(a.matching.missed).toBe(0);
  });

  test('everything is predicted: any overlap finds all, F1 is 1', () => {
    const { answer } = ask(benchCase, 'everything');
    expect(answer.matching).toMatchObject({ components: 1, missed: 0, falseComponents: 0, f1: 1 });
    const strict = { ...defaultQuestion, instances: { ...defaultQuestion.instances, rule: defaultRules.greedy } };
    expect(ask(benchCase, 'everything', strict).answer.matching.f1).toBeLessThan(0.5);
  });

  test('only the largest, eroded and dilated', () => {
    expect(ask(benchCase, 'only_largest').answer.matching.found).toBe(1);
    const { blobVoxels } = ask(benchCase, 'perfect').answer.totals;
    const eroded = ask(benchCase, 'eroded').answer.totals;
    expect(eroded.predictedVoxels).toBeLessThan(blobVoxels);
    expect(eroded.falsePositiveVoxels).toBe(0);
    const dilated = ask(benchCase, 'dilated').answer.totals;
    expect(dilated.overlapVoxels).toBe(blobVoxels);
    expect(dilated.falsePositiveVoxels).toBeGreaterThan(0);
  });

  test('one layer less or more is what shrinking and growing the whole mask does', () => {
    const { ids } = benchCase;
    const { dims } = benchCase.grid;
    const all = { low: [0, 0, 0], high: [dims[0] - 1, dims[1] - 1, dims[2] - 1] } as const;
    const mask = stretchesInBox(dims, all, (v) => ids[v] !== 0);
    const marks = new Uint8Array(ids.length);
    for (const preset of ['eroded', 'dilated'] as const) {
      const logits = finish(logitsOfMask((v) => ids[v] !== 0, ids.length));
      const runs =
        preset === 'eroded'
          ? shrinkRuns(benchCase, mask, 1, marks)
          : growRuns(benchCase, logits, mask, 1, (v) => ids[v] === 0, marks);
      writeRuns(logits, runs, () => {});
      expect(finish(presetLogits(benchCase, preset)), preset).toEqual(logits);
    }
  });
});

test('presets that a mask does not allow are refused in a sentence', () => {
  const empty = caseOf(new Uint8Array(27), [3, 3, 3]);
  for (const preset of ['only_largest', 'same_dice_a', 'false_positive_a', 'eroded', 'three_of_sixteen'] as const)
    expect(() => finish(presetLogits(empty, preset)), preset).toThrow(InputError);
  expect(ask(empty, 'everything').answer.rows).toEqual([]);
  expect(ask(empty, 'perfect').loss('global/bce')).toBeLessThan(1e-9);
  const full = caseOf(new Uint8Array(27).fill(1), [3, 3, 3]);
  expect(() => finish(presetLogits(full, 'false_positive_a'))).toThrow('room');
});

test('what a term sees: a perfect prediction pays only where masking spoils it', () => {
  const benchCase = randomCase(5, [16, 16, 16], 6);
  const question = { ...defaultQuestion, seenBlob: benchCase.blobs.length };
  const { answer, bench } = ask(benchCase, 'perfect', question);
  const { seen } = answer;
  const own = benchCase.blobs[benchCase.blobs.length - 1].voxels;
  const others = answer.totals.blobVoxels - own;
  expect(seen?.maskedVoxels).toBe(others);
  expect(bench.ask(question).volumes.masked?.reduce((sum, bit) => sum + bit, 0)).toBe(others);
  expect(seen?.perfectPays?.probability).toBeLessThan(1e-6);
  // Masked voxels at p = 0.5, or left as they are at p = 1, are false positives of the blob's own Dice.
  expect(seen?.perfectPays?.logit).toBeCloseTo(1 - (2 * own) / (2 * own + others / 2), 5);
  expect(seen?.perfectPays?.none).toBeCloseTo(1 - (2 * own) / (2 * own + others), 5);
  expect(defaultLoss.base).toBe('dice');
});

test('two predictions have the same Dice also where a numbered instance lies in pieces', () => {
  const ids = Int32Array.of(1, 0, 1, 0, 1, 0, 1, 0, 2, 0, 2, 0, 2);
  const grid = plainGrid([13, 1, 1]);
  const blobs = describeBlobs(ids, grid);
  const pieces = cutCase({ grid, ids, blobs, connectivity: null }, labelCells(ids, grid.dims, grid.spacingMm));
  const dice = (['same_dice_a', 'same_dice_b'] as const).map((preset) => ask(pieces, preset).metric('voxel.dice'));
  expect(dice[0]).toBe(dice[1]);
});
