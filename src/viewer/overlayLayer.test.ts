import { expect, test } from 'vitest';
import { displayOrder } from './displayOrder';
import { makeLayer, moveHighlight, presentIndex } from './overlayLayer';
import { highlightSlot } from './slots';

const order = displayOrder([6, 1, 1], [1, 2, 3]);
const overlay = {
  kind: 'index',
  ids: Int32Array.of(1, 1, 0, 2, 3, 3),
  colours: ['', '#ff0000', '#0000ff', '#ff0000'],
  names: [],
} as const;

test('the highlight moves from index to index and says which bounds have changed', () => {
  const layer = makeLayer(overlay, order, null);
  expect(moveHighlight(layer, 3)).toEqual([{ min: [4, 0, 0], max: [5, 0, 0] }]);
  expect([...layer.slots]).toEqual([1, 1, 0, 2, highlightSlot, highlightSlot]);
  expect(moveHighlight(layer, 2)).toHaveLength(2);
  expect([...layer.slots]).toEqual([1, 1, 0, highlightSlot, 1, 1]);
  moveHighlight(layer, null);
  expect([...layer.slots]).toEqual([1, 1, 0, 2, 1, 1]);
});

test('an index that is not in the overlay cannot be highlighted', () => {
  const layer = makeLayer({ ...overlay, ids: Int32Array.of(1, 1, 0, 0, 0, 0) }, order, null);
  expect([1, 2, 9, null].map((index) => presentIndex(layer, index))).toEqual([1, null, null, null]);
});

test('the array of a layer before is used again when it fits, and a wrong size is refused', () => {
  const first = makeLayer(overlay, order, null);
  const second = makeLayer({ kind: 'heat', values: new Float32Array(6).fill(1), from: 0.5 }, order, first.slots);
  expect(second.slots).toBe(first.slots);
  expect([...second.slots]).toEqual([254, 254, 254, 254, 254, 254]);
  expect(() => makeLayer({ ...overlay, ids: new Int32Array(5) }, order, null)).toThrow('5 voxels');
});
