import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluateLoss } from '../losses/blobLoss';
import { defaultLoss } from '../settings';
import { parseGolden } from './parse';
import { compareRun, evaluatePlain } from './run';
import { float64Tolerance } from './tolerance';

const folder = new URL('../fixtures/golden/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const readGolden = (name: string) => parseGolden(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

test('there are six golden files of the reference, and no run of theirs is left out', () => {
  expect(files).toHaveLength(6);
  const cases = files.map(readGolden);
  expect(cases.flatMap(({ runs }) => runs)).toHaveLength(16);
  expect(cases.flatMap(({ skipped }) => skipped)).toEqual([]);
});

describe.each(files)('%s', (name) => {
  const golden = readGolden(name);

  test.each(golden.runs.map((run) => [run.id, run] as const))(
    '%s: the plain losses give the reference values',
    async (_, run) => {
      const { isWithin, gradient } = await compareRun(golden, run, evaluatePlain, float64Tolerance);
      expect(isWithin).toBe(true);
      expect(gradient.compared).toBeGreaterThanOrEqual(golden.logits.length);
    },
  );
});

test('a loss that is slightly wrong does not pass', async () => {
  const golden = readGolden('o3_three_blobs_10.json');
  const tooSmooth: typeof evaluatePlain = (inputs, settings) => evaluatePlain(inputs, { ...settings, smooth: 2e-5 });
  expect((await compareRun(golden, golden.runs[0], tooSmooth, float64Tolerance)).isWithin).toBe(false);
});

/** On the inputs of o5: MONAI 1.5.0 `DiceCELoss` and `FocalLoss`, and the reference's blob term with each in both maskings. */
const o5Values = [
  { base: 'dice_bce', masking: 'probability', global: 1.2472683576055814, blob: 1.283840400445285 },
  { base: 'dice_bce', masking: 'logit', global: 1.2472683576055814, blob: 1.289158200852849 },
  { base: 'focal', masking: 'probability', global: 0.1288439156825596, blob: 0.12866007458379086 },
  { base: 'focal', masking: 'logit', global: 0.1288439156825596, blob: 0.12990106074690272 },
] as const;

test.each(o5Values)('$base with masking $masking gives the reference values too', ({ base, masking, global, blob }) => {
  const { logits, ids, shape } = readGolden('o5_batch2_3and1_8.json');
  const { terms } = evaluateLoss(logits, ids, shape[0], { ...defaultLoss, base, masking });
  expect(terms.global).toBeCloseTo(global, 13);
  expect(terms.blob).toBeCloseTo(blob, 13);
});
