import { convolveRow } from './convolve';
import { fillRing } from './winogradPlanes';
import { storeOutputs } from './winogradTransforms';

/**
 * Convolution, stride 1, of x [depth, height, width, channels] with a kernel 3 wide (kz and ky free), with Winograd's F(4, 3) along x (see
 * `winogradTransforms`). The kz input planes that an output plane needs are kept transformed in a ring (see `fillRing`);
 * in them, the tiles of all rows lie behind one another, so that a plane is one long row of positions, ky is a shift by `tiles`, and each of
 * the 6 points is a row for `convolveRow`: every position gets its sum over (kz, ky, channel) for 8 output channels, `products`
 * [6][positions][8], which A' then turns into outputs. `filter` as `packWinogradFilter` packs it. Channels and outs are multiples of 4.
 */
export function winogradConvolve(
  x: usize, depth: usize, height: usize, width: usize, channels: usize,
  beforeZ: usize, beforeY: usize, beforeX: usize,
  filter: usize, kz: usize, ky: usize,
  y: usize, outDepth: usize, outHeight: usize, outWidth: usize, outs: usize,
  ring: usize, products: usize,
): void {
  const tiles = outWidth + 3 >> 2, rows = outHeight + ky - 1;
  const voxel = channels << 2, shift = tiles * voxel;
  const apart = rows * shift, planeBytes = apart * 6;
  const positions = outHeight * tiles, weightBytes = kz * ky * voxel << 3;
  for (let z: usize = 0; z < outDepth; z++) {
    fillRing(x, depth, height, width, channels, beforeZ, beforeY, beforeX, kz, rows, tiles, z, ring);
    let weights = filter;
    for (let out: usize = 0; out < outs; out += 8) {
      for (let point: usize = 0; point < 6; point++) {
        const from = ring + z % kz * planeBytes + point * apart;
        const to = products + (point * positions << 5);
        convolveRow(from, planeBytes, shift, voxel, weights, kz, ky, channels, to, positions, 32, 8);
        weights += weightBytes;
      }
      const to = y + ((z * outHeight * outWidth * outs + out) << 2);
      writePlane(products, positions, to, outHeight, outWidth, tiles, outs, min<usize>(8, outs - out));
    }
  }
}

/** Turns the products of a plane into its outputs, the first `count` (4 or 8) of a block of channels. */
export function writePlane(
  products: usize, positions: usize, y: usize, height: usize, width: usize, tiles: usize, outs: usize, count: usize,
): void {
  const apart = positions << 5, voxel = outs << 2;
  let from = products;
  for (let row: usize = 0; row < height; row++)
    for (let t: usize = 0; t < tiles; t++) {
      const to = y + (row * width + 4 * t) * voxel;
      const columns: usize = min<usize>(4, width - 4 * t);
      storeOutputs(from, apart, to, voxel, columns);
      if (count == 8) storeOutputs(from + 16, apart, to + 16, voxel, columns);
      from += 32;
    }
}
