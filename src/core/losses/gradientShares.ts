import type { Regions } from '../ledger';
import type { LossParts } from './blobLoss';
import type { Pull } from './term';

/** Who pulls: the sum of |dL / dlogit| over the voxels of each blob of a batch, and over the background. */
export interface GradientShares {
  /** Ascending. */
  readonly blobIds: readonly number[];
  readonly blobs: readonly number[];
  readonly background: number;
}

/**
 * The gradient shares of alpha * global + beta * instance. In a region all voxels pull the same way, so the sum over a row of |dL / dlogit| is the size
 * of sum over k of coefficient_k * (sum of slope_k): no pass over the voxels, once the slopes are summed. Only where a blob is pulled both
 * ways at once (masking 'none'), the gradient is taken voxel by voxel.
 */
export function shareOfGradient(parts: LossParts, alpha: number, beta: number): GradientShares {
  const pulls = parts.pullsOf(alpha, beta);
  const isMixed = pulls.some((pull) => pullsBothWays(pull, parts.slopesOf(pull)));
  const sizes = isMixed ? sizesByVoxel(parts, pulls, alpha, beta) : sizesByRow(pulls, parts.slopesOf);
  return joinShares(parts, sizes);
}

/** Sums of |dL / dlogit| of one batch element: of the background, then of each of its blobs. */
type Sizes = Float64Array;

/** The same from pulls and summed slopes alone, by batch element. */
export function sizesByRow(pulls: readonly Pull[], slopesOf: LossParts['slopesOf']): ReadonlyMap<number, Sizes> {
  const sizes = new Map<number, Sizes>();
  for (const pull of pulls) {
    const slopes = slopesOf(pull);
    const { regions } = pull.ledger;
    const own = sizes.get(pull.element) ?? new Float64Array(regions.blobIds.length + 1);
    sizes.set(pull.element, own);
    for (let row = 0; row < regions.isInside.length; row++)
      own[blobOfRow(regions, row)] += Math.abs(
        pull.coefficients.reduce((sum, by, k) => sum + by[row] * slopes[k][row], 0),
      );
  }
  return sizes;
}

function pullsBothWays({ ledger, coefficients }: Pull, slopes: readonly Float64Array[]): boolean {
  return ledger.regions.isInside.some((_, row) => {
    const pulls = coefficients.map((by, k) => by[row] * slopes[k][row]);
    return pulls.some((pull) => pull > 0) && pulls.some((pull) => pull < 0);
  });
}

function sizesByVoxel(
  parts: LossParts,
  pulls: readonly Pull[],
  alpha: number,
  beta: number,
): ReadonlyMap<number, Sizes> {
  const gradient = parts.gradientOf(alpha, beta);
  const regionsOf = new Map(pulls.map(({ element, ledger }) => [element, ledger.regions]));
  const sizes = new Map<number, Sizes>();
  for (const [element, regions] of regionsOf) {
    const { rowOfVoxel, blobIds } = regions;
    const own = new Float64Array(blobIds.length + 1);
    const from = element * rowOfVoxel.length;
    for (let v = 0; v < rowOfVoxel.length; v++) own[blobOfRow(regions, rowOfVoxel[v])] += Math.abs(gradient[from + v]);
    sizes.set(element, own);
  }
  return sizes;
}

/** The place of a row's blob among the element's + 1; 0 = outside all. */
function blobOfRow({ isInside, blobOfRow: blobs }: Regions, row: number): number {
  if (isInside[row] === 0) return 0;
  return blobs ? blobs[row] : row;
}

function joinShares({ perElement, terms }: LossParts, sizes: ReadonlyMap<number, Sizes>): GradientShares {
  const ofId = new Map<number, number>(terms.blobIds.map((id) => [id, 0]));
  let background = 0;
  for (const [element, own] of sizes) {
    background += own[0];
    perElement[element].blobIds.forEach((id, n) => {
      ofId.set(id, (ofId.get(id) ?? 0) + own[n + 1]);
    });
  }
  return { blobIds: terms.blobIds, blobs: terms.blobIds.map((id) => ofId.get(id) ?? 0), background };
}
