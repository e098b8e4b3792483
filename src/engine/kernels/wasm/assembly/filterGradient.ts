import { multiplyAdd } from './multiplyAdd';

/**
 * The filter's gradient: for each (kz, ky), entry j of the run and output channel,
 * sum over voxels of x[z*s + kz][y*s + ky][x*s*C + j] * dy[z][y][x][channel].
 * A block of 4 run entries x 8 channels stays in registers along a row; its sum is then added to the table, so that the terms of
 * one float32 sum are few. The table is [kz][ky][run up to 4s][channels up to 8s]; surplus entries hold garbage that no one reads.
 * The sums are added to what the table holds, so that a batch adds up. x may be read up to 3 floats, dy up to 7 floats past its end: the caller gives that slack.
 */
export function filterGradient(
  x: usize, xPlane: usize, xRow: usize, step: usize, stride: usize,
  dy: usize, depth: usize, height: usize, width: usize, channels: usize,
  table: usize, kz: usize, ky: usize, run: usize,
): void {
  const tableRow = (channels + 7 & ~7) << 2;
  const runs = run + 3 & ~3;
  for (let z: usize = 0; z < depth; z++)
    for (let row: usize = 0; row < height; row++) {
      const dyRow = dy + (z * height + row) * width * (channels << 2);
      let to = table;
      for (let i: usize = 0; i < kz; i++)
        for (let j: usize = 0; j < ky; j++) {
          const from = x + (z * stride + i) * xPlane + (row * stride + j) * xRow;
          for (let entry: usize = 0; entry < runs; entry += 4) {
            for (let channel: usize = 0; channel < channels; channel += 8)
              addBlock(from + (entry << 2), step, dyRow + (channel << 2), channels << 2, width, to + (channel << 2), tableRow);
            to += tableRow << 2;
          }
        }
    }
}

/** Adds to a block of 4 inputs x 8 channels of a table the sums over `width` places of x (4 floats, `step` bytes apart) times dy (8). */
export function addBlock(
  x: usize, step: usize, dy: usize, dyStep: usize, width: usize, to: usize, toStep: usize,
): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  const end = dy + width * dyStep;
  while (dy < end) {
    const d0 = v128.load(dy), d1 = v128.load(dy, 16);
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
    dy += dyStep;
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
