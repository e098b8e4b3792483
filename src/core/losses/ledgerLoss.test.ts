import { expect, test } from 'vitest';
import { cutCells } from '../finerCut';
import { cutRegions, sumRegions, sumSlopes } from '../ledger';
import { evaluateLoss, evaluateLossParts } from './blobLoss';
import { cellsOf } from './geometry';
import { evaluateLedgers, quantitiesOf } from './ledgerLoss';
import { lossFamily } from './lossFamily';

const geometry = { dims: [6, 5, 4], spacingMm: [1, 1, 2.5] } as const;
const ids = Int32Array.from({ length: 120 }, (_, v) => [0, 0, 4, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0][v % 13]);
const logits = Float64Array.from(ids, (_, v) => 3 * Math.sin(1.7 * v + 0.2));
const quantities = [...new Map(lossFamily.flatMap(quantitiesOf).map((quantity) => [quantity.name, quantity])).values()];
/** Cut by blobs and their cells, with every quantity. */
const ledger = sumRegions(logits, cutCells(cutRegions(ids), cellsOf(ids, geometry)), quantities);
const slopes = sumSlopes(logits, ledger);

// BiCC needs the predicted components too.
test.each(lossFamily.filter(({ scheme }) => scheme !== 'bicc'))(
  'one ledger answers $scheme over $base, masking $masking, as its own ledger does, without another pass',
  (settings) => {
    const { terms, pullsOf } = evaluateLedgers({ main: [ledger] }, settings);
    // These blobs are scattered voxels; without a geometry they count as components.
    const place = settings.scheme === 'component_adaptive' ? undefined : geometry;
    const own = evaluateLoss(logits, ids, 1, settings, place).terms;
    expect(terms.blobIds).toEqual(own.blobIds);
    for (const name of ['global', 'blob', 'total'] as const) expect(terms[name]).toBeCloseTo(own[name], 13);
    own.blobTerms.forEach((term, n) => {
      expect(terms.blobTerms[n]).toBeCloseTo(term, 13);
    });
    const pulled = ledger.voxels.map((_, row) =>
      pullsOf(2, 1).reduce(
        (sum, { coefficients }) => sum + coefficients.reduce((a, by, k) => a + by[row] * slopes[k][row], 0),
        0,
      ),
    );
    const expected = new Float64Array(pulled.length);
    evaluateLossParts(logits, ids, 1, settings, place)
      .gradientOf(2, 1)
      .forEach((slope, v) => {
        expected[ledger.regions.rowOfVoxel[v]] += slope;
      });
    pulled.forEach((pull, row) => {
      expect(pull).toBeCloseTo(expected[row], 13);
    });
  },
);

test('a ledger that lacks a quantity is refused', () => {
  const poor = sumRegions(logits, cutRegions(ids), []);
  expect(() => evaluateLedgers({ main: [poor] }, lossFamily[0])).toThrow('the ledger holds no probability');
});
