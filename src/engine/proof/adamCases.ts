import { adamStepOnDevice, copyPart, judgeStep, scalar, type Tensor1D, type Tensor2D, tensor1d } from '../ops';
import { type AdamState, adamNumbers, adamStep, longestGradient } from '../optimiser';
import { type Numbers, type ProofCase, spreadNumbers } from './proofCase';

const learningRate = 0.01;

/** Adam's third step for so many weights, with a gradient so much longer than one of numbers spread over -1..1. */
export function adamCase(count: number, size: number): ProofCase {
  const { state, gradient } = numbersOf(count, size);
  const after = adamStep(stateIn(state, count, 2), Float32Array.from(gradient.values), learningRate);
  return {
    op: 'adamStep',
    ...runOf(state, gradient, 0, 0),
    value: Float64Array.from([...after.weights, ...after.first, ...after.second]),
  };
}

/** Steps that must leave the state as it was: with such a total, such a number in the gradient, or refused before. */
export function refusedAdamCases(): ProofCase[] {
  const { state, gradient } = numbersOf(70, 1);
  const broken = { ...gradient, values: gradient.values.with(66, Number.POSITIVE_INFINITY) };
  return [
    { op: 'adamStep, loss not finite', ...runOf(state, gradient, Number.NaN, 0), value: state.values },
    { op: 'adamStep, gradient not finite', ...runOf(state, broken, 0, 0), value: state.values },
    { op: 'adamStep after a refusal', ...runOf(state, gradient, 0, 1), value: state.values },
  ];
}

/** copyPart of the middle of x. */
export function copyPartCase(): ProofCase {
  const x = spreadNumbers([3, 50], 1);
  return {
    op: 'copyPart',
    inputs: [x],
    dy: x,
    run: (a) => copyPart(a, 7, [4, 17]),
    value: x.values.slice(7, 7 + 68),
    gradients: [],
  };
}

/** Moments as two steps may have left them: the second ones are not negative. */
function numbersOf(count: number, size: number) {
  const [state, spread] = [spreadNumbers([3, count], 1), spreadNumbers([count], 2)];
  const values = state.values.map((value, i) => (i < 2 * count ? value : Math.abs(value)));
  return {
    state: { shape: state.shape, values },
    gradient: { shape: spread.shape, values: spread.values.map((value) => Math.fround(value * size)) },
  };
}

function stateIn({ values }: Numbers, count: number, step: number): AdamState {
  const part = (index: number) => Float32Array.from(values.slice(index * count, (index + 1) * count));
  return { weights: part(0), first: part(1), second: part(2), step };
}

function runOf(state: Numbers, gradient: Numbers, total: number, refusedBefore: number) {
  return {
    inputs: [state, gradient],
    dy: state,
    gradients: [],
    run: (...[a, b]: Parameters<ProofCase['run']>) => {
      const verdict = judgeStep(b as Tensor1D, scalar(total), tensor1d([1, refusedBefore, 0]), longestGradient);
      return adamStepOnDevice(a as Tensor2D, b as Tensor1D, verdict, adamNumbers(3, learningRate));
    },
  };
}
