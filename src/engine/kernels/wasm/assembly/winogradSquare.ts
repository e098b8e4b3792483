import { convolveRow } from './convolve';
import { writePlane } from './winograd';
import { transformInputPlane } from './winogradPlanes';
import { storeInputs, storeOutputs } from './winogradTransforms';

/**
 * Convolution, stride 1, of x [depth, height, width, channels] with a kernel kz x 3 x 3, with Winograd's F(4, 3) along x and along y: a tile
 * is 4 x 4 outputs, its points are 6 x 6. Otherwise as `winogradConvolve`; ky is gone from the sums, which are over (kz, channel). `filter` as
 * `packWinogradSquareFilter` packs it. Room: `planes` [2 kz][36][tiles][channels], `rows` [6][input rows of all tiles][tiles of a
 * row][channels], `products` [36][tiles][8], `columns` [6][4][tiles of a row][8].
 */
export function winogradSquareConvolve(
  x: usize, depth: usize, height: usize, width: usize, channels: usize,
  beforeZ: usize, beforeY: usize, beforeX: usize,
  filter: usize, kz: usize,
  y: usize, outDepth: usize, outHeight: usize, outWidth: usize, outs: usize,
  planes: usize, rows: usize, products: usize, columns: usize,
): void {
  const across = outWidth + 3 >> 2, down = outHeight + 3 >> 2, tiles = across * down;
  const voxel = channels << 2, apart = tiles * voxel, planeBytes = apart * 36;
  const weightBytes = kz * voxel << 3, inputPlane = height * width * voxel;
  const end = planes + 2 * kz * planeBytes;
  /** Where the next input plane goes; the kz - 1 before it are those that it shares an output plane with. */
  let next = planes;
  for (let plane: usize = 0; plane < outDepth + kz - 1; plane++) {
    if (next == end) {
      memory.copy(planes, end - (kz - 1) * planeBytes, (kz - 1) * planeBytes);
      next = planes + (kz - 1) * planeBytes;
    }
    if (plane < beforeZ || plane >= beforeZ + depth) memory.fill(next, 0, planeBytes);
    else {
      const from = x + (plane - beforeZ) * inputPlane;
      transformInputPlane(from, height, width, channels, beforeY, beforeX, 4 * down + 2, across, rows);
      transformColumns(rows, down, across * voxel, next);
    }
    next += planeBytes;
    if (plane + 1 < kz) continue;
    const first = next - kz * planeBytes, to = y + ((plane + 1 - kz) * outHeight * outWidth * outs << 2);
    let weights = filter;
    for (let out: usize = 0; out < outs; out += 8) {
      for (let point: usize = 0; point < 36; point++) {
        const room = products + (point * tiles << 5);
        convolveRow(first + point * apart, planeBytes, 0, voxel, weights, kz, 1, channels, room, tiles, 32, 8);
        weights += weightBytes;
      }
      writeTiles(products, down, across, to + (out << 2), outHeight, outWidth, outs, min<usize>(8, outs - out), columns);
    }
  }
}

/** B' along y: rows transformed along x, [6][4 down + 2] of `row` bytes, to u [6 along x][6 along y][down] of the same. */
function transformColumns(rows: usize, down: usize, row: usize, u: usize): void {
  const apart = down * row;
  for (let point: usize = 0; point < 6; point++) {
    for (let t: usize = 0; t < down; t++)
      for (let c: usize = 0; c < row; c += 16) {
        const p = rows + 4 * t * row + c;
        storeInputs(
          v128.load(p), v128.load(p + row), v128.load(p + 2 * row), v128.load(p + 3 * row),
          v128.load(p + 4 * row), v128.load(p + 5 * row), u + t * row + c, apart,
        );
      }
    rows += (4 * down + 2) * row;
    u += 6 * apart;
  }
}

/** Turns the products of a plane into its outputs, the first `count` (4 or 8) of a block of channels: along y, then along x. */
function writeTiles(
  products: usize, down: usize, across: usize, y: usize, height: usize, width: usize, outs: usize, count: usize, columns: usize,
): void {
  const apart = down * across << 5, row = across << 5;
  for (let t: usize = 0; t < down; t++) {
    for (let point: usize = 0; point < 6; point++)
      for (let c: usize = 0; c < row; c += 16)
        storeOutputs(products + 6 * point * apart + t * row + c, apart, columns + 4 * point * row + c, row, 4);
    const to = y + (4 * t * width * outs << 2);
    writePlane(columns, 4 * across, to, min<usize>(4, height - 4 * t), width, across, outs, count);
  }
}
