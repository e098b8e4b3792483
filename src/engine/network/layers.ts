import type { NetworkSettings } from '../../core/settings';
import { leakySlope } from '../ops';

/**
 * One step of the network, at a level (0 = full size, each further level half as long in every direction), from `from` to `to` channels:
 * conv = 3x3x3 convolution, instance norm, leaky ReLU; down = 2x2x2 convolution, stride 2; up = back to twice the size; join = the
 * level's own features beside what came up from below; head = 1x1x1 convolution with a bias, giving logits.
 */
export interface Layer {
  readonly kind: 'conv' | 'down' | 'up' | 'join' | 'head';
  /** The level of its result. */
  readonly level: number;
  readonly from: number;
  readonly to: number;
}

/** One array of weights, rank 5. */
export interface Parameter {
  readonly name: string;
  readonly shape: readonly [number, number, number, number, number];
  /** How it begins: drawn with this standard deviation, or all equal to a number. */
  readonly start: { readonly deviation: number } | { readonly value: number };
}

/** The first guess is "background": p = sigmoid(-2) = 0.12, so that the first steps need not unlearn foreground everywhere. */
const headBias = -2;

/** The U-Net (arXiv 1505.04597, 1606.06650) that the settings ask for, in the order in which it runs. */
export function layersOf({ levels, baseWidth }: NetworkSettings): readonly Layer[] {
  const width = (level: number) => baseWidth * 2 ** level;
  const conv = (level: number, from: number): Layer => ({ kind: 'conv', level, from, to: width(level) });
  const layers: Layer[] = [conv(0, 1), conv(0, width(0))];
  for (let level = 1; level < levels; level++) {
    layers.push({ kind: 'down', level, from: width(level - 1), to: width(level) });
    layers.push(conv(level, width(level)), conv(level, width(level)));
  }
  for (let level = levels - 2; level >= 0; level--) {
    layers.push({ kind: 'up', level, from: width(level + 1), to: width(level) });
    layers.push({ kind: 'join', level, from: width(level), to: 2 * width(level) });
    layers.push(conv(level, 2 * width(level)), conv(level, width(level)));
  }
  layers.push({ kind: 'head', level: 0, from: width(0), to: 1 });
  return layers;
}

/** The weights of the network in their fixed order: layer by layer, in each the filter, then gain and offset (conv) or bias (head). */
export function parametersOf(settings: NetworkSettings): readonly Parameter[] {
  return layersOf(settings).flatMap((layer, index) =>
    parametersOfLayer(layer, settings).map((parameter) => ({
      ...parameter,
      name: `${index}.${layer.kind}.${parameter.name}`,
    })),
  );
}

export function sizeOf({ shape }: Parameter): number {
  return shape.reduce((product, side) => product * side, 1);
}

export function parameterCountOf(settings: NetworkSettings): number {
  return parametersOf(settings).reduce((total, parameter) => total + sizeOf(parameter), 0);
}

/** The weights of one layer, in order. He's deviation where a leaky ReLU follows (arXiv 1502.01852, equation 14), else that which keeps the variance; normed layers need no bias. */
export function parametersOfLayer({ kind, from, to }: Layer, { upsampling }: NetworkSettings): readonly Parameter[] {
  const he = (inputs: number) => ({ deviation: Math.sqrt(2 / ((1 + leakySlope ** 2) * inputs)) });
  const keeping = (inputs: number) => ({ deviation: Math.sqrt(1 / inputs) });
  switch (kind) {
    case 'conv':
      return [
        { name: 'filter', shape: [3, 3, 3, from, to], start: he(27 * from) },
        { name: 'gain', shape: [1, 1, 1, 1, to], start: { value: 1 } },
        { name: 'offset', shape: [1, 1, 1, 1, to], start: { value: 0 } },
      ];
    case 'down':
      return [{ name: 'filter', shape: [2, 2, 2, from, to], start: keeping(8 * from) }];
    case 'up':
      return upsampling === 'learned'
        ? [{ name: 'filter', shape: [2, 2, 2, to, from], start: keeping(from) }]
        : [{ name: 'filter', shape: [1, 1, 1, from, to], start: keeping(from) }];
    case 'join':
      return [];
    case 'head':
      return [
        { name: 'filter', shape: [1, 1, 1, from, 1], start: keeping(from) },
        { name: 'bias', shape: [1, 1, 1, 1, 1], start: { value: headBias } },
      ];
    default:
      return kind satisfies never;
  }
}
