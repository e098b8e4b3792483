import { type Heat, mixHeat, weightsOf } from '../../core/bench/pulls/mixHeat';
import type { PullFields } from '../../core/bench/pulls/pullFields';
import { isPerfect } from '../../lessons/ledger';
import type { AppState } from '../../state/model';
import type { Vault } from '../../state/vault';

type HeatFacts = Pick<AppState, 'bench' | 'benchSettings'>;

/** The pull on each voxel as the bench's settings mix it; null where no fields are there, or they are no more than what rounding leaves of voxels that are sure. */
export function heatShown({ bench, benchSettings }: HeatFacts, { bench: volumes }: Pick<Vault, 'bench'>): Heat | null {
  if (bench.phase !== 'open' || !volumes?.pulls || isPerfect(bench.answer.totals)) return null;
  const heat = mixedOnce(volumes.pulls, weightsOf(benchSettings.heat, benchSettings.loss));
  return heat.largest > (benchSettings.surestError < 1 ? 0 : smallestPull) ? heat : null;
}

const smallestPull = 1e-10;

/** The newest mix of each pair of fields: picture and legend ask for the same one. */
const mixes = new WeakMap<PullFields, { readonly key: string; readonly heat: Heat }>();

function mixedOnce(fields: PullFields, weights: { readonly alpha: number; readonly beta: number }): Heat {
  const key = `${weights.alpha} ${weights.beta}`;
  const known = mixes.get(fields);
  if (known?.key === key) return known.heat;
  const heat = mixHeat(fields.global, fields.instance, weights);
  mixes.set(fields, { key, heat });
  return heat;
}
