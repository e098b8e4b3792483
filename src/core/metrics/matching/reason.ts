/** Why a reference component is matched or missed; numbers are shares 0..1, ids those of the prediction unless they say otherwise. */
export type MatchReason =
  | { readonly kind: 'touched'; readonly voxels: number; readonly partners: readonly number[] }
  | { readonly kind: 'untouched' }
  | {
      readonly kind: 'shareAbove' | 'shareBelow';
      readonly best: number;
      readonly threshold: number;
      readonly partner: number;
    }
  | {
      readonly kind: 'scoreReached' | 'scoreBelow';
      readonly score: 'iou' | 'dice';
      readonly best: number;
      readonly threshold: number;
      readonly isStrict: boolean;
      readonly partner: number;
    }
  /** Its best partner would do, but belongs to another reference component. */
  | {
      readonly kind: 'partnerTaken';
      readonly score: 'iou' | 'dice';
      readonly best: number;
      readonly threshold: number;
      readonly isStrict: boolean;
      readonly partner: number;
      readonly takenBy: number;
    }
  | {
      readonly kind: 'merged';
      readonly score: 'iou' | 'dice';
      readonly best: number;
      readonly threshold: number;
      readonly isStrict: boolean;
      readonly partners: readonly number[];
    }
  /** Dilate and merge: the reference components of one lesion, and the predictions that touch its dilation. */
  | {
      readonly kind: 'lesionTouched';
      readonly lesion: readonly number[];
      readonly partners: readonly number[];
      readonly dice: number;
    }
  | { readonly kind: 'lesionUntouched'; readonly lesion: readonly number[]; readonly dilation: number }
  | { readonly kind: 'lesionTooSmall'; readonly volumeMm3: number; readonly minVolumeMm3: number }
  /** MSSEG: coverage against alpha, then the first overlapping prediction that lies too far outside. */
  | { readonly kind: 'coverageBelow'; readonly covered: number; readonly alpha: number }
  | { readonly kind: 'outsideAbove'; readonly partner: number; readonly outside: number; readonly beta: number }
  | { readonly kind: 'explained'; readonly covered: number; readonly explained: number; readonly gamma: number }
  | { readonly kind: 'cellAbove' | 'cellBelow'; readonly dice: number; readonly minDice: number };
