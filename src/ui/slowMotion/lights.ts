import type { LossSettings } from '../../core/settings';
import type { LossFacts, StepArrays } from '../../core/slowMotion/explained';
import type { Stage } from '../../lessons/slowMotion';
import type { SliceLight } from './slicePixels';

/** How strongly each blob is lit, 0..1: by its own term, or, when the mean is taken, all alike by the instance term. */
export function strengthsOf(stage: Stage, { blobs, terms }: LossFacts): SliceLight['strengthOf'] {
  const largest = Math.max(0, ...blobs.map(({ term }) => term));
  const share = (value: number) => (largest > 0 ? Math.min(1, Math.max(0, value / largest)) : 0);
  const ofId = new Map(blobs.map(({ id, term }) => [id, share(stage === 'mean' ? terms.blob : term)]));
  return (id) => ofId.get(id) ?? 0;
}

/** Which voxels the chosen blob's own term does not see; null = it sees all, or there is no such term. */
export function hiddenFrom(
  { scheme, masking }: LossSettings,
  { ids, cells }: Pick<StepArrays, 'ids' | 'cells'>,
  chosen: number | null,
): SliceLight['isHidden'] {
  if (chosen === null) return null;
  switch (scheme) {
    case 'blob':
      return masking === 'none' ? null : (v) => ids[v] > 0 && ids[v] !== chosen;
    case 'cc':
    case 'bicc':
      return (v) => cells[v] !== chosen;
    case 'inverse_weighting':
    case 'component_adaptive':
      return null;
    default:
      return scheme satisfies never;
  }
}
