import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Triple } from '../core/volume';
import { type DisplayOrder, displayOrder } from './displayOrder';
import {
  assignSlots,
  type Boxes,
  boxOf,
  emptyBoxes,
  fillHeatSlots,
  fillIndexSlots,
  highlightSlot,
  paintIndex,
  rgbOf,
} from './slots';

const plain = (dims: Triple): DisplayOrder => displayOrder(dims, [1, 2, 3]);

/** Fills all planes, in two parts where there are several, and gives the bounds. */
function fill(slots: Uint8Array, ids: Int32Array, slotOf: Uint8Array, order: DisplayOrder): Boxes {
  const index = { ids, slotOf, boxes: emptyBoxes(slotOf.length) };
  const middle = Math.floor(order.dims[2] / 2);
  fillIndexSlots(slots, index, order, [0, middle]);
  fillIndexSlots(slots, index, order, [middle, order.dims[2]]);
  return index.boxes;
}

test('indices of one colour share a slot and slots follow first use', () => {
  const { slotOf, colourOf } = assignSlots(['', '#ff0000', '#00ff00', '#ff0000']);
  expect([...slotOf]).toEqual([0, 1, 2, 1]);
  expect(colourOf).toEqual(['', '#ff0000', '#00ff00']);
});

test('the 255th colour takes the slot of the nearest of the 254 before it, and none takes the highlight slot', () => {
  const greys = Array.from({ length: 254 }, (_, i) => `#0000${(i + 1).toString(16).padStart(2, '0')}`);
  const { slotOf, colourOf } = assignSlots(['', ...greys, '#010011']);
  expect(colourOf.length).toBe(255);
  expect(slotOf[255]).toBe(0x11);
  expect(Math.max(...slotOf)).toBeLessThan(highlightSlot);
});

test('every voxel gets the slot of its index, whatever way the scan array runs', () => {
  const orientation = fc.constantFrom([1, 2, 3], [-1, -2, 3], [3, 1, 2], [2, -3, -1], [-3, 2, 1]);
  const side = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(fc.tuple(side, side, side), orientation, fc.integer(), (scanDims, permRas, seed) => {
      const ids = Int32Array.from(
        { length: scanDims[0] * scanDims[1] * scanDims[2] },
        (_, i) => Math.abs(seed + 7 * i) % 4,
      );
      const order = displayOrder(scanDims, permRas);
      const slots = new Uint8Array(ids.length);
      const boxes = fill(slots, ids, Uint8Array.of(0, 9, 8, 9), order);
      const [nx, ny, nz] = order.dims;
      const seen = new Set<number>();
      for (let z = 0; z < nz; z++)
        for (let y = 0; y < ny; y++)
          for (let x = 0; x < nx; x++) {
            const scanAxis = [0, 0, 0];
            [x, y, z].forEach((value, d) => {
              const axis = Math.abs(permRas[d]) - 1;
              scanAxis[axis] = permRas[d] < 0 ? scanDims[axis] - 1 - value : value;
            });
            const id = ids[scanAxis[0] + scanDims[0] * (scanAxis[1] + scanDims[1] * scanAxis[2])];
            expect(slots[x + nx * (y + ny * z)]).toBe([0, 9, 8, 9][id]);
            if (id === 0) continue;
            seen.add(id);
            const box = boxOf(boxes, id);
            expect(box && [x, y, z].every((v, d) => v >= box.min[d] && v <= box.max[d])).toBe(true);
          }
      for (const id of [1, 2, 3]) expect(boxOf(boxes, id) === null).toBe(!seen.has(id));
    }),
    { numRuns: 60 },
  );
});

test('bounds are tight', () => {
  const ids = new Int32Array(4 * 4 * 4);
  ids[1 + 4 * (2 + 4 * 0)] = 1;
  ids[3 + 4 * (2 + 4 * 3)] = 1;
  const boxes = fill(new Uint8Array(64), ids, Uint8Array.of(0, 1), plain([4, 4, 4]));
  expect(boxOf(boxes, 1)).toEqual({ min: [1, 2, 0], max: [3, 2, 3] });
});

test('an index without a colour and an index 0 are not drawn', () => {
  const slots = new Uint8Array(3).fill(77);
  fill(slots, Int32Array.of(0, 5, 1), Uint8Array.of(0, 3), plain([3, 1, 1]));
  expect([...slots]).toEqual([0, 0, 3]);
});

test('painting one index leaves its neighbours alone and can be undone', () => {
  const ids = Int32Array.of(1, 2, 1, 2, 0, 1);
  const order = displayOrder([6, 1, 1], [-1, 2, 3]);
  const slots = new Uint8Array(6);
  const boxes = fill(slots, ids, Uint8Array.of(0, 4, 5), order);
  const before = [...slots];
  const box = boxOf(boxes, 2);
  if (!box) throw new Error('no box');
  paintIndex(slots, ids, { index: 2, box, slot: highlightSlot }, order);
  expect([...slots]).toEqual([4, 0, 255, 4, 255, 4]);
  paintIndex(slots, ids, { index: 2, box, slot: 5 }, order);
  expect([...slots]).toEqual(before);
});

test('heat runs from slot 1 at the threshold to slot 254 at one, and nothing below', () => {
  const slots = new Uint8Array(5);
  const heat = { values: Float32Array.of(0, 0.2499, 0.25, 0.625, 1), least: 0.25 };
  fillHeatSlots(slots, heat, plain([5, 1, 1]), [0, 1]);
  expect([slots[0], slots[1], slots[2], slots[4]]).toEqual([0, 0, 1, 254]);
  expect(Math.abs(slots[3] - 127.5)).toBeLessThanOrEqual(0.5);
});

test('two fields are mixed while they are drawn, with their signs', () => {
  const values = {
    first: Int16Array.of(4, 4, 0, -2),
    second: Int16Array.of(0, -4, 8, 0),
    factors: [0.25, 0.125],
  } as const;
  const [mixed, plainly] = [new Uint8Array(4), new Uint8Array(4)];
  fillHeatSlots(mixed, { values, least: 0.1 }, plain([4, 1, 1]), [0, 1]);
  fillHeatSlots(plainly, { values: Float32Array.of(1, 0.5, 1, 0.5), least: 0.1 }, plain([4, 1, 1]), [0, 1]);
  expect([...mixed]).toEqual([...plainly]);
});

test('colours are read as three bytes', () => {
  expect(rgbOf('#2ec4b6')).toEqual([46, 196, 182]);
});
