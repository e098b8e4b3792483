import type { MaskSizes, MaskSummary } from '../../core/maskSizes';
import type { surveyColumns } from '../../lessons/survey';
import type { SurveyEntry } from '../../state/survey/selectSurvey';
import { formatCount, formatRatio, formatShare, formatVolume, type LengthUnit, lengthUnitOf } from '../format';

/** The text of a cell, and a smaller line below it. */
export interface EntryCell {
  readonly key: keyof typeof surveyColumns;
  readonly main: string;
  readonly below: string;
}

/** The numbers of a mask, or of many together, in the order of the columns. */
export function entryCells({ masks, summary }: SurveyEntry): EntryCell[] {
  const { imbalance, voxels, mm3 } = summary;
  const unit = unitOf(masks);
  const size = (key: 'smallest' | 'median' | 'largest'): EntryCell => ({
    key,
    main: formatCount(voxels[key]),
    below: `${formatVolume(mm3[key], unit)} ${unit.name}³`,
  });
  const plain = (key: EntryCell['key'], main: string): EntryCell => ({ key, main, below: '' });
  return [
    plain('blobs', formatCount(imbalance.blobCount)),
    size('smallest'),
    size('median'),
    size('largest'),
    plain('largestShare', formatShare(imbalance.largestShare)),
    plain('gini', imbalance.gini.toFixed(2)),
    missableCell(summary),
  ];
}

/** µm where the finest of the masks is microscopic. */
export function unitOf(masks: readonly MaskSizes[]): LengthUnit {
  const finest = masks.reduce((least, { spacingMm }) => Math.min(least, ...spacingMm), Number.POSITIVE_INFINITY);
  return lengthUnitOf([finest, finest, finest]);
}

function missableCell({ imbalance, missable, diceWithoutSmallest }: MaskSummary): EntryCell {
  const isSome = missable.missed > 0;
  const main = isSome ? `${formatCount(missable.missed)} of ${formatCount(imbalance.blobCount)}` : 'none';
  const below = isSome
    ? `Dice ${formatRatio(missable.dice)}`
    : `1 missed: ${formatRatio(imbalance.blobCount > 1 ? diceWithoutSmallest : 0)}`;
  return { key: 'missable', main, below };
}
