import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, type Geometry, geometryOf, isPadded, roundUp } from '../geometry';
import {
  inputElement,
  outputBytes,
  outputElement,
  paddedBytes,
  paddedStrides,
  padElement,
} from './convolutionElements';
import type { WasmKernel, WasmKernels } from './memory';
import { filterGradientByWinograd, isWinograd } from './winograd';

/** tfjs's Conv3DBackpropFilterV2: x [B,D,H,W,Ci], dy [B,D',H',W',Co] → gradient of the filter, of the attribute `filterShape`. */
export const convolutionFilterGradient: WasmKernel = {
  name: 'Conv3DBackpropFilterV2',
  run: (kernels, { x, dy }, attributes) => {
    const { filterShape, ...walk } = attributes as ConvolutionAttributes & { readonly filterShape: readonly number[] };
    const g = geometryOf(x.shape, filterShape, walk);
    const dFilter = kernels.output(filterShape);
    if (isWinograd(g)) filterGradientByWinograd(kernels, g, x, dy, dFilter);
    else sumDirectly(kernels, g, { x, dy, dFilter });
    return dFilter;
  },
};

interface Tensors {
  readonly x: TensorInfo;
  readonly dy: TensorInfo;
  readonly dFilter: TensorInfo;
}

function sumDirectly(kernels: WasmKernels, g: Geometry, { x, dy, dFilter }: Tensors): void {
  const run = g.kernel[2] * g.inputChannels;
  const tableRow = 4 * roundUp(g.outputChannels, 8);
  const tableBytes = g.kernel[0] * g.kernel[1] * roundUp(run, 4) * tableRow;
  kernels.withScratch([tableBytes, ...copyBytes(g)], (table, xCopy, dyCopy) => {
    kernels.run.clear(table, tableBytes);
    if (isPadded(g)) kernels.run.clear(xCopy, copyBytes(g)[0]);
    for (let element = 0; element < g.batch; element++)
      addElement(kernels, g, element, { x, dy, table, xCopy, dyCopy });
    const to = kernels.addressOf(dFilter);
    for (let tap = 0; tap < g.kernel[0] * g.kernel[1]; tap++)
      kernels.run.copyRows(
        ...[table + tap * roundUp(run, 4) * tableRow, tableRow],
        ...[to + 4 * tap * run * g.outputChannels, 4 * g.outputChannels, 4 * g.outputChannels, run],
      );
  });
}

interface Places extends Omit<Tensors, 'dFilter'> {
  readonly table: number;
  readonly xCopy: number;
  readonly dyCopy: number;
}

function addElement(kernels: WasmKernels, g: Geometry, element: number, places: Places): void {
  const { table, xCopy, dyCopy } = places;
  const from = paddedStrides(g);
  const x = inputElement(kernels, g, places.x, element);
  const dy = outputElement(kernels, g, places.dy, element);
  if (needsInputCopy(g)) padElement(kernels, g, x, xCopy);
  const bytes = outputBytes(g);
  if (needsOutputCopy(g)) kernels.run.copyRows(dy, bytes, dyCopy, bytes, bytes, 1);
  kernels.run.filterGradient(
    ...[needsInputCopy(g) ? xCopy : x, from.plane, from.row, g.stride * from.voxel, g.stride],
    ...[needsOutputCopy(g) ? dyCopy : dy, ...g.output, g.outputChannels],
    ...[table, g.kernel[0], g.kernel[1], g.kernel[2] * g.inputChannels],
  );
}

/** The kernel reads whole blocks of 4 inputs and 8 outputs: where a block would run past the tensor's end, it is given a copy with slack. */
function copyBytes(g: Geometry): [number, number] {
  const slack = 32;
  return [needsInputCopy(g) ? paddedBytes(g) + slack : 0, needsOutputCopy(g) ? outputBytes(g) + slack : 0];
}

function needsInputCopy(g: Geometry): boolean {
  return isPadded(g) || (g.kernel[2] * g.inputChannels) % 4 !== 0;
}

function needsOutputCopy(g: Geometry): boolean {
  return g.outputChannels % 8 !== 0;
}
