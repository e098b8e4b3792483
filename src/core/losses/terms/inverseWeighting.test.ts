import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { cutRegions, sumRegions } from '../../ledger';
import { defaultLoss } from '../../settings';
import { evaluateLoss } from '../blobLoss';
import { inverseWeights } from './inverseWeighting';

interface WeightMap {
  readonly name: string;
  readonly labels_rle: readonly (readonly [number, number])[];
  readonly weights: readonly { readonly id: number; readonly weight: number }[];
}

const file = new URL('../../fixtures/golden/losses/iw_weights.json.gz', import.meta.url);
const maps: readonly WeightMap[] = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')).maps;

test.each(maps.map((map) => [map.name, map] as const))('the weights are those of the published code: %s', (_, map) => {
  const ids = Int32Array.from(map.labels_rle.flatMap(([label, length]) => Array<number>(length).fill(label)));
  const weights = inverseWeights(sumRegions(new Float32Array(ids.length), cutRegions(ids), []));
  map.weights.forEach(({ weight }, row) => {
    expect(weights[row] / weight).toBeCloseTo(1, 14);
  });
  expect(weights).toHaveLength(map.weights.length);
});

const settings = { ...defaultLoss, scheme: 'inverse_weighting', alpha: 0, beta: 1, smooth: 0 } as const;

test('BCE with blobs of 1 and 4 voxels among 20 weighs them 20 / 3 and 20 / 12, the background 1', () => {
  const ids = Int32Array.from({ length: 20 }, (_, v) => (v < 1 ? 7 : v < 5 ? 3 : 0));
  const { terms } = evaluateLoss(new Float64Array(20), ids, 1, { ...settings, base: 'bce' });
  const each = Math.LN2 / 3;
  expect(terms.blobIds).toEqual([3, 7]);
  expect(terms.blobTerms[0]).toBeCloseTo(each, 14);
  expect(terms.blobTerms[1]).toBeCloseTo(each, 14);
  expect(terms.blob).toBeCloseTo(2 * each + (15 * Math.LN2) / 20, 14);
});

test('Tversky is the asymmetric similarity loss, whose beta 1 is the squared Dice loss', () => {
  const ids = Int32Array.of(1, 1, 0, 2, 0, 0, 0, 0);
  const logits = Float64Array.of(1, -1, 0, 2, -2, -3, 1, -1);
  const asl = evaluateLoss(logits, ids, 1, { ...settings, base: 'tversky', aslBeta: 1 });
  const dice = evaluateLoss(logits, ids, 1, { ...settings, base: 'dice_squared' });
  expect(asl.terms.blob).toBeCloseTo(dice.terms.blob, 14);
});
