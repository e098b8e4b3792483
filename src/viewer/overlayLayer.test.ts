import { expect, test } from 'vitest';
import { displayOrder } from './displayOrder';
import { makeLayer, moveHighlight, presentIndex } from './overlayLayer';
import { highlightSlot } from './slots';

const order = displayOrder([6, 1, 1], [1, 2, 3]);
const noPause = () => Promise.reject(new Error('a small scan needs no pause'));
const overlay = {
  kind: 'index',
  ids: Int32Array.of(1, 1, 0, 2, 3, 3),
  colours: ['', '#ff0000', '#0000ff', '#ff0000'],
  names: [],
} as const;

test('the highlight moves from index to index and says which bounds have changed', async () => {
  const layer = await makeLayer(overlay, order, null, noPause);
  expect(moveHighlight(layer, 3)).toEqual([{ min: [4, 0, 0], max: [5, 0, 0] }]);
  expect([...layer.slots]).toEqual([1, 1, 0, 2, highlightSlot, highlightSlot]);
  expect(moveHighlight(layer, 2)).toHaveLength(2);
  expect([...layer.slots]).toEqual([1, 1, 0, highlightSlot, 1, 1]);
  moveHighlight(layer, null);
  expect([...layer.slots]).toEqual([1, 1, 0, 2, 1, 1]);
});

test('an index that is not in the overlay cannot be highlighted', async () => {
  const ids = Int32Array.of(1, 1, 0, 0, 0, 0);
  const layer = await makeLayer({ ...overlay, ids }, order, null, noPause);
  expect([1, 2, 9, null].map((index) => presentIndex(layer, index))).toEqual([1, null, null, null]);
});

test('the array of a layer before is used again when it fits, and a wrong size is refused', async () => {
  const first = await makeLayer(overlay, order, null, noPause);
  const heat = { kind: 'heat', values: new Float32Array(6).fill(1), from: 0.5 } as const;
  const second = await makeLayer(heat, order, first.slots, noPause);
  expect(second.slots).toBe(first.slots);
  expect([...second.slots]).toEqual([254, 254, 254, 254, 254, 254]);
  await expect(makeLayer({ ...overlay, ids: new Int32Array(5) }, order, null, noPause)).rejects.toThrow('5 voxels');
});

test('a large scan is written with pauses, all of it', async () => {
  const dims = [300, 200, 40] as const;
  let pauses = 0;
  const pause = async () => void pauses++;
  const ids = new Uint8Array(dims[0] * dims[1] * dims[2]).fill(1);
  const { slots } = await makeLayer({ ...overlay, ids }, displayOrder(dims, [1, 2, 3]), null, pause);
  expect(pauses).toBe(2);
  expect(slots.every((slot) => slot === 1)).toBe(true);
});
