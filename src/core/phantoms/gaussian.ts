/** Blurs a cube (x fastest) in place with a Gaussian of standard deviation `sigma` voxels; beyond the edge the edge voxel goes on. */
export function blurInto(cube: Float32Array, size: number, sigma: number): Float32Array {
  if (sigma < 0.2) return cube;
  const kernel = gaussianKernel(sigma);
  for (const stride of [1, size, size * size]) blurAlong(cube, { size, stride, kernel });
  return cube;
}

/** Half of a symmetric kernel, the middle first; the whole sums to 1. */
function gaussianKernel(sigma: number): Float32Array {
  const weights = Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, weight, k) => sum + (k === 0 ? weight : 2 * weight), 0);
  return Float32Array.from(weights, (weight) => weight / total);
}

interface Axis {
  readonly size: number;
  readonly stride: number;
  readonly kernel: Float32Array;
}

function blurAlong(cube: Float32Array, { size, stride, kernel }: Axis): void {
  const reach = kernel.length - 1;
  const line = new Float32Array(size + 2 * reach);
  for (let first = 0; first < cube.length; first++) {
    if (Math.floor(first / stride) % size !== 0) continue;
    for (let i = 0; i < size; i++) line[reach + i] = cube[first + i * stride];
    line.fill(line[reach], 0, reach);
    line.fill(line[reach + size - 1], reach + size);
    for (let i = 0; i < size; i++) {
      const at = reach + i;
      let sum = kernel[0] * line[at];
      for (let k = 1; k <= reach; k++) sum += kernel[k] * (line[at - k] + line[at + k]);
      cube[first + i * stride] = sum;
    }
  }
}
