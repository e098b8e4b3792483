import { multiplyAdd } from './multiplyAdd';

/**
 * One row of convolution at a time. The input is already padded, so that for each (kz, ky) the inputs of an output voxel are one
 * contiguous run of k * C floats: x[z*s + kz][y*s + ky][x*s*C ...]. The filter is packed in blocks of 8 output channels,
 * [block][kz][ky][run][8], zero-filled up to 8. A block of 4 voxels x 8 channels stays in 8 vector registers:
 *
 *            channels 0..3   4..7
 *   voxel x      a0           b0        per step of the run: 2 weight vectors loaded once,
 *   voxel x+1    a1           b1        1 input splat and 4 operations for each voxel
 *   voxel x+2    a2           b2
 *   voxel x+3    a3           b3
 *
 * All strides are in bytes. `step` is from one output voxel's inputs to the next one's along x.
 */
export function convolve(
  x: usize, xPlane: usize, xRow: usize, step: usize, stride: usize,
  filter: usize, kz: usize, ky: usize, run: usize,
  y: usize, yPlane: usize, yRow: usize, depth: usize, height: usize, width: usize, channels: usize,
): void {
  const blockBytes = kz * ky * run << 5;
  for (let z: usize = 0; z < depth; z++)
    for (let row: usize = 0; row < height; row++) {
      const from = x + (z * xPlane + row * xRow) * stride;
      const to = y + z * yPlane + row * yRow;
      let weights = filter;
      for (let channel: usize = 0; channel < channels; channel += 8) {
        const count = min<usize>(8, channels - channel);
        convolveRow(from, xPlane, xRow, step, weights, kz, ky, run, to + (channel << 2), width, channels << 2, count);
        weights += blockBytes;
      }
    }
}

/** One row, 8 output channels or the first `count` of them. The last block of four voxels overlaps the one before it; shorter rows go voxel by voxel. */
export function convolveRow(
  x: usize, xPlane: usize, xRow: usize, step: usize,
  filter: usize, kz: usize, ky: usize, run: usize,
  y: usize, width: usize, yStep: usize, count: usize,
): void {
  if (width < 4) {
    for (let i: usize = 0; i < width; i++)
      convolveOne(x + i * step, xPlane, xRow, filter, kz, ky, run, y + i * yStep, count);
    return;
  }
  const last = width - 4;
  for (let i: usize = 0; i < last; i += 4)
    convolveFour(x + i * step, xPlane, xRow, step, filter, kz, ky, run, y + i * yStep, yStep, count);
  convolveFour(x + last * step, xPlane, xRow, step, filter, kz, ky, run, y + last * yStep, yStep, count);
}

function convolveFour(
  x: usize, xPlane: usize, xRow: usize, step: usize,
  filter: usize, kz: usize, ky: usize, run: usize,
  y: usize, yStep: usize, count: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  let f = filter, plane = x;
  const runBytes = run << 2;
  for (let i: usize = 0; i < kz; i++) {
    let row = plane;
    for (let j: usize = 0; j < ky; j++) {
      let p0 = row;
      let p1 = p0 + step, p2 = p1 + step, p3 = p2 + step;
      const end = p0 + runBytes;
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
      row += xRow;
    }
    plane += xPlane;
  }
  storeBlock(y, a0, b0, count);
  storeBlock(y + yStep, a1, b1, count);
  storeBlock(y + 2 * yStep, a2, b2, count);
  storeBlock(y + 3 * yStep, a3, b3, count);
}

function convolveOne(
  x: usize, xPlane: usize, xRow: usize,
  filter: usize, kz: usize, ky: usize, run: usize,
  y: usize, count: usize,
): void {
  let a = f32x4.splat(0), b = a;
  let f = filter;
  for (let i: usize = 0; i < kz; i++)
    for (let j: usize = 0; j < ky; j++) {
      let p = x + i * xPlane + j * xRow;
      const end = p + (run << 2);
      while (p < end) {
        const s = v128.load32_splat(p);
        a = multiplyAdd(s, v128.load(f), a);
        b = multiplyAdd(s, v128.load(f, 16), b);
        f += 32;
        p += 4;
      }
    }
  storeBlock(y, a, b, count);
}

/** Writes the first `count` of eight channels. */
// @ts-ignore: decorator
@inline
function storeBlock(y: usize, a: v128, b: v128, count: usize): void {
  if (count == 8) {
    v128.store(y, a);
    v128.store(y, b, 16);
  } else storeSome(y, a, b, count);
}

function storeSome(y: usize, low: v128, high: v128, count: usize): void {
  let from = low;
  for (let i: usize = 0; i < count; i++) {
    if (i == 4) from = high;
    v128.store_lane<f32>(y + (i << 2), from, 0);
    from = i8x16.shuffle(from, from, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
}
