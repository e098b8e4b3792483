/** Sets bytes to zero. */
export function clear(to: usize, bytes: usize): void {
  memory.fill(to, 0, bytes);
}

/** Copies `count` rows of `bytes` bytes; strides in bytes, whole numbers of floats. */
export function copyRows(from: usize, fromStep: usize, to: usize, toStep: usize, bytes: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    copyFloats(from, to, bytes);
    from += fromStep;
    to += toStep;
  }
}

/**
 * Puts x [D,H,W] of voxels of `bytes` bytes each into a zeroed volume: voxel (z,y,x) goes to `to` + z*plane + y*row + x*step
 * (strides in bytes), so that padding and spreading for strides are one.
 */
export function scatter(
  x: usize, depth: usize, height: usize, width: usize, bytes: usize,
  to: usize, plane: usize, row: usize, step: usize,
): void {
  for (let z: usize = 0; z < depth; z++)
    for (let y: usize = 0; y < height; y++) {
      const start = to + z * plane + y * row;
      if (step == bytes) memory.copy(start, x, width * bytes);
      else copyRows(x, bytes, start, step, bytes, width);
      x += width * bytes;
    }
}

/**
 * Packs a filter for `convolve`: out channel o of tap (i, j, k), in channel c is read at
 * `from` + i*stepZ + j*stepY + k*stepX + c*stepIn + o*stepOut (bytes; negative steps flip), written as [o / 8][i][j][k][c][o % 8].
 */
export function packFilter(
  from: usize, stepZ: isize, stepY: isize, stepX: isize, stepIn: isize, stepOut: isize,
  kz: isize, ky: isize, kx: isize, ins: isize, outs: isize, to: usize,
): void {
  for (let block: isize = 0; block < outs; block += 8)
    for (let i: isize = 0; i < kz; i++)
      for (let j: isize = 0; j < ky; j++)
        for (let k: isize = 0; k < kx; k++)
          for (let c: isize = 0; c < ins; c++) {
            const source = from + i * stepZ + j * stepY + k * stepX + c * stepIn;
            for (let o = block; o < block + 8; o++) {
              store<f32>(to, o < outs ? load<f32>(source + o * stepOut) : 0);
              to += 4;
            }
          }
}

/** Sums each 2x2x2 block: x [2D,2H,2W,C] → y [D,H,W,C]. `voxel` = bytes of a voxel. */
export function sumBlocks(x: usize, depth: usize, height: usize, width: usize, voxel: usize, y: usize): void {
  const row: usize = 2 * width * voxel, plane: usize = 2 * height * row;
  for (let z: usize = 0; z < depth; z++)
    for (let i: usize = 0; i < height; i++)
      for (let j: usize = 0; j < width; j++) {
        const corner = x + 2 * (z * plane + i * row + j * voxel);
        for (let c: usize = 0; c < voxel; c += 4) {
          const p = corner + c;
          const near = pair(p, voxel) + pair(p + row, voxel);
          store<f32>(y, near + (pair(p + plane, voxel) + pair(p + plane + row, voxel)));
          y += 4;
        }
      }
}

// @ts-ignore: decorator
@inline
function pair(p: usize, voxel: usize): f32 {
  return load<f32>(p) + load<f32>(p + voxel);
}

// @ts-ignore: decorator
@inline
function copyFloats(from: usize, to: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i));
}
