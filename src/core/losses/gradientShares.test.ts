import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { defaultLoss, type LossSettings } from '../settings';
import { evaluateLossParts } from './blobLoss';

type Runs = readonly (readonly [value: number, length: number])[];

interface SharesFile {
  readonly edge: number;
  readonly instances_rle: Runs;
  readonly voronoi_rle: Runs;
  readonly states: readonly {
    readonly state: string;
    readonly p_rle: Runs;
    readonly criteria: Readonly<
      Record<
        string,
        { lesion_share: readonly number[]; background_over_lesion: number; sum_abs_grad_lesion: number; value: number }
      >
    >;
  }[];
}

const path = new URL('../fixtures/golden/losses/grad_share.json.gz', import.meta.url);
const file: SharesFile = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'));
const unpack = (runs: Runs) => runs.flatMap(([value, length]) => Array<number>(length).fill(value));

const [plain, instance] = [
  { ...defaultLoss, alpha: 1, beta: 0 },
  { ...defaultLoss, alpha: 0, beta: 1 },
];
/** Four lesions of 10, 100, 1000 and 10,000 voxels in 64^3; the cells without smoothing, as published. */
const criteria: Readonly<Record<string, LossSettings>> = {
  dice: { ...plain, base: 'dice' },
  bce: { ...plain, base: 'bce' },
  focal: { ...plain, base: 'focal' },
  tversky_3_7: { ...plain, base: 'tversky' },
  iw_bce: { ...instance, scheme: 'inverse_weighting', base: 'bce' },
  iw_dice: { ...instance, scheme: 'inverse_weighting', base: 'dice_squared', smooth: 0 },
  blob_dice_prob: { ...instance, base: 'dice' },
  blob_bce_prob: { ...instance, base: 'bce' },
  cc_dice: { ...instance, scheme: 'cc', base: 'dice', smooth: 0 },
  cc_ce: { ...instance, scheme: 'cc', base: 'bce', smooth: 0 },
  cc_dicece: { ...instance, scheme: 'cc', base: 'dice_bce', smooth: 0 },
};

describe.each(file.states)('$state', ({ p_rle, criteria: expected }) => {
  const logits = Float64Array.from(unpack(p_rle), (p) => Math.log(p / (1 - p)));
  const ids = Int32Array.from(unpack(file.instances_rle));
  const side = file.edge;
  const geometry = {
    dims: [side, side, side],
    spacingMm: [1, 1, 1],
    cells: Int32Array.from(unpack(file.voronoi_rle)),
  } as const;

  test.each(Object.keys(expected))('%s: who gets the gradient is as the published code gives it', (name) => {
    const settings = criteria[name];
    const parts = evaluateLossParts(logits, ids, 1, settings, geometry);
    const [background, ...blobs] = sizesOf(parts.gradientOf(settings.alpha, settings.beta), ids);
    const total = blobs.reduce((sum, own) => sum + own, 0);
    const { lesion_share, background_over_lesion, sum_abs_grad_lesion, value } = expected[name];
    expect(parts.terms.total).toBeCloseTo(value, 11);
    expect(total / sum_abs_grad_lesion).toBeCloseTo(1, 9);
    expect(background / total / background_over_lesion).toBeCloseTo(1, 9);
    lesion_share.forEach((share, n) => {
      expect(blobs[n] / total).toBeCloseTo(share, 10);
    });
  });
});

/** The sum of |dL/dlogit| over the background and over each blob, by id. */
function sizesOf(gradient: Float64Array, ids: Int32Array): number[] {
  const sizes = new Array<number>(1 + ids.reduce((a, b) => Math.max(a, b), 0)).fill(0);
  for (let v = 0; v < ids.length; v++) sizes[ids[v]] += Math.abs(gradient[v]);
  return sizes;
}
