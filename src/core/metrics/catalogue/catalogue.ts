import type { Evaluation } from '../evaluation';
import { chosenRuleMetrics } from './chosenRule';
import { lesionWiseMetrics, makersMetrics } from './makersMetrics';
import { evaluateMetric, type MetricDefinition, type MetricGroup, type MetricValue } from './metric';
import { surfaceMetrics } from './surfaceMetrics';
import { voxelMetrics } from './voxelMetrics';

/** Every metric, in the order in which screen and command list them. */
export const metricCatalogue: readonly MetricDefinition[] = [
  ...voxelMetrics,
  ...surfaceMetrics,
  ...chosenRuleMetrics,
  ...makersMetrics,
  ...lesionWiseMetrics,
];

/** The groups in their order; 'surfaces', 'makers' and 'lesion-wise' cost distances, the others only counts. */
export const metricGroups: readonly MetricGroup[] = ['voxels', 'surfaces', 'chosen rule', 'makers', 'lesion-wise'];

/** The metrics of some groups (all by default) for one evaluation. */
export function evaluateMetrics(evaluation: Evaluation, groups: readonly MetricGroup[] = metricGroups): MetricValue[] {
  return metricCatalogue
    .filter(({ group }) => groups.includes(group))
    .map((definition) => evaluateMetric(definition, evaluation));
}
