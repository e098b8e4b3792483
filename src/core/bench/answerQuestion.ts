import type { LossParts } from '../losses/blobLoss';
import { probability } from '../losses/criteria/quantities';
import type { Reference } from '../metrics/reference';
import type { BenchAnswer, BenchTiming, BenchVolumes } from './answer';
import { evaluate, metricsOf } from './evaluate';
import type { FollowingPrediction } from './following/followingPrediction';
import { ledgerRows, ledgerTotals, tideOf } from './ledgerRows';
import { probabilitiesOf } from './logits';
import { matchingOf, matchOfBlobs } from './matchBlobs';
import { componentAt, falseComponents } from './predictedComponents';
import { lossOf } from './pulls/benchLoss';
import type { Summed } from './pulls/benchParts';
import { familyLosses } from './pulls/familyLosses';
import { pullFields } from './pulls/pullFields';
import { pullRows } from './pulls/rowPull';
import type { BenchQuestion } from './question';
import { maskOf, seenBlob } from './seen';

/** A prediction with all that follows it. */
export interface Followed extends Summed {
  readonly prediction: FollowingPrediction;
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
  const { benchCase, sums, prediction, reference } = followed;
  const times = [nowMs()];
  const parts = lossOf(followed, question.loss, question.surestError);
  const pulls = pullRows(benchCase, parts);
  const losses = familyLosses(followed, question.loss);
  times.push(nowMs());
  const evaluation = evaluate(benchCase, reference, prediction, question);
  const metrics = metricsOf(evaluation, question);
  const [{ sums: probabilitySums }] = sums.of([probability]);
  const predicted = prediction.outcome.predictedInRow;
  const facts = { benchCase, probability: probabilitySums, predicted, parts, pulls, matchOf: matchOfBlobs(evaluation) };
  const labelling = prediction.labelling(question.instances.connectivity);
  const judged = { benchCase, logits: followed.logits, labelling, evaluation };
  const chosen = question.seenVoxel === null ? null : componentAt(judged, question.seenVoxel);
  const answer = {
    rows: ledgerRows(facts),
    losses,
    metrics,
    totals: ledgerTotals(facts),
    tide: tideOf(facts),
    matching: matchingOf(evaluation),
    seen: question.seenBlob === null ? null : seenBlob(followed, parts, question.loss, question.seenBlob),
    component: chosen?.component ?? null,
    falseComponents: question.falseComponents ? falseComponents(judged) : null,
  };
  times.push(nowMs());
  const volumes = { ...volumesFor(followed, question, parts), component: chosen?.voxels ?? null };
  times.push(nowMs());
  const [lossesMs, metricsMs, volumesMs] = times.slice(1).map((time, n) => time - times[n]);
  return { answer, volumes, timing: { lossesMs, metricsMs, volumesMs } };
}

function volumesFor(followed: Followed, question: BenchQuestion, parts: LossParts): Omit<BenchVolumes, 'component'> {
  const { benchCase, logits, prediction } = followed;
  return {
    outcome: prediction.outcome.outcome.slice(),
    probability: question.probability ? probabilitiesOf(logits) : null,
    pulls: question.heat ? pullFields(benchCase, logits, parts) : null,
    masked: question.seenBlob === null ? null : maskOf(benchCase, question.loss, question.seenBlob),
  };
}
