import type { StepRecord } from '../core/terms';

/** What is new since the last look at a run: records from index `from` on; `isAnew` = it is another run (or shorter), all is new. */
export interface RunNews {
  readonly isAnew: boolean;
  readonly from: number;
}

/** Follows a run that is handed over again and again, grown in place or copied: tells only the new records, at constant cost. */
export function createRunFollower(): (records: readonly StepRecord[]) => RunNews {
  let count = 0;
  let last: StepRecord | undefined;
  return (records) => {
    const isAnew = records.length < count || (count > 0 && records[count - 1] !== last);
    const from = isAnew ? 0 : count;
    count = records.length;
    last = records[count - 1];
    return { isAnew, from };
  };
}
