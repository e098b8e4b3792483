import type { Evaluation } from '../evaluation';
import type { EmptyAnswer, EmptyAnswers, MetricDefinition } from './metric';

const always: EmptyAnswers = { maker: '', reference: 'formula', prediction: 'formula', both: 'formula' };

function byDefinition(reference: EmptyAnswer, prediction: EmptyAnswer): [EmptyAnswers] {
  return [{ maker: 'definition', reference, prediction, both: 'undefined' }];
}

function count(
  id: string,
  name: string,
  better: 'higher' | 'lower',
  words: string,
  compute: MetricDefinition['compute'],
) {
  return {
    id: `instances.${id}`,
    name,
    maker: '',
    group: 'chosen rule',
    unit: 'count',
    better,
    words,
    compute,
    whenEmpty: [always],
  } satisfies MetricDefinition;
}

function rate(id: string, name: string, words: string, key: keyof Evaluation['scores'], whenEmpty: [EmptyAnswers]) {
  return {
    id: `instances.${id}`,
    name,
    maker: '',
    group: 'chosen rule',
    unit: '',
    better: 'higher',
    words,
    compute: ({ scores }) => scores[key],
    whenEmpty,
  } satisfies MetricDefinition;
}

/** Instances by the chosen rule, connectivity and minimum size. */
export const chosenRuleMetrics: readonly MetricDefinition[] = [
  count('found', 'Found', 'higher', 'reference instances that are matched', (e) => e.matching.counts.truePositives),
  count('missed', 'Missed', 'lower', 'reference instances that are not', (e) => e.matching.counts.falseNegatives),
  count('false', 'False', 'lower', 'predicted instances without a match', (e) => e.matching.counts.falsePositives),
  rate('sensitivity', 'Sensitivity', 'found / (found + missed)', 'sensitivity', byDefinition('undefined', 0)),
  rate('precision', 'Precision', 'true predictions / all predictions', 'precision', byDefinition(0, 'undefined')),
  rate('f1', 'F1 = RQ', 'found / (found + (missed + false) / 2)', 'f1', byDefinition(0, 0)),
  rate('f1Harmonic', 'F1, harmonic', 'harmonic mean of the two rates', 'f1Harmonic', byDefinition(0, 0)),
  rate('sq', 'SQ', 'mean IoU of the matches', 'sq', byDefinition(0, 0)),
  rate('pq', 'PQ', 'SQ × RQ', 'pq', byDefinition(0, 0)),
  rate('sqDice', 'SQ (Dice)', 'mean Dice of the matches', 'sqDice', byDefinition(0, 0)),
  rate('pqDice', 'PQ (Dice)', 'SQ (Dice) × RQ', 'pqDice', byDefinition(0, 0)),
];
