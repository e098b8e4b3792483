import { CallError } from '../../protocol/connect';
import type { LaneCase, LaneOpening } from '../../protocol/laneCalls';
import type { Core } from '../wires';
import { type CaseId, type CaseRow, homeId, type RunCases } from './casesModel';
import { factsOf, homeCase, rowOf, runCases } from './selectCases';

/** What a lane learns from and is validated on. Throws a CallError with a sentence where a part is missing. */
export function trainingInput(core: Core): Pick<LaneOpening, 'cases' | 'connectivity'> & { readonly of: RunCases } {
  const state = core.store.getState();
  const home = homeCase(state);
  if (!home) throw missing('No scan is open. Open one first.');
  const late = state.cases.ofRun ? undefined : state.cases.rows.find(isLate);
  if (late) throw missing(`"${late.name}" is still being opened. Train when it is there, or give it the role Off.`);
  const of = runCases(state);
  if (of.train.length === 0) throw missing('No case of the list has the role Train. Give it to one of them.');
  const cases = [
    ...of.train.map((id) => laneCase(core, id, 'train')),
    ...of.validate.map((id) => laneCase(core, id, 'validate')),
  ];
  return { cases: cases.sort((a, b) => a.id - b.id), connectivity: home.connectivity, of };
}

/** A case as a lane is given it. Throws a CallError where its scan or its mask is not there. */
export function laneCase({ store, vault }: Core, id: CaseId, role: LaneCase['role']): LaneCase {
  const facts = factsOf(store.getState(), id);
  const arrays = vault.cases.get(id);
  if (!facts || !arrays) throw missing(notOpen(rowOf(store.getState(), id)?.name));
  const { hasScan, hasMask, name } = facts;
  const verb = role === 'train' ? 'training' : 'validation';
  const only = id === homeId ? 'Only' : `Of "${name}" only`;
  if (!hasScan) throw missing(`${only} a mask is open; ${verb} needs its scan too. Drop the scan.`);
  if (!hasMask) throw missing(`${only} a scan is open; ${verb} needs its mask too. Drop the mask.`);
  const { dims, spacingMm } = facts.grid;
  return { id, role, dims, spacingMm, ...arrays };
}

/** A case that a run would miss without a word. */
function isLate({ role, state }: CaseRow): boolean {
  return role !== 'off' && state.phase === 'opening';
}

function notOpen(name = 'A case of the run'): string {
  return `"${name}" is not open, and the run needs it. Add its scan and mask to the list again, or reset.`;
}

function missing(message: string): CallError {
  return new CallError({ kind: 'input', message });
}
