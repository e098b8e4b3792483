import { storeInputs, storeOutputGradients } from './winogradTransforms';

/**
 * Brings the ring to output plane z, which is taken in order from 0: it holds the kz input planes (beginning at z - beforeZ) in Winograd's form,
 * [2 kz][6][rows][tiles][channels], of x [depth, height, width, channels]; planes outside x are zero. Each plane stands in it twice, kz
 * places apart, so that the kz planes from place z % kz on are always those, in order.
 */
export function fillRing(
  x: usize, depth: usize, height: usize, width: usize, channels: usize,
  beforeZ: usize, beforeY: usize, beforeX: usize,
  kz: usize, rows: usize, tiles: usize, z: usize, ring: usize,
): void {
  const planeBytes = rows * tiles * channels * 24, inputPlane = height * width * channels << 2;
  for (let plane: usize = z == 0 ? 0 : z + kz - 1; plane < z + kz; plane++) {
    const u = ring + plane % kz * planeBytes;
    if (plane < beforeZ || plane >= beforeZ + depth) memory.fill(u, 0, planeBytes);
    else transformInputPlane(x + (plane - beforeZ) * inputPlane, height, width, channels, beforeY, beforeX, rows, tiles, u);
    memory.copy(u + kz * planeBytes, u, planeBytes);
  }
}

/**
 * The inputs of one plane in Winograd's form: x [height, width, channels] -> u [6][rows][tiles][channels], channels a multiple of 4. Row r
 * is input row r - beforeY, tile t begins at input column 4t - beforeX; what lies outside x counts as zero.
 */
export function transformInputPlane(
  x: usize, height: usize, width: usize, channels: usize,
  beforeY: usize, beforeX: usize, rows: usize, tiles: usize, u: usize,
): void {
  const voxel = channels << 2;
  const apart = rows * tiles * voxel;
  for (let r: usize = 0; r < rows; r++) {
    const to = u + r * tiles * voxel;
    if (r < beforeY || r >= beforeY + height) {
      for (let point: usize = 0; point < 6; point++) memory.fill(to + point * apart, 0, tiles * voxel);
      continue;
    }
    const row = x + (r - beforeY) * width * voxel;
    for (let t: usize = 0; t < tiles; t++) {
      const column = isize(t << 2) - isize(beforeX);
      if (column >= 0 && column + 6 <= isize(width)) insideTile(row + usize(column) * voxel, voxel, to + t * voxel, apart);
      else edgeTile(row, column, width, voxel, to + t * voxel, apart);
    }
  }
}

function insideTile(x: usize, voxel: usize, u: usize, apart: usize): void {
  for (let c: usize = 0; c < voxel; c += 16) {
    const p = x + c;
    storeInputs(
      v128.load(p), v128.load(p + voxel), v128.load(p + 2 * voxel),
      v128.load(p + 3 * voxel), v128.load(p + 4 * voxel), v128.load(p + 5 * voxel), u + c, apart,
    );
  }
}

function edgeTile(row: usize, column: isize, width: usize, voxel: usize, u: usize, apart: usize): void {
  for (let c: usize = 0; c < voxel; c += 16) {
    const p = row + c;
    storeInputs(
      valueAt(p, column, width, voxel), valueAt(p, column + 1, width, voxel), valueAt(p, column + 2, width, voxel),
      valueAt(p, column + 3, width, voxel), valueAt(p, column + 4, width, voxel), valueAt(p, column + 5, width, voxel),
      u + c, apart,
    );
  }
}

function valueAt(row: usize, column: isize, width: usize, voxel: usize): v128 {
  return column >= 0 && column < isize(width) ? v128.load(row + usize(column) * voxel) : f32x4.splat(0);
}

/**
 * The same for the gradient of the outputs: dy [height, width, channels] -> v [6][height][tiles][wide], where wide = channels up to a multiple
 * of 8; the surplus is left as it is (the caller clears it once).
 */
export function transformOutputGradientPlane(
  dy: usize, height: usize, width: usize, channels: usize, wide: usize, tiles: usize, v: usize,
): void {
  const voxel = channels << 2;
  const apart = height * tiles * (wide << 2);
  for (let y: usize = 0; y < height; y++)
    for (let t: usize = 0; t < tiles; t++) {
      const row = dy + y * width * voxel;
      const to = v + (y * tiles + t) * (wide << 2);
      for (let c: usize = 0; c < voxel; c += 16) {
        const p = row + c;
        storeOutputGradients(
          valueAt(p, 4 * t, width, voxel), valueAt(p, 4 * t + 1, width, voxel),
          valueAt(p, 4 * t + 2, width, voxel), valueAt(p, 4 * t + 3, width, voxel), to + c, apart,
        );
      }
    }
}
