import { noMonitor, type WorkMonitor } from '../../core/errors';
import { defaultTraining } from '../../core/settings';
import type { StepSpeed } from '../../core/tier';
import { breathe } from '../breathe';
import { type MadeUpRun, withMadeUpRun } from '../madeUpRun';

const mostSteps = 15;
/** No more steps of one size are begun after this. */
const enoughMs = 800;
/** A first step that took so long is believed as it is, with what it compiled in it. */
const tooSlowMs = 2000;
/** Where the small patch takes longer than this, the large one is left out. */
const tooSlowForLargeMs = 300;

/**
 * Milliseconds of a whole training step of the running backend, default network, on patches of 24^3 and 32^3, as a run comes to after a moment.
 * Ends within two seconds on a machine that can train, and after a step or two on one that hardly can.
 */
export async function measureSpeed(monitor: WorkMonitor): Promise<StepSpeed> {
  const msAt24 = await medianStep(24, monitor, 0);
  const msAt32 = msAt24 < tooSlowForLargeMs ? await medianStep(32, monitor, 0.5) : null;
  return { msAt24, msAt32 };
}

/** The same of the patch of 32^3 alone, by which backends are compared. */
export function timeStep(): Promise<number> {
  return medianStep(32, noMonitor, 0);
}

function medianStep(size: number, monitor: WorkMonitor, fraction: number): Promise<number> {
  const settings = { ...defaultTraining, patch: { ...defaultTraining.patch, size, batchSize: 1 } };
  return withMadeUpRun(settings, async (run) => {
    const what = `measuring steps on ${size}³`;
    await breathe(monitor, fraction, what);
    const first = await run.step();
    await breathe(monitor, fraction + 0.1, what);
    if (first > tooSlowMs) return first;
    return settledTime(await timeSteps(run, (part) => breathe(monitor, fraction + 0.1 + 0.4 * part, what)));
  });
}

/** Milliseconds of each step, while as many are under way as in a real run. `pause` hears how much is done, 0..1. */
async function timeSteps(run: MadeUpRun, pause: (part: number) => Promise<void>): Promise<readonly number[]> {
  const startedMs = performance.now();
  const begun: Promise<number>[] = [];
  const times: number[] = [];
  while (times.length < mostSteps && (times.length === 0 || performance.now() - startedMs < enoughMs)) {
    while (begun.length < run.inFlight) begun.push(begin(run));
    times.push(await (begun.shift() ?? begin(run)));
    await pause(times.length / mostSteps);
  }
  return times;
}

/** The median of the later half: browsers compile what is used much anew and better, and until then steps take up to twice as long. */
function settledTime(times: readonly number[]): number {
  const later = times.slice(Math.floor(times.length / 2)).sort((a, b) => a - b);
  return later[Math.floor(later.length / 2)];
}

/** A step that fails while an earlier one is waited for is heard of later. */
function begin(run: MadeUpRun): Promise<number> {
  const step = run.step();
  step.catch(() => {});
  return step;
}
