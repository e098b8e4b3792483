import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { shownRecords } from '../../state/cases/selectCases';
import type { AppState } from '../../state/model';
import { tableRows } from '../../state/selectBlobs';
import type { TableRow } from '../../state/tableRow';
import { useApp, useFeed, useWholeApp } from '../AppContext';

/** Terms arrive at 30 Hz; a table that a person reads follows at this pace. */
const followEveryMs = 500;

const runRevision = ({ run }: AppState) => run.revision;

/** The rows of the blob table, sorted and filtered, following a run at a reader's pace. */
export function useTableRows(): TableRow[] {
  const openCase = useApp((state) => state.openCase);
  const prediction = useApp((state) => state.prediction);
  const table = useApp((state) => state.table);
  const { store, vault } = useWholeApp();
  const pace = usePacedRevision();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the records change in place; `pace` says when
  return useMemo(
    () => tableRows({ openCase, prediction, table }, shownRecords(store.getState(), vault)),
    [openCase, prediction, table, store, vault, pace],
  );
}

/** A number that changes when the run's records have, at most every half second. */
function usePacedRevision(): number {
  const [revision, setRevision] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const feed = useCallback((next: number) => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      setRevision(next);
    }, followEveryMs);
  }, []);
  useFeed(runRevision, feed);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return revision;
}
