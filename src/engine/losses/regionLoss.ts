import type { LossGeometry } from '../../core/losses/geometry';
import type { LossSettings } from '../../core/settings';
import {
  add,
  concat,
  gather,
  mul,
  neg,
  regionSums,
  reshape,
  rowLosses,
  type Scalar,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
} from '../ops';
import { fieldOf, type LedgerField } from '../ops/ledgerFields';
import { nextPowerOfTwo } from '../ops/regionCut';
import { type Entry, type EvaluationSet, globalSet, instanceSet } from './evaluations';
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
  const [global, instance] = [globalSet(plan, settings), instanceSet(plan, settings)];
  const fields = [...new Set([global, ...(instance ? [instance] : [])].flatMap(({ form }) => fieldsOf(form)))];
  const hasOthers = instance !== null && settings.scheme === 'blob' && settings.masking === 'none';
  const sums = (logits: Tensor) => sumTables(logits, plan, fields, settings.focalGamma, hasOthers);
  const { alpha, beta } = settings;
  return {
    toldCount: plan.rowCount * fields.length * (hasOthers ? 2 : 1),
    run: (logits): LossTensors => {
      const tables = sums(logits);
      const terms = [
        mul(evaluate(tables, global), alpha),
        ...(instance ? [mul(evaluate(tables, instance), beta)] : []),
      ];
      const table = concat(hasOthers ? [tables.own, tables.other] : [tables.own], 1);
      return { total: terms.reduce((a, b) => add(a, b)) as Scalar, told: reshape(table, [table.size]) as Tensor1D };
    },
    termsFrom: (told) => termsFromSums(told, { plan, fields, hasOthers, settings }),
  };
}

/** Sums of the fields over the rows, [rows, fields]; and of the fields that the voxels would have with the other label. */
interface Tables {
  readonly fields: readonly LedgerField[];
  readonly own: Tensor2D;
  readonly other: Tensor2D;
}

function sumTables(
  logits: Tensor,
  { rowOfVoxel, signs, rowCount }: RegionPlan,
  fields: readonly LedgerField[],
  gamma: number,
  hasOthers: boolean,
): Tables {
  const u = mul(reshape(logits, [signs.length, 1]), tensor(signs, [signs.length, 1]));
  const rows = tensor(rowOfVoxel, [signs.length], 'int32') as Tensor1D;
  // The tables are joined, not the fields, which are as long as the batch.
  const tableOf = (x: Tensor) => {
    const columns = fields.map((field) => regionSums(fieldOf(x, field, gamma) as Tensor2D, rows, rowCount));
    return concat(columns, 1) as Tensor2D;
  };
  const own = tableOf(u);
  return { fields, own, other: hasOthers ? tableOf(neg(u)) : own };
}

/** The term of a set of evaluations, its weight not yet counted. */
function evaluate(tables: Tables, set: EvaluationSet): Tensor {
  const form = widened(set.form, tables.fields);
  const count = nextPowerOfTwo(Math.max(fewestEvaluations, set.sizes.length));
  const own = addEntries(tables.own, set.entries, form, count);
  const sums = set.relabelled.length === 0 ? own : add(own, addEntries(tables.other, set.relabelled, form, count));
  const facts = { sizes: padded(set.sizes, count, 1), masked: new Float32Array(count), meanOver: 1 };
  const values = rowLosses(sums as Tensor2D, formulaOf(form, facts, 'grouped'));
  const weigh = (x: Tensor) => sum(mul(x, tensor(padded(set.weights, count, 0), [count, 1])));
  return set.isPowerLast ? powerOf(weigh(values), form.power) : weigh(powerOf(values, form.power));
}

const fewestEvaluations = 4;
const fewestEntries = 16;

/** The form with all fields of the tables, those that it lacks with weight 0. */
function widened(form: LossForm, fields: readonly LedgerField[]): LossForm {
  const none = (field: LedgerField) => ({ field, wrong: [0, 0], whole: [0, 0], mean: 0, atHalf: 0 }) as const;
  return { ...form, weights: fields.map((field) => form.weights.find((one) => one.field === field) ?? none(field)) };
}

/** The weighted sums of the entries, [evaluations, 2 fields]: those inside, then those outside. */
function addEntries(table: Tensor2D, entries: readonly Entry[], { weights }: LossForm, count: number): Tensor2D {
  const length = nextPowerOfTwo(Math.max(fewestEntries, entries.length));
  const [rows, sides] = [new Int32Array(length), new Int32Array(length)];
  const factors = new Float32Array(length * weights.length);
  entries.forEach(({ row, evaluation, isInside, inRatio, inMean }, i) => {
    rows[i] = row;
    sides[i] = 2 * evaluation + (isInside ? 0 : 1);
    weights.forEach(({ mean }, k) => {
      factors[i * weights.length + k] = mean === 1 ? inMean : inRatio;
    });
  });
  const picked = gather(table, tensor(rows, [length], 'int32') as Tensor1D);
  const weighted = mul(picked, tensor(factors, [length, weights.length])) as Tensor2D;
  const sums = regionSums(weighted, tensor(sides, [length], 'int32') as Tensor1D, 2 * count);
  return reshape(sums, [count, 2 * weights.length]) as Tensor2D;
}

function fieldsOf({ weights }: LossForm): readonly LedgerField[] {
  return weights.map(({ field }) => field);
}

function padded(values: readonly number[], length: number, rest: number): Float32Array {
  const all = new Float32Array(length).fill(rest);
  all.set(values);
  return all;
}
