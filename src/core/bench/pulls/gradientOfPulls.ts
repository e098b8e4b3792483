import type { Quantity } from '../../losses/criteria/quantities';
import type { Pull } from '../../losses/terms/term';

/**
 * dL/dlogit of each voxel from pulls on ledgers of one element, in one pass: a quantity that several ledgers hold is taken once, and equal
 * neighbours with the same rows have equal gradients (most of a prediction on the bench is the same few numbers).
 */
export function gradientOfPulls(logits: Float32Array, pulls: readonly Pull[]): Float64Array {
  const gradient = new Float64Array(logits.length);
  if (pulls.length === 0) return gradient;
  const rows = pulls.map(({ ledger }) => ledger.regions.rowOfVoxel);
  const { isInside } = pulls[0].ledger.regions;
  const columns = columnsOf(pulls);
  const known = rows.map(() => -1);
  let [lastLogit, last] = [Number.NaN, 0];
  for (let v = 0; v < logits.length; v++) {
    let isSame = logits[v] === lastLogit;
    for (let n = 0; n < rows.length; n++) {
      if (rows[n][v] !== known[n]) isSame = false;
      known[n] = rows[n][v];
    }
    if (!isSame) {
      lastLogit = logits[v];
      last = pullOn(columns, known, lastLogit, isInside[known[0]] === 1);
    }
    gradient[v] = last;
  }
  return gradient;
}

/** A quantity with its coefficients by row in each of the ledgers that pull by it. */
interface Column {
  readonly slope: Quantity['slope'];
  readonly of: readonly { readonly pull: number; readonly coefficients: Float64Array }[];
}

function columnsOf(pulls: readonly Pull[]): readonly Column[] {
  const columns = new Map<string, { slope: Quantity['slope']; of: { pull: number; coefficients: Float64Array }[] }>();
  pulls.forEach(({ ledger, coefficients }, pull) => {
    ledger.quantities.forEach(({ name, slope }, k) => {
      if (coefficients[k].every((one) => one === 0)) return;
      const column = columns.get(name) ?? { slope, of: [] };
      column.of.push({ pull, coefficients: coefficients[k] });
      columns.set(name, column);
    });
  });
  return [...columns.values()];
}

function pullOn(columns: readonly Column[], rows: readonly number[], logit: number, isInside: boolean): number {
  let total = 0;
  for (const { slope, of } of columns) {
    let coefficient = 0;
    for (let n = 0; n < of.length; n++) coefficient += of[n].coefficients[rows[of[n].pull]];
    if (coefficient !== 0) total += coefficient * slope(logit, isInside);
  }
  return total;
}
