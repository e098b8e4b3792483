import { dispose, hasAdam, mul, reshape, type Scalar, sum, type Tensor, tensor, tidy, valueAndGrads } from './ops';
import { hasKernel } from './ops/kernels';
import { adamCase, copyPartCase, refusedAdamCases } from './proof/adamCases';
import { conv3dCase, downsampleCase, upsampleLearnedCase } from './proof/convolutionCases';
import { biasCase, concatCase, normCase, regionSumsCase, upsampleNearestCase } from './proof/layerCases';
import { ledgerSumsCase, rangeSumsCase, rowLossesCase } from './proof/ledgerCases';
import type { Numbers, ProofCase } from './proof/proofCase';
import { smallCases } from './proof/smallCases';

/** How far one operation, forward or backward, was from the plain numbers at worst, in units of their largest (or of 1, if that is smaller). */
export interface ProofCheck {
  readonly op: string;
  readonly maxError: number;
  readonly passed: boolean;
}

export interface Proof {
  readonly passed: boolean;
  readonly checks: readonly ProofCheck[];
}

/** Float32 sums of a few hundred terms err by some 1e-6, GPU exponentials by some 1e-5; a wrong kernel errs by more than a tenth. */
const tolerance = 1e-4;

/** Waited for after each operation; hears how much is done, 0..1. What it throws ends the proof. */
export type ProofPause = (part: number) => Promise<void>;

/** Compares every operation of `ops`, its value and its gradients, with `core/plainOps` on the running backend, on small odd shapes. */
export async function proveBackend(pause?: ProofPause): Promise<Proof> {
  const cases = proofCases();
  const checks: ProofCheck[] = [];
  for (const proofCase of cases) {
    checks.push(await prove(proofCase));
    await pause?.(checks.length / cases.length);
  }
  return { passed: checks.every((check) => check.passed), checks };
}

/** Runs one case on the running backend and compares. An operation that throws has failed, with an infinite error. */
export async function prove(proofCase: ProofCase): Promise<ProofCheck> {
  const { op, value, gradients } = proofCase;
  try {
    const got = await runCase(proofCase);
    const maxError = Math.max(...[value, ...gradients].map((want, i) => errorOf(got[i], want)));
    return { op, maxError, passed: maxError <= tolerance };
  } catch (error) {
    return {
      op: `${op} (${error instanceof Error ? error.message : error})`,
      maxError: Number.POSITIVE_INFINITY,
      passed: false,
    };
  }
}

function proofCases(): ProofCase[] {
  return [
    conv3dCase([1, 3, 4, 5, 2], 3, 3),
    conv3dCase([2, 2, 3, 4, 8], 3, 8),
    conv3dCase([1, 2, 5, 6, 8], 3, 4),
    conv3dCase([1, 3, 4, 5, 1], 3, 8),
    conv3dCase([1, 2, 3, 4, 4], 1, 1),
    downsampleCase([1, 4, 2, 6, 3], 5),
    downsampleCase([1, 4, 2, 6, 4], 8),
    upsampleLearnedCase([1, 2, 1, 3, 5], 3),
    upsampleLearnedCase([1, 2, 1, 3, 8], 4),
    normCase([2, 2, 3, 4, 3]),
    normCase([1, 3, 2, 3, 8]),
    biasCase([1, 2, 3, 2, 3]),
    biasCase([2, 3, 2, 4, 1]),
    upsampleNearestCase([2, 1, 2, 3, 3]),
    upsampleNearestCase([1, 2, 1, 3, 4]),
    concatCase([1, 2, 3, 2, 4], 3),
    concatCase([1, 2, 3, 2, 4], 8),
    // Where fields are summed by a kernel of their own, nothing else asks for these.
    ...(hasKernel('FieldSums') ? [] : [regionSumsCase(150, 2, 6)]),
    ledgerSumsCase(150, [3, 0, 2], { fields: ['wrongProbability', 'crossEntropy'], gamma: 0 }),
    ledgerSumsCase(150, [4], { fields: ['focal', 'squaredError', 'rightProbability'], gamma: 2 }),
    rangeSumsCase(9, 2),
    rowLossesCase(7, 4),
    ...smallCases(),
    ...(hasAdam() ? [adamCase(70, 1), adamCase(70, 1e6), ...refusedAdamCases(), copyPartCase()] : []),
  ];
}

/** The value, then the gradients, as the backend gives them. */
async function runCase({ inputs, dy, run, gradients }: ProofCase): Promise<ArrayLike<number>[]> {
  const results = tidy(() => {
    const tensors = inputs.map(asTensor);
    if (gradients.length === 0) return [run(...tensors)];
    const weights = asTensor(dy);
    const weigh = valueAndGrads(
      (...given: Tensor[]) => sum(mul(reshape(run(...given), weights.shape), weights)) as Scalar,
    );
    return [run(...tensors), ...weigh(tensors).grads];
  });
  const numbers = await Promise.all(results.map((result) => result.data()));
  dispose(results);
  return numbers;
}

function asTensor({ shape, values }: Numbers): Tensor {
  return tensor(Float32Array.from(values), [...shape]);
}

/** Infinite where a number is missing or is not finite. */
function errorOf(got: ArrayLike<number>, want: Float64Array): number {
  if (got.length !== want.length) return Number.POSITIVE_INFINITY;
  let [largest, scale] = [0, 1];
  for (let i = 0; i < want.length; i++) {
    const difference = Math.abs(got[i] - want[i]);
    largest = Math.max(largest, Number.isFinite(difference) ? difference : Number.POSITIVE_INFINITY);
    scale = Math.max(scale, Math.abs(want[i]));
  }
  return largest / scale;
}
