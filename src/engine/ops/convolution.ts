import { conv3d as coreConv3d, customGrad, type GradSaveFunc, type Tensor, type Tensor5D } from '@tensorflow/tfjs-core';
import { filterGradient, inputGradient } from './convolutionGradients';

/** Convolution, stride 1, same padding: x [B,D,H,W,Ci], filter [k,k,k,Ci,Co] with k odd → [B,D,H,W,Co]. No bias (see `addBias`). */
export function conv3d(x: Tensor5D, filter: Tensor5D): Tensor5D {
  return coreConv3d(x, filter, 1, 'same');
}

/**
 * Halves each side by a learned convolution, kernel 2, stride 2: x [B,D,H,W,Ci], filter [2,2,2,Ci,Co] → [B,D/2,H/2,W/2,Co].
 * It stands in for max-pooling: it is one of the proved convolutions, and has no ties to break. Throws if a side is odd.
 */
export function downsample(x: Tensor5D, filter: Tensor5D): Tensor5D {
  if (x.shape.slice(1, 4).some((side) => side % 2 !== 0))
    throw new Error(`downsample needs even sides, got ${x.shape.slice(1, 4).join(' x ')}`);
  return coreConv3d(x, filter, 2, 'valid');
}

/**
 * Doubles each side by a learned transposed convolution, kernel 2, stride 2: x [B,D,H,W,Ci], filter [2,2,2,Co,Ci] → [B,2D,2H,2W,Co].
 * tfjs has no gradient for it; ours is the adjoint: dx is the strided convolution of dy, dFilter that convolution's own filter gradient.
 */
export function upsampleLearned(x: Tensor5D, filter: Tensor5D): Tensor5D {
  return transposedConvolution(x, filter) as Tensor5D;
}

const transposedConvolution = customGrad((...inputs) => {
  const [x, filter, save] = inputs as [Tensor5D, Tensor5D, GradSaveFunc];
  const [batch, depth, height, width] = x.shape;
  save([x, filter]);
  return {
    value: inputGradient([batch, 2 * depth, 2 * height, 2 * width, filter.shape[3]], x, filter, 2, 'valid'),
    gradFunc: (dy: Tensor, saved: Tensor[]) => {
      const [input, weights] = saved as [Tensor5D, Tensor5D];
      return [coreConv3d(dy as Tensor5D, weights, 2, 'valid'), filterGradient(dy, input, weights.shape, 2, 'valid')];
    },
  };
});
