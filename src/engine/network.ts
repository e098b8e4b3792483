import { createRandom } from '../core/random';
import type { NetworkSettings } from '../core/settings';
import {
  type Layer,
  layersOf,
  type Parameter,
  parameterCountOf,
  parametersOf,
  parametersOfLayer,
  sizeOf,
} from './network/layers';
import {
  addBias,
  concatChannels,
  conv3d,
  copyPart,
  downsample,
  instanceNormLeaky,
  type Tensor,
  type Tensor5D,
  tensor5d,
  tidy,
  upsampleLearned,
  upsampleNearest,
} from './ops';

/** The random stream of the weights; patches take the streams 1, 2, 3 ... of the same seed, one per step. */
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

/** The same from weights that are on the device, behind one another at the beginning of x. They have no gradient with respect to x. */
export function weightTensorsFrom(settings: NetworkSettings, x: Tensor): Tensor5D[] {
  const tensors: Tensor5D[] = [];
  forEachParameter(settings, ({ shape }, from) => {
    tensors.push(copyPart(x, from, shape) as Tensor5D);
  });
  return tensors;
}

/** Logits of foreground: x [B,D,H,W,1] → [B,D,H,W,1], sides multiples of 2^(levels-1). */
export function forward(settings: NetworkSettings, weights: readonly Tensor5D[], x: Tensor5D): Tensor5D {
  const unused = [...weights];
  /** What each level held before the way down. */
  const skips: Tensor5D[] = [];
  let features = x;
  for (const layer of layersOf(settings)) {
    if (layer.kind === 'down') skips[layer.level - 1] = features;
    const own = unused.splice(0, parametersOfLayer(layer, settings).length);
    const input = features;
    // A tidy for each layer frees what neither the next layers nor the way back need.
    features = tidy(() => runLayer(layer, input, own, skips, settings));
  }
  return features;
}

function runLayer(
  { kind, level }: Layer,
  x: Tensor5D,
  [filter, ...others]: readonly Tensor5D[],
  skips: readonly Tensor5D[],
  settings: NetworkSettings,
): Tensor5D {
  switch (kind) {
    case 'conv':
      return instanceNormLeaky(conv3d(x, filter), others[0], others[1]);
    case 'down':
      return downsample(x, filter);
    case 'up':
      return upsample(x, filter, settings);
    case 'join':
      return concatChannels(skips[level], x);
    case 'head':
      return addBias(conv3d(x, filter), others[0]);
    default:
      return kind satisfies never;
  }
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
