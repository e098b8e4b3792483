import { expect, test } from 'vitest';
import { Bench } from '../core/bench/bench';
import { largestLogit } from '../core/bench/logits';
import { randomCase } from '../core/bench/testBench';
import type { CaseFacts } from '../core/case';
import { measureImbalance } from '../core/imbalance';
import { questionOf } from './benchQuestion';
import { ledgerRows } from './ledgerRows';
import { ledgerSortKeys } from './model';
import { createAppStore } from './store';

/** A store with a bench whose two largest blobs are missed, the third half found, and some false positives. */
function benchStore() {
  const benchCase = randomCase(3);
  const { grid, blobs, ids } = benchCase;
  const isPredicted = (id: number, v: number) => id > 3 || (id === 3 && v % 2 === 0) || (id === 0 && v % 50 === 0);
  const logits = Float32Array.from(ids, (id, v) => (isPredicted(id, v) ? largestLogit : -largestLogit));
  const store = createAppStore();
  const { answer } = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0).ask(questionOf(store.getState(), true));
  const openCase: CaseFacts = {
    ...{ name: 'boxes', source: { kind: 'made', made: 'three_of_sixteen' }, grid, connectivity: 26, blobs },
    ...{ hasScan: true, hasMask: true, displayRange: [0, 1], maskValues: [], remarks: [] },
    imbalance: measureImbalance(blobs, ids.length),
  };
  const open = { phase: 'open', answer, revision: 1, isWaiting: false, refusal: null, slow: null } as const;
  store.setState({ openCase, bench: open });
  return { store, answer, blobs };
}

test('the most ignored blob comes first; each column sorts both ways, with what has no value last', () => {
  const { store, blobs } = benchStore();
  const first = ledgerRows(store.getState());
  expect(first.map(({ id }) => id).sort((a, b) => a - b)).toEqual(blobs.map(({ id }) => id));
  expect(first[0].ignored).toBe(Math.max(...first.map(({ ignored }) => ignored ?? 0)));
  expect(first[0].ignored).toBeGreaterThan(0);
  for (const sortKey of ledgerSortKeys)
    for (const isDescending of [true, false]) {
      store.setState(({ ledger }) => ({ ledger: { ...ledger, sortKey, isDescending } }));
      const values = ledgerRows(store.getState()).map((row) =>
        sortKey === 'match' || sortKey === 'why' ? rank[row.match] : row[sortKey],
      );
      const known = values.filter((value) => value !== null);
      expect(values.slice(0, known.length), sortKey).toEqual(known);
      expect(known, sortKey).toEqual([...known].sort((a, b) => (isDescending ? b - a : a - b)));
    }
});

test('alpha and beta mix the shares anew without another answer', () => {
  const { store, answer } = benchStore();
  const sharesAt = (alpha: number, beta: number) => {
    store.setState(({ benchSettings }) => ({
      benchSettings: { ...benchSettings, loss: { ...benchSettings.loss, alpha, beta } },
    }));
    return ledgerRows(store.getState()).sort((a, b) => a.id - b.id);
  };
  expect(sharesAt(1, 0).map((row) => row.shareOfMixed)).toEqual(answer.rows.map((row) => row.shareOfGlobal));
  expect(sharesAt(0, 3).map((row) => row.shareOfMixed?.toFixed(12))).toEqual(
    answer.rows.map((row) => row.shareOfInstance?.toFixed(12)),
  );
  const mixed = sharesAt(2, 1);
  expect(mixed.reduce((sum, { shareOfMixed }) => sum + (shareOfMixed ?? 0), 0)).toBeCloseTo(1, 12);
  for (const { shareOfMixed, shareOfGlobal, shareOfInstance } of mixed) {
    const ends = [shareOfGlobal ?? 0, shareOfInstance ?? 0];
    expect(shareOfMixed).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-12);
    expect(shareOfMixed).toBeLessThanOrEqual(Math.max(...ends) + 1e-12);
  }
  expect(sharesAt(0, 0).every(({ shareOfMixed }) => shareOfMixed === null)).toBe(true);
});

test('without a prediction there is no row', () => {
  const { store } = benchStore();
  store.setState({ bench: { phase: 'closed' } });
  expect(ledgerRows(store.getState())).toEqual([]);
});

const rank = { missed: 0, leftOut: 1, found: 2 };
