import { describe, expect, test } from 'vitest';
import { sumRegions, sumSlopes } from '../../ledger';
import { predictedCellsOf } from '../../losses/geometry';
import { createRandom } from '../../random';
import { type Dims, type Triple, voxelCount } from '../../volume';
import { type BenchCase, isInsideRow } from '../benchCase';
import { TouchedPrediction } from '../edits/touched';
import { FollowingPrediction } from '../following/followingPrediction';
import { largestLogit } from '../logits';
import { softQuantities } from '../pulls/softErrors';
import { randomCase, randomEdit } from '../testBench';
import { FollowingCells } from './followingCells';

/** A prediction with its cells. */
function follow(benchCase: BenchCase, start: Float32Array) {
  const cells = new FollowingCells(benchCase, start);
  let predicted = new FollowingPrediction(benchCase, start, 0.5);
  const touched = new TouchedPrediction(benchCase, { kind: 'perfect' }, start, {
    change: (change) => {
      cells.change(change);
      predicted.change(change);
    },
    restart: (logits) => {
      cells.restart(logits);
      predicted = new FollowingPrediction(benchCase, logits, 0.5);
    },
  });
  return { touched, now: () => [cells, predicted.labelling(26)] as const };
}

/** The cells, numbered as those of core/losses, and the sums over them, must be those taken from the voxels. */
function expectExact(benchCase: BenchCase, logits: Float32Array, cells: FollowingCells, surestError = 1): void {
  const { dims, spacingMm } = benchCase.grid;
  const plain = predictedCellsOf(logits, { dims, spacingMm });
  const partner = new Map<number, number>();
  for (let v = 0; v < plain.length; v++) {
    const known = partner.get(plain[v]);
    if (known === undefined) partner.set(plain[v], cells.cells[v]);
    else if (known !== cells.cells[v]) expect(`voxel ${v}: ${cells.cells[v]}`).toBe(`voxel ${v}: ${known}`);
  }
  expect(new Set(partner.values()).size).toBe(partner.size);
  expect(new Set(cells.numbers)).toEqual(new Set([...partner.values()].filter((cell) => cell !== 0)));
  const { ledger, slopes, caseRows } = cells.sums.ledger(cells.cells);
  const { quantities, regions } = ledger;
  const fresh = sumRegions(logits, regions, quantities);
  const pairs = new Set(caseRows.map((row, n) => row + benchCase.rowVoxels.length * regions.partOfRow[n]));
  expect(pairs.size).toBe(caseRows.length);
  for (let v = 0; v < logits.length; v++) {
    const place = regions.rowOfVoxel[v];
    if (caseRows[place] !== benchCase.rowOfVoxel[v] || regions.partOfRow[place] !== cells.cells[v])
      expect(`voxel ${v} in the pair of`).toBe([benchCase.rowOfVoxel[v], cells.cells[v]]);
  }
  expect(regions.isInside).toEqual(Uint8Array.from(caseRows, (row) => (isInsideRow(benchCase, row) ? 1 : 0)));
  expect(ledger.voxels).toEqual(fresh.voxels);
  expectNear(ledger.sums, fresh.sums);
  const soft = { ...fresh, quantities: softQuantities(fresh.quantities, surestError) };
  expectNear(slopes, sumSlopes(logits, soft));
}

function expectNear(sums: readonly Float64Array[], plain: readonly Float64Array[]): void {
  sums.forEach((ofRows, k) => {
    ofRows.forEach((sum, row) => {
      expect(Math.abs(sum - plain[k][row])).toBeLessThan(1e-11 * (1 + Math.abs(plain[k][row])));
    });
  });
}

const grids: readonly Dims[] = [
  [14, 12, 10],
  [40, 33, 1],
  [30, 26, 22],
];

describe.each(grids)('on a grid of %i x %i x %i', (...dims) => {
  test.each([1, 2, 3])('cells and their sums are those of the voxels after each of many edits, seed %i', (seed) => {
    const benchCase = randomCase(seed, dims, Math.ceil(voxelCount(dims) / 400));
    const random = createRandom(seed);
    // A network's, no two of which are equal, or a mask's outside.
    const outside = () => (seed === 2 ? -3 : random.uniformIn(-6, -1));
    const start = Float32Array.from(benchCase.ids, (id) =>
      id > 0 ? largestLogit * (random.uniform() - 0.3) : outside(),
    );
    const { touched, now } = follow(benchCase, start);
    let known = 1;
    for (let n = 0; n < 40; n++) {
      if (random.uniform() < 0.25) touched.undo();
      else if (random.uniform() < 0.04) touched.reset();
      else touched.edit(randomEdit(benchCase, random));
      if (n % 2 === 1) continue;
      const [cells, labelling] = now();
      // Now and then slopes are asked for by other errors, or not asked for.
      const surest = random.uniform() < 0.3 ? [0.9, 0.7, 1][random.integer(3)] : undefined;
      if (surest !== undefined) known = surest;
      cells.follow(labelling, surest);
      expectExact(benchCase, touched.logits, cells, known);
    }
  });
});

test.each([1, 2, 3, 4])('few components far apart, joined and parted again: seed %i', (seed) => {
  const dims: Dims = [44, 40, 20];
  const benchCase = randomCase(seed, dims, 12);
  const random = createRandom(seed);
  const start = Float32Array.from(benchCase.ids, (id) => (id > 0 ? 4 : -4));
  const { touched, now } = follow(benchCase, start);
  const place = (): Triple => [random.integer(dims[0]), random.integer(dims[1]), random.integer(dims[2])];
  for (let n = 0; n < 120; n++) {
    const kind = random.integer(5);
    if (kind === 0) touched.undo();
    else if (kind === 1) touched.edit({ kind: 'paint', path: [place(), place()], radius: 1, flatAxis: null });
    else if (kind === 2) touched.edit({ kind: 'erase', path: [place(), place()], radius: 3, flatAxis: null });
    else touched.edit({ kind: 'ball', centre: place(), voxels: 1 + random.integer(60), probability: 0.9 });
    const [cells, labelling] = now();
    cells.follow(labelling);
    expectExact(benchCase, touched.logits, cells);
  }
});

test('nothing predicted has no cell, and what comes after it has', () => {
  const benchCase = randomCase(4);
  const { touched, now } = follow(benchCase, new Float32Array(benchCase.ids.length).fill(-2));
  const states = [() => {}, () => touched.edit({ kind: 'unmiss', blob: 1 }), () => touched.undo()];
  for (const reach of states) {
    reach();
    const [cells, labelling] = now();
    cells.follow(labelling);
    expectExact(benchCase, touched.logits, cells);
  }
});

test('a beginning that was left off is begun anew', () => {
  const benchCase = randomCase(5);
  const { touched, now } = follow(
    benchCase,
    Float32Array.from(benchCase.ids, (id) => (id > 0 ? 5 : -5)),
  );
  const [cells, labelling] = now();
  cells.following(labelling).next();
  touched.edit({ kind: 'miss', blob: 1 });
  const [, after] = now();
  cells.follow(after);
  expectExact(benchCase, touched.logits, cells);
});
