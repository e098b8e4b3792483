import { createRandom } from '../core/random';
import type { NetworkSettings } from '../core/settings';
import { layersOf, type Parameter, parameterCountOf, parametersOf, sizeOf } from './network/layers';
import {
  addBias,
  concatChannels,
  conv3d,
  downsample,
  instanceNormLeaky,
  type Tensor5D,
  tensor5d,
  upsampleLearned,
  upsampleNearest,
} from './ops';

/** The random stream of the weights; patches take the streams 0, 1, 2 ... of the same seed, one per step. */
const weightStream = -1;

/** First weights of a network, all behind one another in the order of `parametersOf`; the seed alone decides them, on every backend. */
export function initialWeights(settings: NetworkSettings, seed: number): Float32Array {
  const random = createRandom(seed, weightStream);
  const weights = new Float32Array(parameterCountOf(settings));
  forEachParameter(settings, ({ start }, from, to) => {
    for (let i = from; i < to; i++) weights[i] = 'value' in start ? start.value : start.deviation * random.normal();
  });
  return weights;
}

/** The weights as tensors, one per parameter; the caller disposes of them (or makes them in a tidy). */
export function weightTensors(settings: NetworkSettings, weights: Float32Array): Tensor5D[] {
  const tensors: Tensor5D[] = [];
  forEachParameter(settings, ({ shape }, from, to) => {
    tensors.push(tensor5d(weights.slice(from, to), [...shape]));
  });
  return tensors;
}

/** Logits of foreground: x [B,D,H,W,1] → [B,D,H,W,1], sides multiples of 2^(levels-1). */
export function forward(settings: NetworkSettings, weights: readonly Tensor5D[], x: Tensor5D): Tensor5D {
  const next = weights.values();
  const take = () => next.next().value as Tensor5D;
  const skips: Tensor5D[] = [];
  let features = x;
  for (const { kind } of layersOf(settings)) {
    switch (kind) {
      case 'conv':
        features = instanceNormLeaky(conv3d(features, take()), take(), take());
        break;
      case 'down':
        skips.push(features);
        features = downsample(features, take());
        break;
      case 'up':
        features = upsample(features, take(), settings);
        break;
      case 'join':
        features = concatChannels(skips.pop() as Tensor5D, features);
        break;
      case 'head':
        features = addBias(conv3d(features, take()), take());
        break;
      default:
        kind satisfies never;
    }
  }
  return features;
}

/** Nearest up-sampling repeats voxels after its 1x1x1 convolution: the same as the other way round, at an eighth of the work. */
function upsample(x: Tensor5D, filter: Tensor5D, { upsampling }: NetworkSettings): Tensor5D {
  return upsampling === 'learned' ? upsampleLearned(x, filter) : upsampleNearest(conv3d(x, filter));
}

function forEachParameter(
  settings: NetworkSettings,
  visit: (parameter: Parameter, from: number, to: number) => void,
): void {
  let from = 0;
  for (const parameter of parametersOf(settings)) {
    visit(parameter, from, from + sizeOf(parameter));
    from += sizeOf(parameter);
  }
}
