/** Training steps and losses on the backend that the page runs; see `engine.ts`. */
import { defaultLoss, type Scheme } from '../../../src/core/settings';
import { prepareSumsLoss } from '../../../src/engine/losses';
import type { PreparedLoss } from '../../../src/engine/losses/prepared';
import { initialWeights } from '../../../src/engine/network';
import { parameterCountOf } from '../../../src/engine/network/layers';
import { openTrainer } from '../../../src/engine/openTrainer';
import { dispose, keep, type Tensor, tensor5d, tidy, valueAndGrad } from '../../../src/engine/ops';
import { startAdam } from '../../../src/engine/optimiser';
import type { Trainer } from '../../../src/engine/trainer';
import { ballsOnGrid } from './balls';
import { type RunInput, runInput } from './runInput';

interface Run extends RunInput {
  readonly trainer: Trainer;
}

let run: Run | null = null;

/** Begins a run of the default network on patches of a built-in case; gives its number of weights. Ends the run before it. */
export async function startRun(size: number, baseWidth: number): Promise<number> {
  await run?.trainer.dispose();
  const { settings, patches } = runInput(size, baseWidth);
  const { network, seed } = settings;
  run = { settings, patches, trainer: openTrainer(startAdam(initialWeights(network, seed)), network) };
  return parameterCountOf(network);
}

export interface TimedSteps {
  /** Of each step: from the record before it (or the start) to its own. */
  readonly ms: readonly number[];
  readonly totals: readonly number[];
}

/** So many more steps of the run, begun as a lane begins them. */
export async function runSteps(count: number): Promise<TimedSteps> {
  if (!run) throw new Error('no run was started');
  const { patches, trainer, settings } = run;
  const begun: Promise<unknown>[] = [];
  const [ms, totals]: [number[], number[]] = [[], []];
  let heard = performance.now();
  const lastStep = trainer.step + count;
  while (trainer.step < lastStep || begun.length > 0) {
    while (trainer.step < lastStep && begun.length < trainer.inFlight)
      begun.push(
        trainer.begin(patches.sample(trainer.step + 1), settings).then(({ total }) => {
          const now = performance.now();
          ms.push(now - heard);
          totals.push(total);
          heard = now;
        }),
      );
    await begun.shift();
  }
  return { ms, totals };
}

export interface TimedLoss {
  /** Sorting the voxels by region, on the processor. */
  readonly prepareMs: number;
  /** That, the loss, its gradient with respect to the logits, and reading its terms. */
  readonly ms: number;
}

/** The loss of one patch with so many blobs; repeated until `leastMs` are filled. */
export async function timeLoss(scheme: Scheme, side: number, blobCount: number, leastMs: number): Promise<TimedLoss> {
  const ids = ballsOnGrid(side, blobCount);
  const geometry = { dims: [side, side, side], spacingMm: [1, 1, 1] } as const;
  const prepare = () => prepareSumsLoss({ ids, batchSize: 1, geometry }, { ...defaultLoss, scheme });
  const logits = tensor5d(
    Float32Array.from(ids, (_, i) => Math.sin(i)),
    [1, side, side, side, 1],
  );
  try {
    await evaluate(logits, prepare());
    const ms = await perRun(leastMs, () => evaluate(logits, prepare()));
    const prepareMs = await perRun(leastMs / 4, async () => prepare());
    return { prepareMs, ms };
  } finally {
    dispose(logits);
  }
}

async function evaluate(logits: Tensor, loss: PreparedLoss): Promise<void> {
  const { told, grad } = tidy(() => {
    const kept: Tensor[] = [];
    const values = valueAndGrad((z: Tensor) => {
      const tensors = loss.run(z);
      kept.push(keep(tensors.told));
      return tensors.total;
    })(logits);
    return { told: kept[0], grad: values.grad };
  });
  // The gradient was queued before this read was: when the read is done, so is the gradient.
  await told.data();
  dispose([told, grad]);
}

async function perRun(leastMs: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  let [count, elapsed] = [0, 0];
  do {
    await work();
    count++;
    elapsed = performance.now() - started;
  } while (elapsed < leastMs);
  return elapsed / count;
}
