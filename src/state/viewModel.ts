import type { LaneId } from './laneId';

/** The modes that are built; each shares the scan and the blob selection. */
export type Mode = 'blobs' | 'bench' | 'train' | 'compare';
export type Theme = 'dark' | 'light';

export type SortKey =
  | 'id'
  | 'voxels'
  | 'volumeMm3'
  | 'equivalentDiameterMm'
  | 'centre'
  | 'share'
  | 'found'
  | 'recall'
  | 'term';

export interface TableView {
  readonly sortKey: SortKey;
  readonly isDescending: boolean;
  readonly filter: string;
}

export type Layout = 'grid' | 'axial' | 'coronal' | 'sagittal' | 'render';
/**
 * What lies over the scan: blobs in their colours, the predicted probability, or true/false positives and negatives; on the bench also how
 * hard each voxel is pulled, and what the term of the seen blob masks away.
 */
export type Overlay = 'blobs' | 'probability' | 'outcome' | 'heat' | 'masked' | 'none';

export interface PictureView {
  readonly layout: Layout;
  readonly overlay: Overlay;
  /** 0..1 */
  readonly opacity: number;
}

export interface ChartView {
  /** Exponential smoothing 0..0.99, drawn over the raw values; 0 = off. */
  readonly smoothing: number;
  readonly blobRows: 'largest' | 'worst';
}

/** What the curves of several lanes show. */
export const laneQuantities = [
  'total',
  'global',
  'blob',
  'dice',
  'sensitivity',
  'precision',
  'f1',
  'smallSensitivity',
] as const;
export type LaneQuantity = (typeof laneQuantities)[number];

/** What the curves of the lanes show: a quantity by step, or the newest validation at all thresholds. */
export const sweepCharts = ['froc', 'f1AtThreshold'] as const;
export type SweepChart = (typeof sweepCharts)[number];
export type LaneChart = LaneQuantity | SweepChart;

/** How the pictures of two lanes are put together: beside one another, or as one with a curtain between them. */
export const arrangements = ['sides', 'curtain'] as const;
export type Arrangement = (typeof arrangements)[number];

export interface CompareView {
  /** The lanes whose pictures are compared, left and right. */
  readonly panes: readonly [LaneId, LaneId];
  readonly arrangement: Arrangement;
  /** Which share 0..1 of each view is the left lane's while there is a curtain. */
  readonly curtain: number;
  readonly quantity: LaneChart;
}
