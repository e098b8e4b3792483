import type { LossGeometry } from '../../core/losses/geometry';
import { hasInstanceTerm } from '../../core/losses/ledgerLoss';
import type { LossSettings } from '../../core/settings';
import {
  add,
  concat,
  fieldSums,
  mul,
  neg,
  rangeSums,
  reshape,
  rowLosses,
  type Scalar,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
} from '../ops';
import type { FieldQuestion } from '../ops/fieldSums';
import type { LedgerField } from '../ops/ledgerFields';
import { nextPowerOfTwo } from '../ops/pieces';
import { planRanges } from '../ops/ranges';
import { type EvaluationSet, globalSet, instanceSet } from './evaluations';
import type { LossForm } from './forms';
import { formulaOf } from './formula';
import { powerOf } from './power';
import type { LossTensors, PreparedLoss } from './prepared';
import { planRegions, type RegionPlan } from './regionPlan';
import { termsFromSums } from './regionTerms';

/**
 * A loss that is a function of sums over regions, whatever these are: CC, inverse weighting, component-adaptive Tversky, and blob loss without
 * masking. One table of sums, [rows, fields], serves all; global and instance term are evaluated on their rows of it.
 */
export function prepareRegionLoss(
  ids: Int32Array,
  batchSize: number,
  settings: LossSettings,
  geometry: LossGeometry,
): PreparedLoss {
  const plan = planRegions(ids, batchSize, settings, geometry);
  const { alpha, beta, scheme, masking, focalGamma } = settings;
  const hasOthers = scheme === 'blob' && masking === 'none' && hasInstanceTerm(settings);
  const tableRows = plan.isInside.length * (hasOthers ? 2 : 1);
  const [global, instance] = [globalSet(plan, settings, tableRows), instanceSet(plan, settings, tableRows)];
  const fields = [...new Set([global, ...(instance ? [instance] : [])].flatMap(({ form }) => fieldsOf(form)))];
  const terms = [prepareTerm(global, fields, alpha), ...(instance ? [prepareTerm(instance, fields, beta)] : [])];
  return {
    toldCount: tableRows * fields.length,
    run: (logits): LossTensors => {
      const table = sumTable(logits, plan, { fields, gamma: focalGamma }, hasOthers);
      const values = terms.map((term) => term(table));
      return { total: values.reduce((a, b) => add(a, b)), told: reshape(table, [table.size]) as Tensor1D };
    },
    termsFrom: (told) => termsFromSums(told, { plan, fields, settings }),
  };
}

/** Sums of the fields over the rows, [rows, fields]; with others, the rows follow once more as if their voxels had the other label. */
function sumTable(logits: Tensor, plan: RegionPlan, question: FieldQuestion, hasOthers: boolean): Tensor2D {
  const z = reshape(logits, [logits.size, 1]) as Tensor2D;
  const own = fieldSums(z, plan, question);
  return hasOthers ? (concat([own, fieldSums(neg(z), plan, question)], 0) as Tensor2D) : own;
}

/** A set of evaluations as a function of the table; its value is multiplied by `share`. */
function prepareTerm(set: EvaluationSet, fields: readonly LedgerField[], share: number): (table: Tensor2D) => Scalar {
  const form = widened(set.form, fields);
  const count = nextPowerOfTwo(Math.max(fewestEvaluations, set.sizes.length));
  const ranges = planRanges(set.rows, set.inRatio.length, 2 * count);
  const factors = factorsOf(set, form);
  const formula = formulaOf(form, { sizes: padded(set.sizes, count, 1), masked: new Float32Array(count), meanOver: 1 });
  const { power } = form;
  const isPowerLast = set.isPowerLast && power !== 1;
  const weights = padded(isPowerLast ? set.weights : set.weights.map((weight) => share * weight), count, 0);
  const weigh = (values: Tensor) => sum(mul(values, tensor(weights, [count, 1]))) as Scalar;
  return (table) => {
    const weighted = mul(table, tensor(factors, table.shape)) as Tensor2D;
    const sums = reshape(rangeSums(weighted, ranges), [count, 2 * fields.length]) as Tensor2D;
    const values = rowLosses(sums, formula);
    return isPowerLast ? (mul(powerOf(weigh(values), power), share) as Scalar) : weigh(powerOf(values, power));
  };
}

const fewestEvaluations = 4;

/** The form with all fields of the table, those that it lacks with weight 0. */
function widened(form: LossForm, fields: readonly LedgerField[]): LossForm {
  const none = (field: LedgerField) => ({ field, wrong: [0, 0], whole: [0, 0], mean: null, atHalf: 0 }) as const;
  return { ...form, weights: fields.map((field) => form.weights.find((one) => one.field === field) ?? none(field)) };
}

/** What each number of the table is multiplied by, [rows, fields]. */
function factorsOf({ inRatio, inMean }: EvaluationSet, { weights }: LossForm): Float32Array {
  const factors = new Float32Array(inRatio.length * weights.length);
  weights.forEach(({ mean }, k) => {
    const ofRow = mean ? inMean : inRatio;
    for (let row = 0; row < ofRow.length; row++) factors[row * weights.length + k] = ofRow[row];
  });
  return factors;
}

function fieldsOf({ weights }: LossForm): readonly LedgerField[] {
  return weights.map(({ field }) => field);
}

function padded(values: readonly number[], length: number, rest: number): Float32Array {
  const all = new Float32Array(length).fill(rest);
  all.set(values);
  return all;
}
