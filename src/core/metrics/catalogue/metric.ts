import type { Evaluation } from '../evaluation';
import type { Emptiness } from '../voxels';

/** What a definition says of empty masks; 'undefined' = 0/0 or NaN, 'error' = the maker's code stops, 'formula' = as always. */
export type EmptyAnswer = number | 'undefined' | 'error' | 'formula';

/** Answers of one maker, by what is empty. */
export interface EmptyAnswers {
  readonly maker: string;
  readonly reference: EmptyAnswer;
  readonly prediction: EmptyAnswer;
  readonly both: EmptyAnswer;
}

export type MetricGroup = 'voxels' | 'surfaces' | 'chosen rule' | 'makers' | 'lesion-wise';

/** One number of the list that screen and command share. */
export interface MetricDefinition {
  /** Stable; in JSON and in addresses. */
  readonly id: string;
  readonly name: string;
  /** Whose definition it is; "" for the textbook one. */
  readonly maker: string;
  readonly group: MetricGroup;
  readonly unit: '' | 'mm' | 'count';
  readonly better: 'higher' | 'lower';
  /** How it is defined, one clause. */
  readonly words: string;
  /** Null = undefined. */
  readonly compute: (evaluation: Evaluation) => number | null;
  /** The first answers count; the others are told beside them. */
  readonly whenEmpty: readonly [EmptyAnswers, ...EmptyAnswers[]];
}

/** A definition's number for one evaluation. */
export interface MetricValue {
  readonly definition: MetricDefinition;
  /** Null = undefined; may be infinite. */
  readonly value: number | null;
  /** Why it is undefined, or what the definitions say of the empty mask; null when there is nothing to say. */
  readonly note: string | null;
}

/** The number, and what is to be said where a mask is empty. */
export function evaluateMetric(definition: MetricDefinition, evaluation: Evaluation): MetricValue {
  const emptiness = definition.group === 'chosen rule' ? evaluation.chosenEmptiness : evaluation.emptiness;
  const answer = emptiness === null ? 'formula' : definition.whenEmpty[0][emptiness];
  const words = emptiness === evaluation.emptiness ? emptyWords : leftWords;
  const sentence = emptiness && emptySentence(definition.whenEmpty, emptiness, words);
  if (answer !== 'formula') return { definition, value: typeof answer === 'number' ? answer : null, note: sentence };
  const value = definition.compute(evaluation);
  return { definition, value, note: sentence ?? (value === null ? 'Undefined here: 0/0.' : null) };
}

/** The answers of all makers in words; null where the formula holds for all. */
function emptySentence(
  all: readonly EmptyAnswers[],
  emptiness: Exclude<Emptiness, null>,
  words: typeof emptyWords | typeof leftWords,
): string | null {
  if (all.every((answers) => answers[emptiness] === 'formula')) return null;
  const makersOf = new Map<EmptyAnswer, string[]>();
  for (const answers of all) {
    const makers = makersOf.get(answers[emptiness]) ?? [];
    makersOf.set(answers[emptiness], [...makers, answers.maker]);
  }
  const clauses = [...makersOf].map(([answer, makers]) => `${answerWords(answer)} (${makers.join(', ')})`);
  return `${words[emptiness]}: ${clauses.join('; ')}.`;
}

const emptyWords = {
  reference: 'The reference is empty',
  prediction: 'Nothing is predicted',
  both: 'Both masks are empty',
} as const;

/** Where the masks are not empty, but the minimum size takes all there is. */
const leftWords = {
  reference: 'No blob of the minimum size',
  prediction: 'No predicted component of the minimum size',
  both: 'Nothing of the minimum size in either mask',
} as const;

function answerWords(answer: EmptyAnswer): string {
  if (answer === 'undefined') return 'undefined';
  if (answer === 'error') return 'stops with an error';
  if (answer === 'formula') return 'the formula holds';
  return answer === Number.POSITIVE_INFINITY ? 'infinite' : String(answer);
}
