import type { LabelledPair } from './labelled';
import { ascending, idsOf, type MergedLesion } from './mergedLesions';

/** Reference components that meet after dilation, as one lesion, and the predictions that touch its dilation. */
export interface Lesion extends Pick<MergedLesion, 'references' | 'volumeMm3'> {
  readonly predictions: readonly number[];
}

/** The lesions of the BraTS 2023 lesion-wise evaluation, in the order of their dilations' first voxels. */
export function mergeLesions({ reference, prediction }: LabelledPair, dilation: number): Lesion[] {
  const { components, lesions } = reference.dilated(dilation);
  const touching = prediction.tabulate(components);
  return lesions.map(({ references, parts, volumeMm3 }) => ({
    references,
    predictions: ascending(parts.flatMap((part) => idsOf(touching, part))),
    volumeMm3,
  }));
}
