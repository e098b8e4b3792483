import type { LabelledPair } from './labelled';
import { type Lesion, mergeLesions } from './lesions';
import { matchOf } from './matching/assemble';
import { hausdorffByArea } from './surface/surfaceMetrics';

/** The tasks of BraTS 2023: how far fragments are merged, and up to which volume a reference lesion is not counted. */
export const bratsTasks = {
  MET: { dilation: 1, minVolumeMm3: 2, words: 'brain metastases' },
  GLI: { dilation: 3, minVolumeMm3: 50, words: 'adult glioma' },
  SSA: { dilation: 3, minVolumeMm3: 50, words: 'glioma, Sub-Saharan Africa' },
  PED: { dilation: 3, minVolumeMm3: 50, words: 'paediatric tumours' },
  MEN: { dilation: 1, minVolumeMm3: 50, words: 'meningioma' },
} as const;

export type BratsTask = keyof typeof bratsTasks;

/** What a missed lesion and a false positive cost instead of a distance, mm: about the diagonal of a BraTS scan. */
export const worstHd95Mm = 374;

/** A lesion with its scores against all predictions that touch its dilation. */
export interface ScoredLesion extends Lesion {
  readonly dice: number;
  /** By surface elements (DeepMind); `worstHd95Mm` where nothing is predicted. */
  readonly hd95Mm: number;
  /** False = at most the minimum volume: listed, not counted. */
  readonly isCounted: boolean;
}

export interface LesionWise {
  readonly lesions: readonly ScoredLesion[];
  readonly truePositives: number;
  readonly falseNegatives: number;
  /** Predicted components that touch no dilated lesion; no minimum volume applies to them. */
  readonly falsePositives: number;
  /** Sum over counted lesions / (counted lesions + false positives); 1 when there is neither. */
  readonly dice: number;
  /** The same, a false positive as `worstHd95Mm`; 0 when there is neither. */
  readonly hd95Mm: number;
}

/** A lesion with its scores against all predictions that touch its dilation. */
export type LesionScore = Omit<ScoredLesion, 'isCounted'>;

/** The lesions of a dilation with their scores, whatever their volume. */
export function scoreLesions(pair: LabelledPair, dilation: number): LesionScore[] {
  return mergeLesions(pair, dilation).map((lesion) => ({
    ...lesion,
    dice: matchOf(pair.table, lesion.references, lesion.predictions).dice,
    hd95Mm: lesionHd95(pair, lesion),
  }));
}

/** Lesion-wise Dice and HD95 of BraTS 2023 (rachitsaluja/BraTS-2023-Metrics, which labels with 26-connectivity) from the lesions' scores. */
export function sumUpLesions(
  scored: readonly LesionScore[],
  minVolumeMm3: number,
  predictionCount: number,
): LesionWise {
  const lesions = scored.map((lesion) => ({ ...lesion, isCounted: lesion.volumeMm3 > minVolumeMm3 }));
  const counted = lesions.filter(({ isCounted }) => isCounted);
  const falsePositives = predictionCount - new Set(lesions.flatMap(({ predictions }) => predictions)).size;
  const sum = (at: (lesion: LesionScore) => number) => counted.reduce((total, lesion) => total + at(lesion), 0);
  const whole = counted.length + falsePositives;
  const truePositives = counted.filter(({ predictions }) => predictions.length > 0).length;
  return {
    lesions,
    truePositives,
    falseNegatives: counted.length - truePositives,
    falsePositives,
    dice: whole === 0 ? 1 : sum(({ dice }) => dice) / whole,
    hd95Mm: whole === 0 ? 0 : (sum(({ hd95Mm }) => hd95Mm) + falsePositives * worstHd95Mm) / whole,
  };
}

function lesionHd95({ reference, prediction }: LabelledPair, lesion: Lesion): number {
  if (lesion.predictions.length === 0) return worstHd95Mm;
  return hausdorffByArea(prediction.distances(reference, lesion, 'elements'));
}
