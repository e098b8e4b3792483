import {
  type Plain,
  plainConv3d,
  plainConv3dFilterGradient,
  plainConv3dInputGradient,
  type Shape5,
  type Walk,
} from '../../core/plainOps';
import { conv3d, downsample, type Tensor, type Tensor5D, upsampleLearned } from '../ops';
import { type ProofCase, spreadNumbers } from './proofCase';

/** conv3d, kernel k, stride 1, same padding, on x of this shape. */
export function conv3dCase(x: Shape5, k: number, outputChannels: number): ProofCase {
  const filter: Shape5 = [k, k, k, x[4], outputChannels];
  return convolutionCase(`conv3d ${k}x${k}x${k}`, x, filter, { stride: 1, pad: 'same' }, (a, b) =>
    conv3d(a as Tensor5D, b as Tensor5D),
  );
}

/** downsample on x of this shape. */
export function downsampleCase(x: Shape5, outputChannels: number): ProofCase {
  return convolutionCase('downsample', x, [2, 2, 2, x[4], outputChannels], { stride: 2, pad: 'valid' }, (a, b) =>
    downsample(a as Tensor5D, b as Tensor5D),
  );
}

/** Any convolution that `run` is said to be. */
export function convolutionCase(
  op: string,
  xShape: Shape5,
  filterShape: Shape5,
  walk: Walk,
  run: (x: Tensor, filter: Tensor) => Tensor,
): ProofCase {
  const [x, filter] = [spread(xShape, 1), spread(filterShape, 2)];
  const y = plainConv3d(x, filter, walk);
  const dy = spread(y.shape, 3);
  return {
    op,
    inputs: [x, filter],
    dy,
    run,
    value: y.values,
    gradients: [
      plainConv3dInputGradient(xShape, filter, dy, walk).values,
      plainConv3dFilterGradient(x, filterShape, dy, walk).values,
    ],
  };
}

/** upsampleLearned on x of this shape: the strided convolution's adjoint, so input and output change places. */
export function upsampleLearnedCase(xShape: Shape5, outputChannels: number): ProofCase {
  const [batch, depth, height, width, channels] = xShape;
  const walk: Walk = { stride: 2, pad: 'valid' };
  const yShape: Shape5 = [batch, 2 * depth, 2 * height, 2 * width, outputChannels];
  const filterShape: Shape5 = [2, 2, 2, outputChannels, channels];
  const [x, filter, dy] = [spread(xShape, 1), spread(filterShape, 2), spread(yShape, 3)];
  return {
    op: 'upsampleLearned',
    inputs: [x, filter],
    dy,
    run: (a, b) => upsampleLearned(a as Tensor5D, b as Tensor5D),
    value: plainConv3dInputGradient(yShape, filter, x, walk).values,
    gradients: [plainConv3d(dy, filter, walk).values, plainConv3dFilterGradient(dy, filterShape, x, walk).values],
  };
}

function spread(shape: Shape5, seed: number): Plain {
  return { shape, values: spreadNumbers(shape, seed).values };
}
