import type { WorkMonitor } from '../../core/errors';
import { defaultTraining } from '../../core/settings';
import type { StepSpeed } from '../../core/tier';
import { breathe } from '../breathe';
import { withMadeUpRun } from '../madeUpRun';

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

function medianStep(size: number, monitor: WorkMonitor, fraction: number): Promise<number> {
  const settings = { ...defaultTraining, patch: { ...defaultTraining.patch, size, batchSize: 1 } };
  return withMadeUpRun(settings, async (run) => {
    const what = `measuring steps on ${size}³`;
    await breathe(monitor, fraction, what);
    const startedMs = performance.now();
    const first = await run.step();
    await breathe(monitor, fraction + 0.1, what);
    if (first > tooSlowMs) return first;
    const times: number[] = [];
    while (times.length < mostSteps && (times.length === 0 || performance.now() - startedMs < enoughMs)) {
      times.push(await run.step());
      await breathe(monitor, fraction + 0.1 * times.length, what);
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  });
}
