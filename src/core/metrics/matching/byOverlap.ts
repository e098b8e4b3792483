import type { Overlap, OverlapTable } from '../overlaps';
import { assembleMatching, matchOf, referenceIds } from './assemble';
import type { Matching } from './matching';
import type { MatchReason } from './reason';
import type { MatchingRule } from './rule';

type AnyOverlap = Extract<MatchingRule, { kind: 'anyOverlap' }>;
type Share = Extract<MatchingRule, { kind: 'share' }>;

/**
 * Any shared voxel (ISLES'22 `compute_lesion_f1_score`, WMH 2017 `getLesionDetection`): a reference component is found when a voxel of
 * it is predicted, a predicted one is true when it touches a reference. Beware: a prediction of everything finds all.
 */
export function matchAnyOverlap(rule: AnyOverlap, table: OverlapTable): Matching {
  return assembleMatching(rule, table, {
    matches: withPartners(table, () => true),
    reasons: referenceIds(table).map((id) => touchReason(table.ofReference[id])),
  });
}

/** A predicted component that covers more than `minShare` of the reference one finds it; several may, and one may find several. */
export function matchByShare(rule: Share, table: OverlapTable): Matching {
  const shareOf = ({ reference, voxels }: Overlap) => voxels / table.referenceVoxels[reference];
  return assembleMatching(rule, table, {
    matches: withPartners(table, (pair) => shareOf(pair) > rule.minShare),
    reasons: referenceIds(table).map((id) => {
      const best = table.ofReference[id].reduce<Overlap | null>((a, b) => (a && a.voxels >= b.voxels ? a : b), null);
      if (!best) return { kind: 'untouched' };
      const share = shareOf(best);
      return {
        kind: share > rule.minShare ? 'shareAbove' : 'shareBelow',
        best: share,
        threshold: rule.minShare,
        partner: best.prediction,
      };
    }),
  });
}

function withPartners(table: OverlapTable, isEnough: (pair: Overlap) => boolean) {
  return referenceIds(table).flatMap((id) => {
    const partners = table.ofReference[id].filter(isEnough).map(({ prediction }) => prediction);
    return partners.length === 0 ? [] : [matchOf(table, [id], partners)];
  });
}

function touchReason(pairs: readonly Overlap[]): MatchReason {
  if (pairs.length === 0) return { kind: 'untouched' };
  return {
    kind: 'touched',
    voxels: pairs.reduce((sum, { voxels }) => sum + voxels, 0),
    partners: pairs.map(({ prediction }) => prediction),
  };
}
