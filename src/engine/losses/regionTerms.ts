import type { Ledger } from '../../core/ledger';
import { evaluateLedgers, quantitiesOf } from '../../core/losses/ledgerLoss';
import type { DividedLedger } from '../../core/losses/terms/predictedCellTerm';
import type { LossSettings } from '../../core/settings';
import type { LossTerms } from '../../core/terms';
import type { LedgerField } from '../ops/ledgerFields';
import type { PlannedElement, RegionPlan } from './regionPlan';

/** How a table of sums was made. */
export interface TableFacts {
  readonly plan: RegionPlan;
  /** Its columns. Its rows are those of the plan, then, where a quantity asks for it, the same again with the other label. */
  readonly fields: readonly LedgerField[];
  readonly settings: LossSettings;
}

/** The terms of a loss from its table of sums, [rows, columns] flat: what was summed on the device is evaluated by the definition in `core`. */
export function termsFromSums(table: Float32Array, facts: TableFacts): LossTerms {
  const ledgers = facts.plan.elements.map((element) => ledgerOf(table, element, facts));
  const main = ledgers.map((ledger) => ('partOfRow' in ledger.regions ? byBlobs(ledger) : ledger));
  const components = ledgers.filter((ledger): ledger is DividedLedger => 'partOfRow' in ledger.regions);
  return evaluateLedgers({ main, ...(components.length > 0 && { components }) }, facts.settings).terms;
}

function ledgerOf(table: Float32Array, { regions, voxels, firstRow }: PlannedElement, facts: TableFacts): Ledger {
  const { fields, plan, settings } = facts;
  const quantities = quantitiesOf(settings);
  const columnOf = (field: LedgerField, isOther: boolean) => {
    const first = firstRow + (isOther ? plan.isInside.length : 0);
    return voxels.map((_, row) => table[(first + row) * fields.length + fields.indexOf(field)]);
  };
  const sums = quantities.map(({ name, isRelabelled: isOther = false }) => {
    const field = fieldOfQuantity(name);
    if (field !== 'wrongProbability') return columnOf(field, isOther);
    // p is what is wrong outside, and right inside, or else what is not missing there, whatever label it is looked at with.
    const wrong = columnOf(field, false);
    const right = fields.includes('rightProbability') ? columnOf('rightProbability', false) : null;
    return wrong.map((sum, row) => (regions.isInside[row] === 1 ? (right?.[row] ?? voxels[row] - sum) : sum));
  });
  return { regions, voxels, quantities, sums };
}

function fieldOfQuantity(name: string): LedgerField {
  if (name.startsWith('probability')) return 'wrongProbability';
  if (name.startsWith('squared error')) return 'squaredError';
  return name.startsWith('focal') ? 'focal' : 'crossEntropy';
}

/** The rows of each blob added up, so that row n is blob n again. */
function byBlobs({ regions, voxels, quantities, sums }: Ledger): Ledger {
  const { blobIds, blobOfRow, isInside } = regions;
  const join = (ofRow: Float64Array) => {
    const joined = new Float64Array(blobIds.length + 1);
    ofRow.forEach((value, row) => {
      joined[isInside[row] === 1 && blobOfRow ? blobOfRow[row] : 0] += value;
    });
    return joined;
  };
  const byBlob = { ...regions, isInside: new Uint8Array(blobIds.length + 1).fill(1, 1) };
  const { blobOfRow: _, ...plain } = byBlob;
  return { regions: plain, voxels: join(voxels), quantities, sums: sums.map(join) };
}
