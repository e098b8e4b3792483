import {
  conv3d,
  downsample,
  instanceNormLeaky,
  type Tensor,
  type Tensor5D,
  tensor5d,
  upsampleLearned,
  valueAndGrads,
} from '../../../src/engine/ops';
import { filterGradient, inputGradient } from '../../../src/engine/ops/convolutionGradients';

/** One operation of the engine on cubes of made-up numbers. */
export interface Work {
  readonly op:
    | 'conv3d'
    | 'inputGradient'
    | 'filterGradient'
    | 'downsample'
    | 'upsampleLearned'
    | 'normLeaky'
    | 'normLeakyGrad';
  /** Voxels per side of the input. */
  readonly side: number;
  readonly from: number;
  readonly to: number;
  /** Voxels per side of the kernel; 0 where the operation has none. */
  readonly kernel: number;
}

/** The inputs of some work on the running backend, and the function to be timed; the caller disposes of both sides. */
export interface PreparedWork {
  readonly inputs: readonly Tensor[];
  readonly run: () => Tensor;
}

export function prepareWork(work: Work): PreparedWork {
  switch (work.op) {
    case 'conv3d':
    case 'downsample':
    case 'upsampleLearned':
      return prepareForward(work, work.op);
    case 'inputGradient':
    case 'filterGradient':
      return prepareGradient(work, work.op);
    case 'normLeaky':
    case 'normLeakyGrad':
      return prepareNorm(work, work.op);
    default:
      return work.op satisfies never;
  }
}

function prepareForward(
  { side, from, to, kernel }: Work,
  op: 'conv3d' | 'downsample' | 'upsampleLearned',
): PreparedWork {
  const x = volume(side, from);
  // A transposed convolution has its filter's channels the other way round.
  const filter = waves(op === 'upsampleLearned' ? cube(kernel, to, from) : cube(kernel, from, to));
  const run = { conv3d, downsample, upsampleLearned }[op];
  return { inputs: [x, filter], run: () => run(x, filter) };
}

function prepareGradient({ side, from, to, kernel }: Work, op: 'inputGradient' | 'filterGradient'): PreparedWork {
  const dy = volume(side, to);
  if (op === 'inputGradient') {
    const filter = waves(cube(kernel, from, to));
    return { inputs: [dy, filter], run: () => inputGradient([1, side, side, side, from], dy, filter, 1, 'same') };
  }
  const x = volume(side, from);
  return { inputs: [x, dy], run: () => filterGradient(x, dy, cube(kernel, from, to), 1, 'same') };
}

function prepareNorm({ side, from }: Work, op: 'normLeaky' | 'normLeakyGrad'): PreparedWork {
  const inputs = [volume(side, from), waves([1, 1, 1, 1, from]), waves([1, 1, 1, 1, from])] as const;
  if (op === 'normLeaky') return { inputs, run: () => instanceNormLeaky(...inputs) };
  const weigh = valueAndGrads((...all: Tensor[]) => instanceNormLeaky(...(all as [...typeof inputs])));
  // Given, so that making it is not timed.
  const dy = volume(side, from);
  return { inputs: [...inputs, dy], run: () => weigh([...inputs], dy).grads[0] };
}

type Shape = [number, number, number, number, number];

function volume(side: number, channels: number): Tensor5D {
  return waves([1, side, side, side, channels]);
}

function cube(side: number, from: number, to: number): Shape {
  return [side, side, side, from, to];
}

function waves(shape: Shape): Tensor5D {
  const length = shape.reduce((product, side) => product * side, 1);
  return tensor5d(
    Float32Array.from({ length }, (_, i) => Math.sin(i * i)),
    shape,
  );
}
