import { addBlock } from './filterGradient';
import { fillRing, transformOutputGradientPlane } from './winogradPlanes';

/**
 * The filter's gradient of `winogradConvolve`, added to `table` [6][kz][ky][channels][outs up to 8s]: at each of the 6 points the sums
 * of products over all positions. `finishWinogradFilter` turns it into the gradient at last. `gradients` is room for one plane of dy in Winograd's
 * form, [6][positions][outs up to 8s], cleared.
 */
export function winogradFilterGradient(
  x: usize, depth: usize, height: usize, width: usize, channels: usize,
  beforeZ: usize, beforeY: usize, beforeX: usize,
  table: usize, kz: usize, ky: usize,
  dy: usize, outDepth: usize, outHeight: usize, outWidth: usize, outs: usize,
  ring: usize, gradients: usize,
): void {
  const tiles = outWidth + 3 >> 2, rows = outHeight + ky - 1;
  const voxel = channels << 2, wide = outs + 7 & ~7;
  const apart = rows * tiles * voxel;
  const positions = outHeight * tiles;
  for (let z: usize = 0; z < outDepth; z++) {
    fillRing(x, depth, height, width, channels, beforeZ, beforeY, beforeX, kz, rows, tiles, z, ring);
    const slopes = dy + (z * outHeight * outWidth * outs << 2);
    transformOutputGradientPlane(slopes, outHeight, outWidth, outs, wide, tiles, gradients);
    let to = table;
    for (let point: usize = 0; point < 6; point++)
      for (let i: usize = 0; i < kz; i++)
        for (let j: usize = 0; j < ky; j++) {
          const plane = ring + (z % kz + i) * apart * 6 + point * apart + j * tiles * voxel;
          const from = gradients + point * positions * (wide << 2);
          for (let c: usize = 0; c < channels; c += 4) {
            for (let o: usize = 0; o < wide; o += 8)
              addBlock(plane + (c << 2), voxel, from + (o << 2), wide << 2, positions, to + (o << 2), wide << 2);
            to += wide << 4;
          }
        }
  }
}
