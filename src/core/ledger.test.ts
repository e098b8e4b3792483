import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addGradientInto, cutRegions, type Regions, sumRegions, sumSlopes, tallyOfLabel, tallyOfRow } from './ledger';
import { crossEntropy, probability } from './losses/criteria/quantities';
import { finiteDifferences } from './losses/finiteDifferences';

test('ids with gaps are cut into rows in ascending order of id', () => {
  const regions = cutRegions(Int32Array.of(0, 70_000, 5, 5, 0, 70_000, 9));
  expect(regions.blobIds).toEqual([5, 9, 70_000]);
  expect([...regions.rowOfVoxel]).toEqual([0, 3, 1, 1, 0, 3, 2]);
  expect([...regions.isInside]).toEqual([0, 1, 1, 1]);
});

test('an element without blobs has the background alone', () => {
  const regions = cutRegions(new Int32Array(3));
  expect(regions.blobIds).toEqual([]);
  expect([...regions.isInside]).toEqual([0]);
  expect(tallyOfLabel(sumRegions(new Float32Array(3), regions, [probability]), 1)).toEqual({ voxels: 0, sums: [0] });
});

test('a negative id is refused', () => {
  expect(() => cutRegions(Int32Array.of(0, -1))).toThrow('blob id -1');
});

test('logits that do not fit the regions are refused', () => {
  expect(() => sumRegions(new Float32Array(2), cutRegions(new Int32Array(3)), [probability])).toThrow('2 logits');
});

test('the sums of a row of five voxels are those made by hand', () => {
  const x = Math.log(3);
  const ledger = sumRegions(Float64Array.of(-x, 0, x, x, 0), cutRegions(Int32Array.of(0, 4, 2, 2, 0)), [
    probability,
    crossEntropy,
  ]);
  const [p, ce] = ledger.sums;
  expect([...ledger.voxels]).toEqual([2, 2, 1]);
  expect(p[0]).toBeCloseTo(0.25 + 0.5, 14);
  expect(p[1]).toBeCloseTo(1.5, 14);
  expect(p[2]).toBeCloseTo(0.5, 14);
  expect(ce[0]).toBeCloseTo(Math.log(4 / 3) + Math.LN2, 14);
  expect(ce[1]).toBeCloseTo(2 * Math.log(4 / 3), 14);
  expect(tallyOfRow(ledger, 1)).toEqual({ voxels: 2, sums: [p[1], ce[1]] });
  expect(tallyOfLabel(ledger, 1)).toEqual({ voxels: 3, sums: [p[1] + p[2], ce[1] + ce[2]] });
});

test('a finer cut, with a row outside each blob, keeps the totals of both labels', () => {
  const coarse = cutRegions(Int32Array.of(1, 0, 0, 0, 2));
  const cells: Regions = {
    blobIds: [1, 2],
    rowOfVoxel: Int32Array.of(1, 3, 3, 4, 2),
    isInside: Uint8Array.of(0, 1, 1, 0, 0),
  };
  const logits = Float64Array.of(1, -2, 3, -4, 5);
  for (const label of [0, 1] as const) {
    const total = tallyOfLabel(sumRegions(logits, coarse, [probability]), label);
    const ofCells = tallyOfLabel(sumRegions(logits, cells, [probability]), label);
    expect(ofCells.voxels).toBe(total.voxels);
    expect(ofCells.sums[0]).toBeCloseTo(total.sums[0], 14);
  }
});

test('2,000 blobs cost one visit of each voxel, not 2,000', () => {
  const ids = Int32Array.from({ length: 64_000 }, (_, v) => (v % 32 === 0 ? 1 + v / 32 : 0));
  let visits = 0;
  const counting = { ...probability, at: () => ++visits && 1 };
  const { voxels } = sumRegions(new Float32Array(ids.length), cutRegions(ids), [counting]);
  expect(voxels).toHaveLength(2001);
  expect(visits).toBe(64_000);
});

test('the way back is the derivative of a weighted sum over the ledger', () => {
  const logit = fc.double({ min: -6, max: 6, noNaN: true });
  const weight = fc.double({ min: -2, max: 2, noNaN: true });
  const regions = cutRegions(Int32Array.of(0, 3, 3, 8));
  const quantities = [probability, crossEntropy];
  const four = { minLength: 4, maxLength: 4 };
  const six = { minLength: 6, maxLength: 6 };
  fc.assert(
    fc.property(fc.array(logit, four), fc.array(weight, six), (logits, weights) => {
      const coefficients = [Float64Array.from(weights.slice(0, 3)), Float64Array.from(weights.slice(3))];
      const value = (x: Float64Array) =>
        sumRegions(x, regions, quantities)
          .sums.flatMap((ofRow, k) => [...ofRow].map((sum, r) => coefficients[k][r] * sum))
          .reduce((total, term) => total + term, 0);
      const x = Float64Array.from(logits);
      const gradient = new Float64Array(4);
      addGradientInto(gradient, x, sumRegions(x, regions, quantities), coefficients);
      finiteDifferences(value, x).forEach((slope, v) => {
        expect(gradient[v]).toBeCloseTo(slope, 9);
      });
    }),
  );
});

test('the way back adds to what is there', () => {
  const logits = Float64Array.of(0);
  const ledger = sumRegions(logits, cutRegions(Int32Array.of(1)), [probability]);
  const gradient = Float64Array.of(10);
  addGradientInto(gradient, logits, ledger, [Float64Array.of(0, 2)]);
  expect(gradient[0]).toBe(10 + 2 * 0.25);
});

test('the slopes of a row add up to the finite difference of its sums along all its voxels', () => {
  const logits = Float64Array.of(-1, 0.5, 2, -3, 1);
  const regions = cutRegions(Int32Array.of(0, 4, 2, 2, 0));
  const quantities = [probability, crossEntropy];
  const slopes = sumSlopes(logits, sumRegions(logits, regions, quantities));
  quantities.forEach((_, k) => {
    for (let row = 0; row < 3; row++) {
      const sumAt = ([shift]: Float64Array) =>
        sumRegions(
          logits.map((x) => x + shift),
          regions,
          quantities,
        ).sums[k][row];
      expect(slopes[k][row]).toBeCloseTo(finiteDifferences(sumAt, [0])[0], 10);
    }
  });
});
