import {
  broadcast_util,
  cast,
  clone,
  div,
  type GradConfig,
  greaterEqual,
  less,
  mul,
  neg,
  ones,
  registerGradient,
  reshape,
  sigmoid,
  split,
  square,
  sub,
  sum,
  type Tensor,
  unstack,
  util,
} from '@tensorflow/tfjs-core';
import { filterGradient, inputGradient } from './convolutionGradients';

type Attributes = Readonly<Record<string, unknown>>;
type InputGradients = Record<string, () => Tensor>;

const elementwise: readonly GradConfig[] = [
  ofTwo('Add', (dy, a, b) => ({ a: () => sumTo(dy, a), b: () => sumTo(dy, b) })),
  ofTwo('Sub', (dy, a, b) => ({ a: () => sumTo(dy, a), b: () => sumTo(neg(dy), b) })),
  ofTwo('Multiply', (dy, a, b) => ({ a: () => sumTo(mul(dy, b), a), b: () => sumTo(mul(dy, a), b) })),
  ofTwo('RealDiv', (dy, a, b) => ({
    a: () => sumTo(div(dy, b), a),
    b: () => sumTo(neg(div(mul(dy, a), square(b))), b),
  })),
  // Where both are equal, the first one has the gradient.
  ofTwo('Maximum', (dy, a, b) => ({
    a: () => sumTo(mul(dy, cast(greaterEqual(a, b), 'float32')), a),
    b: () => sumTo(mul(dy, cast(less(a, b), 'float32')), b),
  })),
  ofInput('Neg', (dy) => neg(dy)),
  ofInput('Square', (dy, x) => mul(dy, mul(x, 2))),
  ofInput('Log', (dy, x) => div(dy, x)),
  ofInput('Softplus', (dy, x) => mul(dy, sigmoid(x))),
  ofInput('Identity', (dy) => clone(dy)),
  ofInput('Cast', (dy) => clone(dy)),
  ofOutput('Exp', (dy, y) => mul(dy, y)),
  ofOutput('Sigmoid', (dy, y) => mul(dy, mul(y, sub(1, y)))),
  ofOutput('Sqrt', (dy, y) => div(dy, mul(y, 2))),
  ofOutput('Rsqrt', (dy, y) => mul(dy, mul(mul(y, square(y)), -0.5))),
];

const structural: readonly GradConfig[] = [
  ofInput('Reshape', (dy, x) => reshape(dy, x.shape)),
  ofInput('Sum', (dy, x, { axis }) => spread(dy, x, util.parseAxisParam(axis as number[], x.shape))),
  ofInput('Mean', (dy, x, { axis }) =>
    div(spread(dy, x, util.parseAxisParam(axis as number[], x.shape)), x.size / dy.size),
  ),
  {
    kernelName: 'Concat',
    saveAllInputs: true,
    gradFunc: (dy, saved, attributes) => {
      const [axis] = util.parseAxisParam(attributes.axis as number, saved[0].shape);
      const parts = split(
        dy as Tensor,
        saved.map((part) => part.shape[axis]),
        axis,
      );
      return Object.fromEntries(parts.map((part, i) => [i, () => part]));
    },
  },
  {
    kernelName: 'Pack',
    saveAllInputs: true,
    gradFunc: (dy, _saved, { axis }) =>
      Object.fromEntries(unstack(dy as Tensor, axis as number).map((part, i) => [i, () => part])),
  },
  {
    kernelName: 'Conv3D',
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, [x, filter], attributes) => {
      const { strides, pad } = attributes as { strides: number | [number, number, number]; pad: 'same' | 'valid' };
      return {
        x: () => inputGradient(x.shape, dy as Tensor, filter, strides, pad),
        filter: () => filterGradient(x, dy as Tensor, filter.shape, strides, pad),
      };
    },
  },
];

/**
 * Registers, under tfjs's own kernel names, the gradient of every operation that training may pass through.
 * tfjs's full registry is left out: an operation that is not in this list, and so not proved, cannot be trained through by accident.
 */
export function registerGradients(): void {
  for (const gradient of [...elementwise, ...structural]) registerGradient(gradient);
}

function ofTwo(kernelName: string, gradient: (dy: Tensor, a: Tensor, b: Tensor) => InputGradients): GradConfig {
  return { kernelName, inputsToSave: ['a', 'b'], gradFunc: (dy, [a, b]) => gradient(dy as Tensor, a, b) };
}

function ofInput(kernelName: string, gradient: (dy: Tensor, x: Tensor, attributes: Attributes) => Tensor): GradConfig {
  return {
    kernelName,
    inputsToSave: ['x'],
    gradFunc: (dy, [x], attributes) => ({ x: () => gradient(dy as Tensor, x, attributes) }),
  };
}

function ofOutput(kernelName: string, gradient: (dy: Tensor, y: Tensor) => Tensor): GradConfig {
  return { kernelName, outputsToSave: [true], gradFunc: (dy, [y]) => ({ x: () => gradient(dy as Tensor, y) }) };
}

/** Undoes broadcasting: sums dy over the axes along which the operand had one entry. */
function sumTo(dy: Tensor, operand: Tensor): Tensor {
  const axes = broadcast_util.getReductionAxes(operand.shape, dy.shape);
  return axes.length > 0 ? reshape(sum(dy, axes), operand.shape) : reshape(dy, operand.shape);
}

/** Repeats dy along the axes that were reduced, to the shape of x. */
function spread(dy: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((side, axis) => (axes.includes(axis) ? 1 : side));
  return mul(reshape(dy, kept), ones(x.shape));
}
