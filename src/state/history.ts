import { probabilityOf } from '../core/recording/levels';
import { decodeVolume, encodeVolume } from '../core/recording/volumeCodec';
import type { Scores } from '../core/terms';

/** A prediction as it was made at a step. */
export interface PastPrediction {
  readonly step: number;
  readonly elapsedMs: number;
  /** At the threshold of the time when it was made. */
  readonly scores: Scores;
  /** The volume, by `core/recording`. */
  readonly bytes: Uint8Array;
  readonly voxels: number;
}

/** More than this is not kept of one run's predictions of a case: then every second of the older ones is forgotten. */
const usualBytes = 128 * 2 ** 20;

/** The predictions of a run, by step; probabilities come back within 1/126, and on the same side of 0.5. */
export class PredictionHistory {
  private kept: readonly PastPrediction[] = [];

  constructor(private readonly mostBytes = usualBytes) {}

  get all(): readonly PastPrediction[] {
    return this.kept;
  }

  add(past: PastPrediction): void {
    this.kept = thin([...this.kept.filter(({ step }) => step < past.step), past], this.mostBytes);
  }

  /** The same from levels (`core/recording/levels`). */
  addLevels(levels: Uint8Array, past: Omit<PastPrediction, 'bytes' | 'voxels'>): void {
    this.add({ ...past, bytes: encodeVolume(levels, null), voxels: levels.length });
  }

  /** The last one that is not after this step; null where there is none. */
  before(step: number): PastPrediction | null {
    return this.kept.findLast((past) => past.step <= step) ?? null;
  }

  /** The scores of the prediction of a step are others: it is read at another threshold. */
  rescore(step: number, scores: Scores): void {
    this.kept = this.kept.map((past) => (past.step === step ? { ...past, scores } : past));
  }

  /** Becomes the same as another as far as this step. */
  takeFrom({ kept }: PredictionHistory, step: number): void {
    this.kept = kept.filter((past) => past.step <= step);
  }

  /** Forgets what came after this step. */
  goBackTo(step: number): void {
    this.kept = this.kept.filter((past) => past.step <= step);
  }
}

/** The probabilities of a past prediction. */
export function probabilityOfPast({ bytes, voxels }: PastPrediction): Float32Array {
  return probabilityOf(decodeVolume(bytes, null, voxels));
}

function thin(kept: readonly PastPrediction[], mostBytes: number): readonly PastPrediction[] {
  const bytes = kept.reduce((sum, past) => sum + past.bytes.length, 0);
  if (bytes <= mostBytes || kept.length <= 2) return kept;
  return thin(
    kept.filter((_, index) => index % 2 === 0 || index === kept.length - 1),
    mostBytes,
  );
}
