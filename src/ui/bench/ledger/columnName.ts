import { ledgerMeanings } from '../../../lessons/ledger';
import type { LedgerSortKey } from '../../../state/model';
import type { LengthUnit } from '../../format';

/** The name of a column with unit and term in place, its first letter large: "Blob pull", "mm³" stays. */
export function columnName(key: LedgerSortKey, unit: LengthUnit, term: string): string {
  const name = ledgerMeanings[key].name.replaceAll('{unit}', unit.name).replaceAll('{term}', term);
  return /^(mm|µm)/.test(name) ? name : name.charAt(0).toUpperCase() + name.slice(1);
}
