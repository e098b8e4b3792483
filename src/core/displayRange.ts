import { clipShares, findBackground, percentiles } from './intensity';

/** Where the median of the tissue may lie at most between black and white, so that what is brighter than tissue still stands out. */
const brightestMedian = 0.6;

/**
 * The intensities to draw black and white: the 0.5 percentile of all voxels and the 99.5 percentile of the tissue, which is every voxel but the
 * background; white moves up, no further than the brightest voxel, until the median of the tissue is a mid grey. `[least, most]` where that
 * leaves no range, so equal ends mean a flat scan.
 */
export function findDisplayRange(voxels: Float32Array): readonly [number, number] {
  const [black, least, most] = percentiles(voxels, [clipShares[0], 0, 1]);
  const [median, high] = percentiles(voxels, [0.5, clipShares[1]], findBackground(voxels));
  const white = Math.min(most, Math.max(high, black + (median - black) / brightestMedian));
  return black < white ? [black, white] : [least, most];
}
