import { describe, expect, test } from 'vitest';
import { defaultTraining } from '../../core/settings';
import { entryOf } from './keptEntry';
import { runsToDrop } from './keptLimits';
import type { KeptEntry } from './keptModel';

const blank = entryOf(
  {
    ...{ name: 'x', madeAt: '2026-11-26T10:00:00.000Z' },
    case: { name: 'x', phantom: null, dims: [4, 4, 4], spacingMm: [1, 1, 1], connectivity: 26, blobVoxels: [] },
    lanes: [
      { id: 'A', settings: defaultTraining, backend: 'cpu', events: [], records: [], predictions: [], checkpoints: [] },
    ],
  },
  'x',
  10,
);
/** Runs 1, 2, ... of rising age in minutes. */
const runs = (count: number, change: (n: number) => Partial<KeptEntry> = () => ({})) =>
  Array.from({ length: count }, (_, i): KeptEntry => {
    const keptAt = `2026-11-26T10:${String(59 - i).padStart(2, '0')}:00.000Z`;
    return { ...blank, id: String(i + 1), keptAt, ...change(i + 1) };
  });
const dropped = (entries: readonly KeptEntry[], spared: readonly string[] = []) =>
  runsToDrop(entries, new Set(spared), { runs: 3, bytes: 100 }).map(({ id }) => id);

describe('kept runs do not pile up', () => {
  test('the oldest beyond the number go, the very oldest first', () => {
    expect(dropped(runs(3))).toEqual([]);
    expect(dropped(runs(5))).toEqual(['5', '4']);
    expect(dropped(runs(5).reverse())).toEqual(['5', '4']);
  });

  test('and those beyond the bytes', () => {
    expect(dropped(runs(3, () => ({ bytes: 50 })))).toEqual(['3']);
    expect(dropped(runs(1, () => ({ bytes: 101 })))).toEqual(['1']);
  });

  test('pinned ones and those that a tab works on neither go nor count', () => {
    expect(dropped(runs(5, (n) => ({ isPinned: n > 3 })))).toEqual([]);
    expect(dropped(runs(5), ['5', '1'])).toEqual([]);
    expect(dropped(runs(6), ['6', '1'])).toEqual(['5']);
    expect(dropped(runs(9, () => ({ isPinned: true, bytes: 1e9 })))).toEqual([]);
  });
});
