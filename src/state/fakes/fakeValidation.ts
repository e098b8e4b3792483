import { encodeVolume } from '../../core/recording/volumeCodec';
import type { Scores } from '../../core/terms';
import type { Judgement, LaneCalls } from '../../protocol/laneCalls';

/** One blob, found from step 20 on; Dice is a tenth of the case's number. */
export function fakeValidated(
  { caseIds, threshold }: LaneCalls['validate']['ask'],
  step: number,
): LaneCalls['validate']['answer'] {
  const recorded = encodeVolume(new Uint8Array(8), null);
  const cases = caseIds.map((caseId) => {
    const scores = fakeScores(caseId, threshold, step);
    return { caseId, elapsedMs: 1, scores, recorded, voxels: 8 };
  });
  return { step, cases, whole: null };
}

/** Of the case of number 1. */
export function fakeJudged({ threshold, hasSweep }: LaneCalls['judge']['ask'], step: number): Judgement {
  const sweep = { froc: [], f1AtThreshold: [{ threshold: 0.3, f1: 0.8 }], best: { threshold: 0.3, f1: 0.8 } };
  return { step, cases: [{ caseId: 1, scores: fakeScores(1, threshold, step) }], sweep: hasSweep ? sweep : null };
}

function fakeScores(caseId: number, threshold: number, step: number): Scores {
  const isFound = step >= 20;
  const ratios = { dice: caseId / 10, sensitivity: Number(isFound), precision: 0.5, f1: isFound ? 2 / 3 : 0 };
  const counts = { foundBlobs: Number(isFound), missedBlobs: Number(!isFound), predictedBlobs: 2, falseBlobs: 1 };
  return { threshold, ...ratios, ...counts, perBlob: [{ id: 1, isFound, recall: 0.5, meanProbability: 0.5 }] };
}
