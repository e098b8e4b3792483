import type { LossParts } from '../losses/blobLoss';
import { probability } from '../losses/quantities';
import type { Reference } from '../metrics/reference';
import type { BenchAnswer, BenchTiming, BenchVolumes } from './answer';
import type { BenchCase } from './benchCase';
import { lossOf } from './benchLoss';
import { evaluate, metricsOf } from './evaluate';
import { familyLosses } from './familyLosses';
import { ledgerRows, ledgerTotals, tideOf } from './ledgerRows';
import { probabilitiesOf } from './logits';
import { matchingOf, matchOfBlobs } from './matchBlobs';
import type { FollowingComponents } from './predicted';
import { pullFields } from './pullFields';
import type { BenchQuestion } from './question';
import { pullRows } from './rowPull';
import { maskOf, seenBlob } from './seen';
import type { FollowingSums } from './sums';

/** A prediction with all that follows it. */
export interface Followed {
  readonly benchCase: BenchCase;
  readonly logits: Float32Array;
  readonly sums: FollowingSums;
  readonly components: FollowingComponents;
  readonly reference: Reference;
}

/** The answer, but for what only the touched prediction knows. */
export interface PartialAnswer {
  readonly answer: Omit<BenchAnswer, 'revision' | 'start' | 'lastEdit' | 'canUndo' | 'canRedo' | 'timing'>;
  readonly volumes: BenchVolumes;
  readonly timing: Pick<BenchTiming, 'lossesMs' | 'metricsMs' | 'volumesMs'>;
}

/** What the losses, the metrics and the ledger say of a prediction. `nowMs` = a clock. */
export function answerQuestion(followed: Followed, question: BenchQuestion, nowMs: () => number): PartialAnswer {
  const { benchCase, sums, components, reference } = followed;
  const times = [nowMs()];
  const parts = lossOf(followed, question.loss, question.surestError);
  const pulls = pullRows(benchCase, parts);
  const losses = familyLosses(followed, question.loss, parts);
  times.push(nowMs());
  const evaluation = evaluate(benchCase, reference, components, question);
  const metrics = metricsOf(evaluation, question);
  const [{ sums: probabilitySums }] = sums.of([probability]);
  const predicted = components.predictedInRow;
  const facts = { benchCase, probability: probabilitySums, predicted, parts, pulls, matchOf: matchOfBlobs(evaluation) };
  const answer = {
    rows: ledgerRows(facts),
    losses,
    metrics,
    totals: ledgerTotals(facts),
    tide: tideOf(facts),
    matching: matchingOf(evaluation),
    seen: question.seenBlob === null ? null : seenBlob(followed, parts, question.loss, question.seenBlob),
  };
  times.push(nowMs());
  const volumes = volumesFor(followed, question, parts);
  times.push(nowMs());
  const [lossesMs, metricsMs, volumesMs] = times.slice(1).map((time, n) => time - times[n]);
  return { answer, volumes, timing: { lossesMs, metricsMs, volumesMs } };
}

function volumesFor(followed: Followed, question: BenchQuestion, parts: LossParts): BenchVolumes {
  const { benchCase, logits, components } = followed;
  return {
    outcome: components.outcome.slice(),
    probability: question.probability ? probabilitiesOf(logits) : null,
    pulls: question.heat ? pullFields(benchCase, logits, parts) : null,
    masked: question.seenBlob === null ? null : maskOf(benchCase, question.loss, question.seenBlob),
  };
}
