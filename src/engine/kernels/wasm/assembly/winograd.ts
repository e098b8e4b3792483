import { multiplyAdd } from './multiplyAdd';
import { fillPlane } from './winogradPlanes';
import { storeOutputs } from './winogradTransforms';

/**
 * Convolution, stride 1, of x [depth, height, width, channels] with a kernel 3 wide (kz and ky free), with Winograd's F(4, 3) along x (see
 * `winogradTransforms`). The kz input planes that an output plane needs are kept transformed in a ring, [kz][6][rows][tiles][channels];
 * in it, the tiles of all rows lie behind one another, so that a plane is one long row of positions and (ky) a shift by `tiles`. For each block
 * of 8 output channels and each of the 6 points, every position gets its sum over (kz, ky, channel): `products` [6][positions][8], which
 * A' then turns into outputs. `filter` as `packWinogradFilter` packs it. Channels and outs are multiples of 4; positions = height *
 * tiles of the output are at least 4.
 */
export function winogradConvolve(
  x: usize, depth: usize, height: usize, width: usize, channels: usize,
  beforeZ: usize, beforeY: usize, beforeX: usize,
  filter: usize, kz: usize, ky: usize,
  y: usize, outDepth: usize, outHeight: usize, outWidth: usize, outs: usize,
  ring: usize, products: usize,
): void {
  const tiles = outWidth + 3 >> 2, rows = outHeight + ky - 1;
  const voxel = channels << 2;
  const planeBytes = rows * tiles * voxel * 6;
  const positions: usize = outHeight * tiles;
  const blockBytes = kz * ky * voxel * 48;
  let ready: usize = 0;
  for (let z: usize = 0; z < outDepth; z++) {
    for (; ready < z + kz; ready++)
      fillPlane(
        x, ready, beforeZ, depth, height, width, channels, beforeY, beforeX, rows, tiles,
        ring + ready % kz * planeBytes, planeBytes,
      );
    let weights = filter;
    for (let out: usize = 0; out < outs; out += 8) {
      const apart = rows * tiles * voxel, shift = tiles * voxel;
      multiplyPlane(ring, planeBytes, z % kz, kz, ky, apart, shift, positions, channels, weights, products);
      const to = y + ((z * outHeight * outWidth * outs + out) << 2);
      writePlane(products, positions, to, outHeight, outWidth, tiles, outs, min<usize>(8, outs - out));
      weights += blockBytes;
    }
  }
}

function multiplyPlane(
  ring: usize, planeBytes: usize, first: usize, kz: usize, ky: usize, apart: usize, shift: usize,
  positions: usize, channels: usize, weights: usize, products: usize,
): void {
  const voxel = channels << 2, last = positions - 4;
  const weightBytes = kz * ky * voxel << 3;
  for (let point: usize = 0; point < 6; point++) {
    const from = ring + point * apart;
    const to = products + (point * positions << 5);
    for (let i: usize = 0; i < last; i += 4)
      multiplyFour(from + i * voxel, planeBytes, first, kz, ky, shift, channels, weights, to + (i << 5));
    multiplyFour(from + last * voxel, planeBytes, first, kz, ky, shift, channels, weights, to + (last << 5));
    weights += weightBytes;
  }
}

/** Four positions x eight output channels, in eight registers; as in `convolve`. */
function multiplyFour(
  x: usize, planeBytes: usize, first: usize, kz: usize, ky: usize, shift: usize, channels: usize, weights: usize, y: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  const step = channels << 2;
  let f = weights, slot = first;
  for (let i: usize = 0; i < kz; i++) {
    let row = x + slot * planeBytes;
    slot = slot + 1 == kz ? 0 : slot + 1;
    for (let j: usize = 0; j < ky; j++) {
      let p0 = row;
      let p1 = p0 + step, p2 = p1 + step, p3 = p2 + step;
      const end = p1;
      while (p0 < end) {
        const w0 = v128.load(f), w1 = v128.load(f, 16);
        const s0 = v128.load32_splat(p0);
        a0 = multiplyAdd(s0, w0, a0);
        b0 = multiplyAdd(s0, w1, b0);
        const s1 = v128.load32_splat(p1);
        a1 = multiplyAdd(s1, w0, a1);
        b1 = multiplyAdd(s1, w1, b1);
        const s2 = v128.load32_splat(p2);
        a2 = multiplyAdd(s2, w0, a2);
        b2 = multiplyAdd(s2, w1, b2);
        const s3 = v128.load32_splat(p3);
        a3 = multiplyAdd(s3, w0, a3);
        b3 = multiplyAdd(s3, w1, b3);
        f += 32;
        p0 += 4;
        p1 += 4;
        p2 += 4;
        p3 += 4;
      }
      row += shift;
    }
  }
  v128.store(y, a0);
  v128.store(y, b0, 16);
  v128.store(y, a1, 32);
  v128.store(y, b1, 48);
  v128.store(y, a2, 64);
  v128.store(y, b2, 80);
  v128.store(y, a3, 96);
  v128.store(y, b3, 112);
}

/** Turns the products of a plane into its outputs, the first `count` (4 or 8) of a block of channels. */
function writePlane(
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
