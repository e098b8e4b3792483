import type { Bench } from '../context';
import type { BackendUsed } from '../inPage/engine';
import type { TimedSteps } from '../inPage/training';
import type { Size } from './sizes';
import { startWeights, stockOptimiser } from './stockStart';

/** A page in which steps of the default run can be timed. */
export interface TrainingPage {
  /** Begins a run; ends the one before it. */
  readonly startRun: (size: Size) => Promise<unknown>;
  readonly runSteps: (count: number) => Promise<TimedSteps>;
}

export async function ourTraining({ engine }: Bench, backend: BackendUsed): Promise<TrainingPage> {
  const { call } = await engine(backend, 'ours');
  return {
    startRun: ({ side, baseWidth }) => call('training', 'startRun', side, baseWidth),
    runSteps: (count) => call('training', 'runSteps', count),
  };
}

/** Plain tfjs, given the weights and rates that ours begins with. */
export async function stockTraining(bench: Bench, backend: BackendUsed): Promise<TrainingPage> {
  const call = await bench.stockTraining(backend);
  return {
    startRun: ({ side, baseWidth }) => call('startRun', side, baseWidth, startWeights(baseWidth), stockOptimiser),
    runSteps: (count) => call('runSteps', count),
  };
}
