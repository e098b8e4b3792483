import { voxelDice, voxelIou, voxelPrecision, voxelSensitivity } from '../voxels';
import type { MetricDefinition } from './metric';

/** Over voxels, whatever blob they belong to. */
export const voxelMetrics: readonly MetricDefinition[] = [
  {
    id: 'voxel.dice',
    name: 'Dice',
    maker: '',
    group: 'voxels',
    unit: '',
    better: 'higher',
    words: '2 TP / (2 TP + FP + FN)',
    compute: ({ voxels }) => voxelDice(voxels),
    whenEmpty: [
      { maker: 'WMH 2017', reference: 0, prediction: 0, both: 'undefined' },
      { maker: 'MONAI', reference: 'undefined', prediction: 0, both: 'undefined' },
      { maker: 'MONAI ignore_empty=False', reference: 0, prediction: 0, both: 1 },
      { maker: "ISLES'22", reference: 0, prediction: 0, both: 1 },
      { maker: 'MetricsReloaded', reference: 0, prediction: 0, both: 1 },
      { maker: 'BraTS 2023', reference: 0, prediction: 0, both: 1 },
    ],
  },
  {
    id: 'voxel.iou',
    name: 'IoU',
    maker: '',
    group: 'voxels',
    unit: '',
    better: 'higher',
    words: 'TP / (TP + FP + FN), the Jaccard index',
    compute: ({ voxels }) => voxelIou(voxels),
    whenEmpty: [
      { maker: 'MetricsReloaded', reference: 0, prediction: 0, both: 'undefined' },
      { maker: 'MONAI', reference: 'undefined', prediction: 0, both: 'undefined' },
    ],
  },
  {
    id: 'voxel.sensitivity',
    name: 'Sensitivity',
    maker: '',
    group: 'voxels',
    unit: '',
    better: 'higher',
    words: 'TP / (TP + FN), recall',
    compute: ({ voxels }) => voxelSensitivity(voxels),
    whenEmpty: [{ maker: 'MetricsReloaded', reference: 'undefined', prediction: 0, both: 'undefined' }],
  },
  {
    id: 'voxel.precision',
    name: 'Precision',
    maker: '',
    group: 'voxels',
    unit: '',
    better: 'higher',
    words: 'TP / (TP + FP)',
    compute: ({ voxels }) => voxelPrecision(voxels),
    whenEmpty: [
      { maker: 'definition', reference: 0, prediction: 'undefined', both: 'undefined' },
      { maker: 'MetricsReloaded', reference: 0, prediction: 0, both: 'undefined' },
    ],
  },
];
