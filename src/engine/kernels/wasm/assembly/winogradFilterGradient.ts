import { multiplyAdd } from './multiplyAdd';
import { fillPlane, transformOutputGradientPlane } from './winogradPlanes';

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
  const planeBytes = rows * tiles * voxel * 6;
  const positions: usize = outHeight * tiles;
  let ready: usize = 0;
  for (let z: usize = 0; z < outDepth; z++) {
    for (; ready < z + kz; ready++)
      fillPlane(
        x, ready, beforeZ, depth, height, width, channels, beforeY, beforeX, rows, tiles,
        ring + ready % kz * planeBytes, planeBytes,
      );
    transformOutputGradientPlane(dy + (z * outHeight * outWidth * outs << 2), outHeight, outWidth, outs, wide, tiles, gradients);
    let to = table;
    for (let point: usize = 0; point < 6; point++)
      for (let i: usize = 0; i < kz; i++)
        for (let j: usize = 0; j < ky; j++) {
          const plane = ring + (z + i) % kz * planeBytes + point * rows * tiles * voxel + j * tiles * voxel;
          const slopes = gradients + point * positions * (wide << 2);
          for (let c: usize = 0; c < channels; c += 4) {
            for (let o: usize = 0; o < wide; o += 8)
              addProducts(plane + (c << 2), voxel, slopes + (o << 2), wide << 2, positions, to + (o << 2), wide << 2);
            to += wide << 4;
          }
        }
  }
}

/** Adds to a block of 4 channels x 8 outs of the table the sums over all positions. */
function addProducts(x: usize, step: usize, slopes: usize, slopeStep: usize, positions: usize, to: usize, toStep: usize): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  const end = slopes + positions * slopeStep;
  while (slopes < end) {
    const d0 = v128.load(slopes), d1 = v128.load(slopes, 16);
    const s0 = v128.load32_splat(x);
    a0 = multiplyAdd(s0, d0, a0);
    b0 = multiplyAdd(s0, d1, b0);
    const s1 = v128.load32_splat(x, 4);
    a1 = multiplyAdd(s1, d0, a1);
    b1 = multiplyAdd(s1, d1, b1);
    const s2 = v128.load32_splat(x, 8);
    a2 = multiplyAdd(s2, d0, a2);
    b2 = multiplyAdd(s2, d1, b2);
    const s3 = v128.load32_splat(x, 12);
    a3 = multiplyAdd(s3, d0, a3);
    b3 = multiplyAdd(s3, d1, b3);
    x += step;
    slopes += slopeStep;
  }
  addTo(to, a0, b0);
  addTo(to + toStep, a1, b1);
  addTo(to + 2 * toStep, a2, b2);
  addTo(to + 3 * toStep, a3, b3);
}

// @ts-ignore: decorator
@inline
function addTo(to: usize, a: v128, b: v128): void {
  v128.store(to, f32x4.add(v128.load(to), a));
  v128.store(to, f32x4.add(v128.load(to, 16), b), 16);
}
