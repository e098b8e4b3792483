import { noMonitor, type WorkMonitor } from '../../core/errors';
import { defaultTraining } from '../../core/settings';
import type { StepSpeed } from '../../core/tier';
import { breathe } from '../breathe';
import { type MadeUpRun, withMadeUpRun } from '../madeUpRun';

const mostSteps = 5;
/** No more steps of one size are begun after this. */
const enoughMs = 350;
/** A first step that took so long is believed as it is, with what it compiled in it. */
const tooSlowMs = 2000;
/** Where the small patch takes longer than this, the large one is left out. */
const tooSlowForLargeMs = 300;

/**
 * Milliseconds of a whole training step of the running backend, default network, on patches of 24^3 and 32^3: the median of up to five,
 * after one that is not counted. Ends within about a second on a machine that can train, and after a step or two on one that hardly can.
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
    const times = await timeSteps(run, (count) => breathe(monitor, fraction + 0.1 * count, what));
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  });
}

/** Milliseconds of each step while as many are under way as in a real run; the first of them finds nothing under way and is not counted. */
async function timeSteps(run: MadeUpRun, pause: (count: number) => Promise<void>): Promise<number[]> {
  const [uncounted, startedMs] = [run.inFlight - 1, performance.now()];
  const begun: Promise<number>[] = [];
  const times: number[] = [];
  const isEnough = () => times.length > uncounted && performance.now() - startedMs > enoughMs;
  while (times.length < mostSteps + uncounted && !isEnough()) {
    while (begun.length < run.inFlight) begun.push(begin(run));
    times.push(await (begun.shift() ?? begin(run)));
    await pause(Math.min(mostSteps, times.length));
  }
  return times.slice(uncounted);
}

/** A step that fails while an earlier one is waited for is heard of later. */
function begin(run: MadeUpRun): Promise<number> {
  const step = run.step();
  step.catch(() => {});
  return step;
}
