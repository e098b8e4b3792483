import type { StepRecord } from '../../core/terms';
import { type CaseId, homeId } from './casesModel';

interface View {
  readonly records: StepRecord[];
  /** The last record that was looked at, to tell a run that was taken back. */
  last: StepRecord | undefined;
}

const views = new WeakMap<readonly StepRecord[], Map<CaseId, View>>();

/**
 * The steps of a run as one case sees them: those that were cut from another case hold no blob. Grown in place with the run; the records
 * themselves where all are of that case. `hasOthers` = whether any may be of another one.
 */
export function recordsOfCase(records: readonly StepRecord[], id: CaseId, hasOthers: boolean): readonly StepRecord[] {
  if (!hasOthers && id === homeId) return records;
  const ofRun = views.get(records) ?? new Map<CaseId, View>();
  views.set(records, ofRun);
  const view = ofRun.get(id) ?? { records: [], last: undefined };
  ofRun.set(id, view);
  const count = view.records.length;
  if (count > records.length || (count > 0 && records[count - 1] !== view.last)) view.records.length = 0;
  for (let i = view.records.length; i < records.length; i++) view.records.push(seenBy(records[i], id));
  view.last = records[view.records.length - 1];
  return view.records;
}

function seenBy(record: StepRecord, id: CaseId): StepRecord {
  return (record.caseId ?? homeId) === id ? record : { ...record, blobIds: [], blobTerms: [] };
}
