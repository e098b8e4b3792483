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
