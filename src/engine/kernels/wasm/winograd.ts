import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type Geometry, roundUp } from '../geometry';
import { inputElement, outputElement } from './convolutionElements';
import type { WasmKernels } from './memory';

/** Where a filter's first tap lies, and the bytes from one entry to the next along z, y, x, input and output channel; negative = flipped. */
export interface FilterPlace {
  readonly from: number;
  readonly steps: readonly [z: number, y: number, x: number, input: number, output: number];
}

/** Whether Winograd's F(4, 3) along x serves: a kernel 3 wide, stride 1, channels in fours, and enough voxels for one block. */
export function isWinograd(g: Geometry): boolean {
  const { tiles } = sizesOf(g);
  const isInFours = g.inputChannels % 4 === 0 && g.outputChannels % 4 === 0;
  return g.stride === 1 && g.kernel[2] === 3 && isInFours && g.output[1] * tiles >= 4;
}

/** Convolves each element of x [B,D,H,W,Ci] into y [B,D',H',W',Co]; what lies outside x counts as zeros. */
export function convolveByWinograd(
  kernels: WasmKernels,
  g: Geometry,
  filter: FilterPlace,
  x: TensorInfo,
  y: TensorInfo,
): void {
  if (isSquare(g)) convolveBySquares(kernels, g, filter, x, y);
  else convolveByRows(kernels, g, filter, x, y);
}

/** With F(4, 3) along x alone. */
function convolveByRows(kernels: WasmKernels, g: Geometry, filter: FilterPlace, x: TensorInfo, y: TensorInfo): void {
  const [kd, kh] = g.kernel;
  const { ringBytes, tiles } = sizesOf(g);
  const packedBytes = 24 * kd * kh * g.inputChannels * roundUp(g.outputChannels, 8);
  const productBytes = 6 * 32 * g.output[1] * tiles;
  kernels.withScratch([packedBytes, ringBytes, productBytes], (packed, ring, products) => {
    kernels.run.packWinogradFilter(filter.from, ...filter.steps, kd, kh, g.inputChannels, g.outputChannels, packed);
    forEachElement(kernels, g, x, y, (from, to) => {
      const input = [from, ...g.input, g.inputChannels, ...g.before];
      const output = [to, ...g.output, g.outputChannels];
      kernels.run.winogradConvolve(...input, packed, kd, kh, ...output, ring, products);
    });
  });
}

/** With F(4, 3) along x and y. */
function convolveBySquares(kernels: WasmKernels, g: Geometry, filter: FilterPlace, x: TensorInfo, y: TensorInfo): void {
  const [kd] = g.kernel;
  const { across, down } = squaresOf(g);
  const [tiles, tileBytes, voxel] = [across * down, 36 * 4 * across * down, 4 * g.inputChannels];
  const packedBytes = 36 * kd * voxel * roundUp(g.outputChannels, 8);
  const [planeBytes, rowBytes] = [2 * kd * 36 * tiles * voxel, 6 * (4 * down + 2) * across * voxel];
  const scratch = [packedBytes, 512, planeBytes, rowBytes, 8 * tileBytes, 6 * 4 * 32 * across];
  kernels.withScratch(scratch, (packed, room, planes, rows, products, columns) => {
    const channels = [g.inputChannels, g.outputChannels];
    kernels.run.packWinogradSquareFilter(filter.from, ...filter.steps, kd, ...channels, packed, room);
    forEachElement(kernels, g, x, y, (from, to) => {
      const input = [from, ...g.input, g.inputChannels, ...g.before];
      const output = [to, ...g.output, g.outputChannels];
      kernels.run.winogradSquareConvolve(...input, packed, kd, ...output, planes, rows, products, columns);
    });
  });
}

/** The filter's gradient [kd,kh,3,Ci,Co], summed over the batch, from x [B,D,H,W,Ci] and dy [B,D',H',W',Co]. */
export function filterGradientByWinograd(
  kernels: WasmKernels,
  g: Geometry,
  x: TensorInfo,
  dy: TensorInfo,
  dFilter: TensorInfo,
): void {
  const [kd, kh] = g.kernel;
  const { ringBytes, tiles } = sizesOf(g);
  const wide = roundUp(g.outputChannels, 8);
  const tableBytes = 24 * kd * kh * g.inputChannels * wide;
  const gradientBytes = 24 * g.output[1] * tiles * wide;
  kernels.withScratch([tableBytes, ringBytes, gradientBytes], (table, ring, gradients) => {
    kernels.run.clear(table, tableBytes);
    // Channels beyond the last stay zero, and so do the sums that they enter.
    kernels.run.clear(gradients, gradientBytes);
    forEachElement(kernels, g, x, dy, (from, slopes) => {
      const input = [from, ...g.input, g.inputChannels, ...g.before];
      const output = [slopes, ...g.output, g.outputChannels];
      kernels.run.winogradFilterGradient(...input, table, kd, kh, ...output, ring, gradients);
    });
    kernels.run.finishWinogradFilter(table, kd * kh, g.inputChannels, g.outputChannels, kernels.addressOf(dFilter));
  });
}

/** Whether F(4, 3) serves along y too, where it serves along x: a kernel 3 high, rows enough to be worth it, and enough tiles for one block. */
export function isSquare(g: Geometry): boolean {
  const { across, down } = squaresOf(g);
  return g.kernel[1] === 3 && g.output[1] >= 3 && across * down >= 4;
}

/** Tiles of 4 x 4 outputs in a plane, along x and along y. */
function squaresOf({ output: [, height, width] }: Geometry) {
  return { across: Math.ceil(width / 4), down: Math.ceil(height / 4) };
}

/** Tiles in a row of outputs, and the bytes of the transformed input planes that one output plane needs. */
function sizesOf({ kernel: [kd, kh], output: [, height, width], inputChannels }: Geometry) {
  const tiles = Math.ceil(width / 4);
  return { tiles, ringBytes: 48 * kd * (height + kh - 1) * tiles * inputChannels };
}

/** Gives the addresses of each element of the input and of the output (or of its gradient). */
function forEachElement(
  kernels: WasmKernels,
  g: Geometry,
  input: TensorInfo,
  output: TensorInfo,
  visit: (from: number, to: number) => void,
): void {
  for (let element = 0; element < g.batch; element++)
    visit(inputElement(kernels, g, input, element), outputElement(kernels, g, output, element));
}
