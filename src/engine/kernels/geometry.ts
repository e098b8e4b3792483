import { backend_util } from '@tensorflow/tfjs-core';

type Five = [number, number, number, number, number];
type Three = readonly [number, number, number];

/** A 3-D convolution in numbers: sides are [depth, height, width]. */
export interface Geometry {
  readonly batch: number;
  readonly input: Three;
  readonly output: Three;
  readonly kernel: Three;
  /** Zeros before and after the input along each axis. */
  readonly before: Three;
  readonly after: Three;
  readonly stride: number;
  readonly inputChannels: number;
  readonly outputChannels: number;
}

export interface ConvolutionAttributes {
  readonly strides: number | [number, number, number];
  readonly pad: 'same' | 'valid';
  readonly dilations?: number | [number, number, number];
}

/** Reads tfjs's shapes and attributes. Throws on what our kernels do not serve: dilation, strides that differ by axis. */
export function geometryOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations = 1 }: ConvolutionAttributes,
): Geometry {
  const info = backend_util.computeConv3DInfo(
    [...inputShape] as Five,
    [...filterShape] as Five,
    strides,
    dilations,
    pad,
  );
  const isEven = info.strideDepth === info.strideHeight && info.strideHeight === info.strideWidth;
  if (!isEven || Math.max(info.dilationDepth, info.dilationHeight, info.dilationWidth) > 1)
    throw new Error(
      `conv3d is served for equal strides and no dilation, got strides ${strides}, dilations ${dilations}`,
    );
  const { front, back, top, bottom, left, right } = info.padInfo;
  return {
    batch: info.batchSize,
    input: [info.inDepth, info.inHeight, info.inWidth],
    output: [info.outDepth, info.outHeight, info.outWidth],
    kernel: [info.filterDepth, info.filterHeight, info.filterWidth],
    before: zerosOf(front, top, left),
    after: zerosOf(back, bottom, right),
    stride: info.strideDepth,
    inputChannels: info.inChannels,
    outputChannels: info.outChannels,
  };
}

/** tfjs counts fewer than no zeros where a stride steps over more than the kernel sees. */
function zerosOf(depth: number, height: number, width: number): Three {
  return [Math.max(0, depth), Math.max(0, height), Math.max(0, width)];
}

export function isPadded({ before, after }: Geometry): boolean {
  return [...before, ...after].some((zeros) => zeros > 0);
}

/**
 * The convolution that gives the gradient of the input from that of the output (spread by the stride): the filter flipped along its three
 * axes, its channels exchanged.
 */
export function turned(g: Geometry): Geometry {
  const border = [0, 1, 2].map((axis) => g.kernel[axis] - 1 - g.before[axis]) as unknown as Three;
  const channels = { inputChannels: g.outputChannels, outputChannels: g.inputChannels };
  return { ...g, ...channels, input: g.output, output: g.input, before: border, after: border };
}

/** Whether each input voxel meets exactly one output voxel (kernel = stride, no border, nothing cut off): up- and down-sampling by 2. */
export function isBlockwise(g: Geometry): boolean {
  return (
    !isPadded(g) &&
    g.stride > 1 &&
    [0, 1, 2].every((axis) => g.kernel[axis] === g.stride && g.input[axis] === g.stride * g.output[axis])
  );
}

export function volumeOf([depth, height, width]: Three): number {
  return depth * height * width;
}

/** Sides of the input with its zeros around it. */
export function paddedSides({ input, before, after }: Geometry): Three {
  return [0, 1, 2].map((axis) => before[axis] + input[axis] + after[axis]) as unknown as Three;
}

/** Byte strides of a volume of float32 voxels with so many channels. */
export function byteStrides([, height, width]: Three, channels: number) {
  const voxel = 4 * channels;
  return { voxel, row: width * voxel, plane: height * width * voxel };
}

export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
