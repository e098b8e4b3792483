import { falseToCsv, ledgerToCsv, ledgerToMarkdown } from '../../../core/benchCsv';
import { ledgerRows } from '../../../state/ledgerRows';
import { addNotice } from '../../../state/store';
import { useApp, useWholeApp } from '../../AppContext';
import { benchFacts, benchFileName } from '../save/benchFacts';
import { SaveMenu } from '../save/SaveMenu';
import { saveCsv } from '../save/savePlot';

/** All columns of the ledger in the order of its rows, or the list of false components. */
export function SaveLedger() {
  const { store } = useWholeApp();
  const isOpen = useApp(({ bench }) => bench.phase === 'open');
  const hasList = useApp(({ bench }) => bench.phase === 'open' && (bench.answer.falseComponents?.count ?? 0) > 0);
  const saveFalse = () => {
    const state = store.getState();
    const list = state.bench.phase === 'open' ? state.bench.answer.falseComponents : null;
    if (list) saveCsv(benchFileName(state, 'false'), falseToCsv(list.listed, benchFacts(state)));
  };
  const copy = async () => {
    const state = store.getState();
    try {
      await navigator.clipboard.writeText(ledgerToMarkdown(ledgerRows(state), benchFacts(state)));
      addNotice(store, 'info', 'The ledger is in the clipboard, as a table in Markdown.');
    } catch {
      addNotice(store, 'warning', 'The browser did not let the page write to the clipboard; save the ledger as CSV.');
    }
  };
  const choices = [
    {
      name: 'Ledger (CSV)',
      save: () => {
        const state = store.getState();
        saveCsv(benchFileName(state, 'ledger'), ledgerToCsv(ledgerRows(state), benchFacts(state)));
      },
    },
    { name: 'Copy as Markdown', save: copy },
    ...(hasList ? [{ name: 'False components (CSV)', save: saveFalse }] : []),
  ];
  return (
    <SaveMenu
      label="Save the ledger"
      choices={choices}
      whyNot={isOpen ? null : 'No prediction yet: there is nothing to save.'}
    />
  );
}
