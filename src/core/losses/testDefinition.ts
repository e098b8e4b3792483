import type { LossSettings } from '../settings';

/** Elements of equal length behind one another; 0 = background. */
export interface Batch {
  readonly ids: Int32Array;
  readonly batchSize: number;
}

/** For tests: blob loss by its definition taken at its word, for each blob a copy of the patch with the others masked, and the loss voxel by voxel. */
export function byDefinition(logits: Float64Array, { ids, batchSize }: Batch, settings: LossSettings) {
  const length = logits.length / batchSize;
  const elements = Array.from({ length: batchSize }, (_, b) => {
    const x = [...logits.slice(b * length, (b + 1) * length)];
    const own = [...ids.slice(b * length, (b + 1) * length)];
    const blobIds = [...new Set(own.filter((id) => id > 0))].sort((a, c) => a - c);
    const hide = { probability: () => -1e9, logit: () => 0, none: (logit: number) => logit }[settings.masking];
    return {
      global: lossOf(
        x,
        own.map((id) => (id > 0 ? 1 : 0)),
        settings,
      ),
      blobs: blobIds.map((blob) =>
        powered(
          lossOf(
            x.map((logit, v) => (own[v] > 0 && own[v] !== blob ? hide(logit) : logit)),
            own.map((id) => (id === blob ? 1 : 0)),
            settings,
          ),
          settings,
        ),
      ),
    };
  });
  const withBlobs = elements.filter(({ blobs }) => blobs.length > 0);
  return {
    global: powered(mean(elements.map(({ global }) => global)), settings),
    blob: withBlobs.length > 0 ? mean(withBlobs.map(({ blobs }) => mean(blobs))) : 0,
    perElement: elements.map(({ blobs }) => blobs),
  };
}

function lossOf(x: readonly number[], y: readonly number[], settings: LossSettings): number {
  const { base, smooth, tverskyFp, tverskyFn, focalGamma } = settings;
  const p = x.map((logit) => 1 / (1 + Math.exp(-logit)));
  const sumOf = (f: (v: number) => number) => p.reduce((total, _, v) => total + f(v), 0);
  const dice = 1 - (2 * sumOf((v) => p[v] * y[v]) + smooth) / (sumOf((v) => p[v]) + sumOf((v) => y[v]) + smooth);
  const logOfTrue = (v: number) => Math.log(y[v] === 1 ? p[v] : 1 - p[v]);
  const bce = -sumOf(logOfTrue) / p.length;
  const overlap = sumOf((v) => p[v] * y[v]) + smooth;
  const charge = tverskyFp * sumOf((v) => p[v] * (1 - y[v])) + tverskyFn * sumOf((v) => (1 - p[v]) * y[v]);
  const focal = -sumOf((v) => Math.abs(y[v] - p[v]) ** focalGamma * logOfTrue(v)) / p.length;
  const tversky = 1 - overlap / (overlap + charge);
  const twice = 2 * sumOf((v) => p[v] * y[v]);
  const sums = sumOf((v) => p[v] + y[v]);
  const size = sumOf((v) => y[v]);
  return {
    dice,
    dice_squared: 1 - (twice + smooth) / (sumOf((v) => p[v] ** 2 + y[v] ** 2) + smooth),
    jaccard: 1 - (twice + smooth) / (2 * (sums - twice / 2) + smooth),
    bce,
    dice_bce: dice + bce,
    focal,
    tversky,
    focal_tversky: tversky,
    generalised_dice: size === 0 ? 0 : 1 - (twice / size ** 2 + smooth) / (sums / size ** 2 + smooth),
    top_k: Number.NaN,
  }[base];
}

/** The focal Tversky loss takes the power last. */
function powered(value: number, { base, focalTverskyGamma }: LossSettings): number {
  return base === 'focal_tversky' ? value ** focalTverskyGamma : value;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
