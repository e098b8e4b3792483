import { Conv3DBackpropFilterV2, Conv3DBackpropInputV2, engine, type Tensor } from '@tensorflow/tfjs-core';

type Strides = number | [number, number, number];
type Padding = 'same' | 'valid';

/** Gradient of a 3-D convolution's input, of the given shape, from that of its output (= its transposed convolution). */
export function inputGradient(
  inputShape: number[],
  dy: Tensor,
  filter: Tensor,
  strides: Strides,
  pad: Padding,
): Tensor {
  return engine().runKernel(Conv3DBackpropInputV2, { dy, filter }, { inputShape, strides, pad }) as Tensor;
}

/** Gradient of a 3-D convolution's filter, of the given shape, from its input and the gradient of its output. */
export function filterGradient(x: Tensor, dy: Tensor, filterShape: number[], strides: Strides, pad: Padding): Tensor {
  return engine().runKernel(Conv3DBackpropFilterV2, { x, dy }, { filterShape, strides, pad }) as Tensor;
}
