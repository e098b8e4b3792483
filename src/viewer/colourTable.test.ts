import { expect, test } from 'vitest';
import { heatTable, indexTable } from './colourTable';
import { assignSlots, highlightSlot } from './slots';

const at = (table: Uint8ClampedArray, slot: number) => [...table.slice(4 * slot, 4 * slot + 4)];
const colours = assignSlots(['', '#2ec4b6', '#ff5d8f', '#2ec4b6']);

test('without a highlight every colour is opaque and slot 0 is clear', () => {
  const table = indexTable(colours, null);
  expect(at(table, 0)).toEqual([0, 0, 0, 0]);
  expect(at(table, 1)).toEqual([46, 196, 182, 255]);
  expect(at(table, 2)).toEqual([255, 93, 143, 255]);
});

test('a highlighted index keeps its colour in the highlight slot while its own slot fades, because others share it', () => {
  const table = indexTable(colours, 3);
  expect(at(table, highlightSlot)).toEqual([46, 196, 182, 255]);
  expect(table[4 * 1 + 3]).toBeLessThan(20);
  expect(table[4 * 2 + 3]).toBeLessThan(20);
});

test('heat rises in lightness and opacity from its first slot to its last', () => {
  const table = heatTable();
  const luma = (slot: number) => 0.2126 * table[4 * slot] + 0.7152 * table[4 * slot + 1] + 0.0722 * table[4 * slot + 2];
  for (let slot = 2; slot < highlightSlot; slot++) {
    expect(luma(slot)).toBeGreaterThanOrEqual(luma(slot - 1) - 1);
    expect(table[4 * slot + 3]).toBeGreaterThanOrEqual(table[4 * slot - 1]);
  }
  expect(at(table, 254)).toEqual([252, 255, 164, 255]);
  expect(luma(254) - luma(1)).toBeGreaterThan(180);
});
