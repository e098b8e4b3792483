import type { WorkMonitor } from '../core/errors';
import type { TrainSettings } from '../core/settings';
import type { RunningBackend } from './backends/running';
import { breathe } from './breathe';
import { withMadeUpRun } from './madeUpRun';
import { estimateMemory, isWithin } from './memory';

const smallestSide = 16;
/** Larger steps that would take longer are left out: a run that is started meanwhile waits for the one that is being done. */
const longestStepMs = 1500;

/**
 * Runs a few training steps on made-up data, so that the first step of a real run finds its shaders compiled and its memory there: two
 * on the smallest patch, then, if those promise that it will not take long, two at the settings. Changes nothing that a later run
 * computes. Plain JavaScript has nothing to be warmed.
 */
export async function warmUp(
  { name, limits }: Pick<RunningBackend, 'name' | 'limits'>,
  settings: TrainSettings,
  monitor: WorkMonitor,
): Promise<void> {
  const { size, batchSize } = settings.patch;
  const fits = isWithin(estimateMemory(settings, [size, size, size], name), limits);
  if (name === 'cpu' || !fits) return;
  const smallest = { ...settings, patch: { ...settings.patch, size: smallestSide, batchSize: 1 } };
  const ms = await twoSteps(smallest, monitor, 0);
  await breathe(monitor, 0.4, words);
  if (ms * batchSize * (size / smallestSide) ** 3 <= longestStepMs) await twoSteps(settings, monitor, 0.4);
}

const words = 'warming up';

/** Gives the milliseconds of the second. */
function twoSteps(settings: TrainSettings, monitor: WorkMonitor, fraction: number): Promise<number> {
  return withMadeUpRun(settings, async (run) => {
    await run.step();
    await breathe(monitor, fraction + 0.2, words);
    return run.step();
  });
}
