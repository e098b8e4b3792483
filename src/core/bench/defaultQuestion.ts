import { defaultRules } from '../metrics/matching/rule';
import { defaultLoss } from '../settings';
import type { BenchQuestion } from './question';

/** The metrics that are counted, not measured in space: they answer at every touch. */
export const quickMetrics: BenchQuestion['metrics'] = ['voxels', 'chosen rule'];

/** What is asked of a prediction unless the user says otherwise. */
export const defaultQuestion: BenchQuestion = {
  loss: defaultLoss,
  threshold: 0.5,
  instances: { rule: defaultRules.anyOverlap, connectivity: 26, minimumVoxels: 1 },
  toleranceMm: 1,
  metrics: quickMetrics,
  probability: false,
  heat: false,
  surestError: 1,
  seenBlob: null,
};
