import type { PullBar } from '../../charts/sizes/cardSvg';
import { missableInEach } from '../../core/maskSizes';
import { pullRows, pullSentence, pullTitle, surveySentences, togetherSentences } from '../../lessons/survey';
import { blobsByInWords, type SurveyEntry } from '../../state/survey/selectSurvey';
import { formatMany, formatShare, formatSpacing } from '../format';
import { numberWords } from '../numberWords';

/** How its blobs were told apart and how large its voxels are. */
export function entrySubtitle({ masks, blobsBy, summary }: SurveyEntry): string {
  const spacings = new Set(masks.map(({ spacingMm }) => formatSpacing(spacingMm)));
  const voxels = spacings.size === 1 ? `voxels of ${[...spacings][0]}` : 'voxels of different sizes';
  return [formatMany(summary.imbalance.blobCount, 'blob'), blobsBy.map(blobsByInWords).join(' and '), voxels].join(
    ' · ',
  );
}

/** What its sizes come to. */
export function entrySentences({ masks, summary }: SurveyEntry): string[] {
  if (masks.length === 1) return surveySentences(summary, numberWords);
  return togetherSentences(summary, masks.length, missableInEach(masks), numberWords);
}

/** What each kind of loss gives to the smaller half of the blobs; null where there is none. */
export function entryPull({ masks, summary }: SurveyEntry): {
  readonly title: string;
  readonly sentence: string;
  readonly bars: readonly PullBar[];
} | null {
  const { pull, imbalance } = summary;
  if (!pull) return null;
  const maskCount = masks.filter(({ sizes }) => sizes.length > 1).length;
  const ofOne = masks.find(({ sizes }) => sizes.length > 1)?.sizes.length ?? 0;
  return {
    title: pullTitle(ofOne, maskCount, numberWords),
    sentence: pullSentence(pull, imbalance.gini, numberWords),
    bars: pullRows.map(({ key, name, isBlob }) => ({ name, isBlob, share: pull[key], words: formatShare(pull[key]) })),
  };
}
