/** Training steps of plain tfjs, with nothing of ours but the patches: the page that imports this must not import the engine, whose kernels and gradients would stay. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import {
  type AdamOptimizer,
  addN,
  dispose,
  div,
  env,
  minimum,
  mul,
  type NamedTensorMap,
  setBackend,
  sqrt,
  square,
  sum,
  type Tensor,
  type Tensor5D,
  tensor5d,
  tidy,
  train,
  type Variable,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import type { BackendUsed } from './engine';
import { type RunInput, runInput } from './runInput';
import { stockLoss, stockTarget } from './stockLoss';
import { stockForward } from './stockNetwork';
import type { TimedSteps } from './training';

/** The first numbers of a weight, flat. */
export interface StartWeight {
  readonly shape: readonly [number, number, number, number, number];
  readonly values: readonly number[];
}

/** What the optimiser of a step is told. */
export interface StockOptimiser {
  /** By step, the first one first. */
  readonly learningRates: readonly number[];
  /** A longer gradient is shortened to this. */
  readonly longestGradient: number;
}

interface StockRun extends RunInput, StockOptimiser {
  readonly weights: readonly Variable[];
  readonly adam: AdamOptimizer;
  step: number;
}

let run: StockRun | null = null;

/** Makes a backend the one that this page runs, as tfjs brings it. */
export async function open(name: BackendUsed): Promise<void> {
  // After the core, without which they cannot be registered.
  await import('@tensorflow/tfjs-core/dist/register_all_gradients');
  if (name === 'webgpu') await import('@tensorflow/tfjs-backend-webgpu');
  else setWasmPaths(new URL('.', new URL(wasmUrl, import.meta.url)).href);
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await setBackend(name))) throw new Error(`tfjs could not start its ${name} backend`);
}

/** Begins a run from these weights; ends the run before it. */
export function startRun(
  size: number,
  baseWidth: number,
  weights: readonly StartWeight[],
  optimiser: StockOptimiser,
): void {
  dispose([...(run?.weights ?? [])]);
  run?.adam.dispose();
  const made = weights.map(({ shape, values }) => variable(tensor5d([...values], [...shape])));
  run = {
    ...runInput(size, baseWidth),
    ...optimiser,
    weights: made,
    adam: train.adam(optimiser.learningRates[0]),
    step: 0,
  };
}

/** So many more steps of the run, one after another. */
export async function runSteps(count: number): Promise<TimedSteps> {
  if (!run) throw new Error('no run was started');
  const [ms, totals]: [number[], number[]] = [[], []];
  for (let i = 0; i < count; i++) {
    const started = performance.now();
    totals.push(await stepOf(run));
    ms.push(performance.now() - started);
  }
  return { ms, totals };
}

/** Resolves with the loss when the step is done: the weights are read as well, for a GPU may still be at work on them. */
async function stepOf(current: StockRun): Promise<number> {
  const { patches, settings, weights, adam, learningRates, longestGradient } = current;
  current.step += 1;
  const { scan, ids, size } = patches.sample(current.step);
  // tfjs's optimiser has no schedule: who wants one sets its rate.
  Object.assign(adam, { learningRate: learningRates[Math.min(current.step, learningRates.length) - 1] });
  const total = tidy(() => {
    const x = tensor5d(scan, [1, size, size, size, 1]);
    const target = stockTarget(ids, size);
    const loss = () => stockLoss(stockForward(weights as readonly Tensor5D[], x), target, settings.loss);
    const { value, grads } = variableGrads(loss, [...weights]);
    adam.applyGradients(shortened(grads, longestGradient));
    return value;
  });
  const [told] = await Promise.all([total.data(), weights[weights.length - 1].data()]);
  dispose(total);
  return told[0];
}

/** The gradients, all together no longer than this. */
function shortened(grads: NamedTensorMap, longest: number) {
  const squares = Object.values(grads).map((grad): Tensor => sum(square(grad)));
  const factor = minimum(1, div(longest, sqrt(addN(squares))));
  return Object.entries(grads).map(([name, grad]) => ({ name, tensor: mul(grad, factor) }));
}
