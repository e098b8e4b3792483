import { changedLoss } from '../core/losses/changedLoss';
import { isDefined } from '../core/losses/defined';
import { type LossSettings, schemes, type TrainSettings } from '../core/settings';
import type { LaneChange } from './model';

/** A change that makes a lane worth comparing with lane A; `kind` is what its words are for. */
export interface LanePreset {
  readonly kind: 'global' | 'blob' | 'equal' | 'blobOnly' | 'scheme' | 'seed' | 'base';
  readonly change: LaneChange;
}

/** What can be added beside these settings: another weighting of the same sum alpha + beta, another instance term or base, another seed; never the same again. */
export function lanePresets(settings: TrainSettings): readonly LanePreset[] {
  const { loss, seed } = settings;
  const weight = loss.alpha + loss.beta || 1;
  const split = (alpha: number): Partial<LossSettings> => ({
    alpha: round(weight * alpha),
    beta: round(weight * (1 - alpha)),
  });
  const withLoss = (kind: LanePreset['kind'], change: Partial<LossSettings>): LanePreset => ({
    kind,
    change: { loss: changedLoss(loss, change) },
  });
  const all = [
    withLoss('global', { alpha: weight, beta: 0 }),
    withLoss('blob', split(2 / 3)),
    withLoss('equal', split(1 / 2)),
    withLoss('blobOnly', split(0)),
    ...schemes
      .filter((scheme) => scheme !== loss.scheme)
      .map((scheme) => withLoss('scheme', { scheme, ...(loss.beta > 0 ? {} : split(1 / 2)) })),
    ...usualBases.filter((base) => isDefined({ ...loss, base })).map((base) => withLoss('base', { base })),
    { kind: 'seed', change: { seed: seed + 1 } } as const,
  ];
  return all.filter(({ change }) => !change.loss || JSON.stringify(change.loss) !== JSON.stringify(loss));
}

/** The bases that most papers compare; any other can be chosen as a lane's own loss. */
const usualBases = ['dice', 'dice_bce', 'tversky', 'focal', 'bce'] as const;

/** To a hundredth: 1.33, not 1.3333333. */
function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
