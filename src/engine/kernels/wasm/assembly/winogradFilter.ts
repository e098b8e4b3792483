import { filterFactor } from './winogradTransforms';

/**
 * Packs a filter for `winogradConvolve`: read as `packFilter` reads it (kx = 3), written as
 * [o / 8][point][i][j][c][o % 8], zero-filled up to 8.
 */
export function packWinogradFilter(
  from: usize, stepZ: isize, stepY: isize, stepX: isize, stepIn: isize, stepOut: isize,
  kz: isize, ky: isize, ins: isize, outs: isize, to: usize,
): void {
  for (let block: isize = 0; block < outs; block += 8)
    for (let point: i32 = 0; point < 6; point++) {
      const g0 = filterFactor(point, 0), g1 = filterFactor(point, 1), g2 = filterFactor(point, 2);
      for (let i: isize = 0; i < kz; i++)
        for (let j: isize = 0; j < ky; j++)
          for (let c: isize = 0; c < ins; c++)
            for (let o = block; o < block + 8; o++) {
              const p = from + i * stepZ + j * stepY + c * stepIn + o * stepOut;
              const value = o < outs ? g0 * load<f32>(p) + g1 * load<f32>(p + stepX) + g2 * load<f32>(p + 2 * stepX) : 0;
              store<f32>(to, f32(value));
              to += 4;
            }
    }
}

/** The filter's gradient [kz][ky][3][channels][outs] from the table of `winogradFilterGradient`. */
export function finishWinogradFilter(table: usize, taps: usize, channels: usize, outs: usize, to: usize): void {
  const wide = outs + 7 & ~7;
  const apart = taps * channels * (wide << 2);
  for (let tap: usize = 0; tap < taps; tap++)
    for (let k: i32 = 0; k < 3; k++)
      for (let c: usize = 0; c < channels; c++)
        for (let o: usize = 0; o < outs; o++) {
          const from = table + ((tap * channels + c) * wide + o << 2);
          let sum: f64 = 0;
          for (let point: i32 = 0; point < 6; point++) sum += filterFactor(point, k) * load<f32>(from + usize(point) * apart);
          store<f32>(to, f32(sum));
          to += 4;
        }
}
