import { evaluateLoss } from '../losses/blobLoss';
import type { LossSettings } from '../settings';
import type { GoldenCase, GoldenRun } from './case';
import { type CheckResult, type Comparison, compareCheck, joinComparisons } from './compare';
import type { Tolerance } from './tolerance';

/** An implementation of the loss under test: its terms and gradient for a case's inputs under the given settings. */
export type Evaluate = (golden: GoldenCase, settings: LossSettings) => CheckResult | Promise<CheckResult>;

/** Evaluates every check of a run and compares it with the golden numbers. */
export async function compareRun(
  golden: GoldenCase,
  run: GoldenRun,
  evaluate: Evaluate,
  tolerance: Tolerance,
): Promise<Comparison> {
  const comparisons: Comparison[] = [];
  for (const check of run.checks)
    comparisons.push(compareCheck(check, await evaluate(golden, check.settings), tolerance));
  return joinComparisons(comparisons);
}

/** The plain implementation, in float64. */
export const evaluatePlain: Evaluate = ({ logits, ids, shape }, settings) =>
  evaluateLoss(logits, ids, shape[0], settings);
