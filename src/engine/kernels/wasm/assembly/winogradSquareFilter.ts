import { filterFactor } from './winogradTransforms';

/**
 * Packs a filter for `winogradSquareConvolve`: read as `packFilter` reads it (ky = kx = 3), written as
 * [o / 8][point along x][point along y][i][c][o % 8], zero-filled up to 8. `room` is 512 bytes of scratch.
 */
export function packWinogradSquareFilter(
  from: usize, stepZ: isize, stepY: isize, stepX: isize, stepIn: isize, stepOut: isize,
  kz: isize, ins: isize, outs: isize, to: usize, room: usize,
): void {
  const apart = usize(kz * ins) << 5;
  for (let block: isize = 0; block < outs; block += 8) {
    for (let i: isize = 0; i < kz; i++)
      for (let c: isize = 0; c < ins; c++)
        for (let o: isize = 0; o < 8; o += 2) {
          const p = from + i * stepZ + c * stepIn + (block + o) * stepOut;
          const at = to + ((i * ins + c) << 5) + (o << 2);
          if (block + o < outs) packPair(p, stepY, stepX, stepOut, at, apart, room);
          else for (let point: usize = 0; point < 36; point++) store<f64>(at + point * apart, 0);
        }
    to += 36 * apart;
  }
}

/** Two output channels of one (i, c): G along x, then along y, in float64. */
function packPair(p: usize, stepY: isize, stepX: isize, stepOut: isize, to: usize, apart: usize, room: usize): void {
  for (let j: isize = 0; j < 3; j++) {
    const row = p + j * stepY;
    storeFilter(pairAt(row, stepOut), pairAt(row + stepX, stepOut), pairAt(row + 2 * stepX, stepOut), room + (j << 4), 48);
  }
  const points = room + 288;
  for (let x: usize = 0; x < 6; x++) {
    const from = room + 48 * x;
    storeFilter(v128.load(from), v128.load(from, 16), v128.load(from, 32), points, 16);
    for (let y: usize = 0; y < 6; y++) {
      v128.store64_lane(to, f32x4.demote_f64x2_zero(v128.load(points + (y << 4))), 0);
      to += apart;
    }
  }
}

// @ts-ignore: decorator
@inline
function pairAt(p: usize, step: isize): v128 {
  return f64x2.replace_lane(f64x2.splat(load<f32>(p)), 1, load<f32>(p + step));
}

/** G for two filters: three taps to six numbers `apart` bytes apart. */
// @ts-ignore: decorator
@inline
function storeFilter(g0: v128, g1: v128, g2: v128, to: usize, apart: usize): void {
  v128.store(to, f64x2.mul(g0, f64x2.splat(filterFactor(0, 0))));
  storeOpposite(g0, g1, g2, 1, to + apart, apart);
  storeOpposite(g0, g1, g2, 3, to + 3 * apart, apart);
  v128.store(to + 5 * apart, g2);
}

/** The points p and -p, of which `point` is the first. */
// @ts-ignore: decorator
@inline
function storeOpposite(g0: v128, g1: v128, g2: v128, point: i32, to: usize, apart: usize): void {
  const even = f64x2.add(f64x2.mul(g0, f64x2.splat(filterFactor(point, 0))), f64x2.mul(g2, f64x2.splat(filterFactor(point, 2))));
  const odd = f64x2.mul(g1, f64x2.splat(filterFactor(point, 1)));
  v128.store(to, f64x2.add(even, odd));
  v128.store(to + apart, f64x2.sub(even, odd));
}
