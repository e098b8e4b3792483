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
  for (const check of run.checks) {
    const inputs = check.isPooled ? pooled(golden) : golden;
    const own = await evaluate(inputs, check.settings);
    const result = check.plus ? addResults(own, await evaluate(inputs, check.plus)) : own;
    comparisons.push(compareCheck(check, result, tolerance));
  }
  return joinComparisons(comparisons);
}

/** The batch as one element: its elements lie behind one another along z. */
function pooled(golden: GoldenCase): GoldenCase {
  const [batch, depth, height, width] = golden.shape;
  const dims = [width, height, batch * depth] as const;
  return { ...golden, shape: [1, batch * depth, height, width], geometry: { ...golden.geometry, dims } };
}

function addResults(a: CheckResult, b: CheckResult): CheckResult {
  const terms = {
    ...a.terms,
    global: a.terms.global + b.terms.global,
    blob: a.terms.blob + b.terms.blob,
    total: a.terms.total + b.terms.total,
  };
  return { terms, gradient: Float64Array.from(a.gradient, (slope, v) => slope + b.gradient[v]) };
}

/** The plain implementation, in float64. */
export const evaluatePlain: Evaluate = ({ logits, ids, shape, geometry }, settings) =>
  evaluateLoss(logits, ids, shape[0], settings, geometry);
