import { probability } from '../losses/criteria/quantities';
import type { MetricGroup } from '../metrics/catalogue/metric';
import { mergeLesions } from '../metrics/lesions';
import { bratsTasks } from '../metrics/lesionWise';
import type { SurfaceKind } from '../metrics/surface/distances';
import type { Followed } from './answerQuestion';
import { evaluate } from './evaluate';
import { quantitiesOfLoss } from './pulls/benchLoss';
import { quantitiesOfFamily } from './pulls/familyLosses';
import type { BenchQuestion } from './question';

/**
 * Does what takes long of the losses and of the metrics that a question asks for in steps, which tell how far it is, 0..1; the answer that follows finds it done.
 * So whoever answers can listen to others in between, and leave off.
 */
export function* prepareAnswer(followed: Followed, question: BenchQuestion): Generator<number, void> {
  const works = [sums, costs, cells, ...question.metrics.flatMap((group) => worksOf[group] ?? [])];
  for (let n = 0; n < works.length; n++)
    for (const fraction of works[n](followed, question)) yield (n + fraction) / works.length;
}

type Work = (followed: Followed, question: BenchQuestion) => Generator<number, void>;

const worksOf: Partial<Record<MetricGroup, readonly Work[]>> = {
  surfaces: [surfaces('voxels'), surfaces('elements')],
  makers: [labellings],
  'lesion-wise': [surfaces('elements'), lesions],
};

function sums({ sums: followed }: Followed, { loss, surestError }: BenchQuestion): Generator<number, void> {
  return followed.summing([...quantitiesOfFamily(loss), ...quantitiesOfLoss(loss, surestError), probability]);
}

function costs({ hardest }: Followed): Generator<number, void> {
  return hardest.counting();
}

function cells({ cells: followed, atHalf }: Followed, { loss, surestError }: BenchQuestion): Generator<number, void> {
  return followed.following(atHalf.labelling(26), loss.scheme === 'bicc' ? surestError : undefined);
}

function surfaces(kind: SurfaceKind): Work {
  return ({ prediction, reference }) => prediction.measuring(reference, kind);
}

function* labellings({ benchCase, reference, prediction }: Followed, question: BenchQuestion): Generator<number, void> {
  const evaluation = evaluate(benchCase, reference, prediction, question);
  yield 0.2;
  evaluation.labelled(26);
  yield 0.3;
  reference.labelled(6);
  yield 0.4;
  evaluation.labelled(6);
  yield 0.5;
  evaluation.labelled(6, 3);
  yield 0.6;
  const { reference: ofMakers } = evaluation.labelled(26);
  for (const fraction of ofMakers.findingCells('voxels')) yield 0.6 + 0.2 * fraction;
  for (const fraction of ofMakers.findingCells('mm')) yield 0.8 + 0.2 * fraction;
}

function* lesions({ benchCase, reference, prediction }: Followed, question: BenchQuestion): Generator<number, void> {
  const pair = evaluate(benchCase, reference, prediction, question).labelled(26);
  const dilations = [...new Set(Object.values(bratsTasks).map(({ dilation }) => dilation))];
  for (let n = 0; n < dilations.length; n++) {
    yield n / dilations.length;
    const all = mergeLesions(pair, dilations[n]);
    for (let k = 0; k < all.length; k++) {
      if (all[k].predictions.length > 0) pair.prediction.distances(pair.reference, all[k], 'elements');
      yield (n + k / all.length) / dilations.length;
    }
  }
}
