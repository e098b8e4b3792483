import type { Evaluation } from '../evaluation';
import {
  hausdorffByArea,
  hausdorffOfSides,
  hausdorffPooled,
  meanDistance,
  meanDistanceOfSides,
  meanDistancePooled,
  surfaceDiceOfSides,
  surfaceDicePooled,
} from '../surface/surfaceMetrics';
import type { EmptyAnswer, EmptyAnswers, MetricDefinition } from './metric';

const infinite = Number.POSITIVE_INFINITY;

function answers(maker: string, reference: EmptyAnswer, prediction: EmptyAnswer, both: EmptyAnswer): EmptyAnswers {
  return { maker, reference, prediction, both };
}

const metricsReloaded = answers('MetricsReloaded', 'undefined', 'undefined', 0);
const common = { group: 'surfaces', unit: 'mm', better: 'lower' } as const;
const commonNsd = { group: 'surfaces', unit: '', better: 'higher' } as const;
const between = (evaluation: Evaluation) => evaluation.surfaces('voxels');
const elements = (evaluation: Evaluation) => evaluation.surfaces('elements');

/** Over the surfaces of the two masks, in mm. Three families disagree; each stands under its makers' names. */
export const surfaceMetrics: readonly MetricDefinition[] = [
  {
    id: 'hd95.monai',
    name: 'HD95',
    maker: 'MONAI, MetricsReloaded',
    ...common,
    words: 'the larger of the two directed 95th percentiles between surface voxels',
    compute: (evaluation) => hausdorffOfSides(between(evaluation)),
    whenEmpty: [answers('MONAI', 'undefined', 'undefined', 'undefined'), metricsReloaded],
  },
  {
    id: 'hd95.panoptica',
    name: 'HD95',
    maker: 'panoptica',
    ...common,
    words: 'the 95th percentile of both directions pooled, between surface voxels',
    compute: (evaluation) => hausdorffPooled(between(evaluation)),
    whenEmpty: [answers('panoptica', 'error', 'error', 'error')],
  },
  {
    id: 'hd95.deepmind',
    name: 'HD95',
    maker: 'DeepMind, BraTS',
    ...common,
    words: 'the larger of the two directed 95th percentiles between surface elements, by area',
    compute: (evaluation) => hausdorffByArea(elements(evaluation)),
    whenEmpty: [answers('DeepMind', infinite, infinite, infinite), answers('BraTS 2023', 374, 374, 0)],
  },
  {
    id: 'hd100.monai',
    name: 'Hausdorff distance',
    maker: 'MONAI, MetricsReloaded',
    ...common,
    words: 'the largest distance from a surface voxel of one mask to the surface of the other',
    compute: (evaluation) => hausdorffOfSides(between(evaluation), 1),
    whenEmpty: [answers('MONAI', 'undefined', 'undefined', 'undefined'), metricsReloaded],
  },
  {
    id: 'assd.monai',
    name: 'ASSD',
    maker: 'MONAI, MetricsReloaded',
    ...common,
    words: 'mean distance over the surface voxels of both masks together',
    compute: (evaluation) => meanDistancePooled(between(evaluation)),
    whenEmpty: [answers('MONAI', infinite, infinite, 'undefined'), metricsReloaded],
  },
  {
    id: 'assd.panoptica',
    name: 'ASSD',
    maker: 'panoptica; MASD of MetricsReloaded',
    ...common,
    words: 'mean of the two directed mean distances between surface voxels',
    compute: (evaluation) => meanDistanceOfSides(between(evaluation)),
    whenEmpty: [answers('panoptica', 'error', 'error', 'error'), metricsReloaded],
  },
  {
    id: 'asd.deepmind.missed',
    name: 'Mean distance, reference to prediction',
    maker: 'DeepMind',
    ...common,
    words: 'over the surface elements of the reference, by area',
    compute: (evaluation) => meanDistance(elements(evaluation).referenceToPrediction),
    whenEmpty: [answers('DeepMind', 'undefined', infinite, 'undefined')],
  },
  {
    id: 'asd.deepmind.false',
    name: 'Mean distance, prediction to reference',
    maker: 'DeepMind',
    ...common,
    words: 'over the surface elements of the prediction, by area',
    compute: (evaluation) => meanDistance(elements(evaluation).predictionToReference),
    whenEmpty: [answers('DeepMind', infinite, 'undefined', 'undefined')],
  },
  {
    id: 'nsd.monai',
    name: 'NSD',
    maker: 'MONAI, MetricsReloaded',
    ...commonNsd,
    words: 'share of the surface voxels of both masks within the tolerance of the other surface',
    compute: (evaluation) => surfaceDicePooled(between(evaluation), evaluation.settings.toleranceMm),
    whenEmpty: [answers('MONAI', 0, 0, 'undefined'), answers('MetricsReloaded', 'undefined', 'undefined', 1)],
  },
  {
    id: 'nsd.panoptica',
    name: 'NSD',
    maker: 'panoptica',
    ...commonNsd,
    words: 'mean of the two shares of surface voxels within the tolerance',
    compute: (evaluation) => surfaceDiceOfSides(between(evaluation), evaluation.settings.toleranceMm),
    whenEmpty: [answers('panoptica', 'error', 'error', 'error')],
  },
  {
    id: 'nsd.deepmind',
    name: 'NSD',
    maker: 'DeepMind; MONAI with use_subvoxels',
    ...commonNsd,
    words: 'share of the area of both surfaces within the tolerance of the other',
    compute: (evaluation) => surfaceDicePooled(elements(evaluation), evaluation.settings.toleranceMm),
    whenEmpty: [answers('DeepMind', 0, 0, 'undefined'), answers('MONAI', 0, 0, 'undefined')],
  },
];
