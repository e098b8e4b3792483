import { CallError } from '../protocol/connect';
import type { LaneOpening } from '../protocol/laneCalls';
import type { Core } from './app';

/** What a lane learns from: the open case's scan and blobs. Throws a CallError with a sentence where a part is missing. */
export function trainingInput({ store, vault }: Core): Pick<LaneOpening, 'dims' | 'spacingMm' | 'scan' | 'ids'> {
  const { openCase } = store.getState();
  const arrays = vault.caseArrays;
  if (!openCase || !arrays) throw missing('No scan is open. Open one first.');
  if (!openCase.hasScan) throw missing('Only a mask is open; training needs its scan too. Drop the scan.');
  if (!openCase.hasMask) throw missing('Only a scan is open; training needs its mask too. Drop the mask.');
  const { dims, spacingMm } = openCase.grid;
  return { dims, spacingMm, ...arrays };
}

function missing(message: string): CallError {
  return new CallError({ kind: 'input', message });
}
