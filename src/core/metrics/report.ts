import { evaluateMetrics } from './catalogue/catalogue';
import type { MetricDefinition } from './catalogue/metric';
import type { Evaluation } from './evaluation';
import { type InstanceScores, scoreInstances } from './instances';
import { explainMatch } from './matching/explain';
import { matchInstances } from './matching/matchInstances';
import type { MatchCounts } from './matching/matching';
import { defaultRules, type MatchingRule, matchingKinds } from './matching/rule';
import { ruleMakers, ruleWords } from './matching/ruleWords';
import { defaultSizeEdgesMm3, recallBySize, type SizeBin } from './sizeBins';

/** A metric as plain data, its function left behind. */
export type MetricRow = Omit<MetricDefinition, 'compute' | 'whenEmpty'> & {
  readonly value: number | null;
  readonly note: string | null;
};

/** What one rule makes of the chosen components. */
export interface RuleRow extends MatchCounts, InstanceScores {
  readonly rule: MatchingRule;
  readonly words: string;
  readonly maker: string;
}

/** One reference component, and why the chosen rule matched it or not. */
export interface BlobRow {
  readonly id: number;
  readonly voxels: number;
  readonly volumeMm3: number;
  readonly isMatched: boolean;
  readonly why: string;
}

/** Everything that is known of a prediction against a reference, plain enough for JSON but for infinite values. */
export interface EvaluationReport {
  readonly referenceInstances: number;
  readonly predictedInstances: number;
  readonly rule: string;
  readonly metrics: readonly MetricRow[];
  readonly rules: readonly RuleRow[];
  readonly sizeBins: readonly SizeBin[];
  readonly blobs: readonly BlobRow[];
}

/** All metrics, all rules side by side with their makers' numbers, recall by size, and a sentence a blob. */
export function reportEvaluation(evaluation: Evaluation): EvaluationReport {
  const { matching, chosenPair } = evaluation;
  const volumeOf = (id: number) => chosenPair.table.referenceVoxels[id] * chosenPair.reference.voxelVolumeMm3;
  const blobs = matching.reasons.map(
    (reason, k): BlobRow => ({
      id: k + 1,
      voxels: chosenPair.table.referenceVoxels[k + 1],
      volumeMm3: volumeOf(k + 1),
      isMatched: false,
      why: explainMatch(reason),
    }),
  );
  for (const id of matching.matchedReferences) blobs[id - 1] = { ...blobs[id - 1], isMatched: true };
  return {
    referenceInstances: chosenPair.table.referenceCount,
    predictedInstances: chosenPair.table.predictionCount,
    rule: ruleWords(matching.rule),
    metrics: evaluateMetrics(evaluation).map(({ definition, value, note }) => {
      const { compute: _compute, whenEmpty: _whenEmpty, ...rest } = definition;
      return { ...rest, value, note };
    }),
    rules: compareRules(evaluation),
    sizeBins: recallBySize(
      matching,
      blobs.map(({ volumeMm3 }) => volumeMm3),
      defaultSizeEdgesMm3,
    ),
    blobs,
  };
}

/** Rules side by side on the chosen components: by default each of them with its maker's numbers. */
export function compareRules(
  evaluation: Evaluation,
  rules: readonly MatchingRule[] = matchingKinds.map((kind) => defaultRules[kind]),
): RuleRow[] {
  return rules.map((rule) => {
    const matching = matchInstances(rule, evaluation.chosenPair);
    return {
      rule,
      words: ruleWords(rule),
      maker: ruleMakers[rule.kind],
      ...matching.counts,
      ...scoreInstances(matching),
    };
  });
}
