import { expect, test } from 'vitest';
import { fitShot } from './fit';

const size = (width: number, height: number) => ({ width, height });

test('a view of the same size, and a draft of half of it, fill their tile', () => {
  expect(fitShot(size(200, 100), size(200, 100))).toEqual({ from: [0, 0, 200, 100], to: [0, 0, 200, 100] });
  expect(fitShot(size(100, 50), size(200, 100))).toEqual({ from: [0, 0, 100, 50], to: [0, 0, 200, 100] });
});

test('in a tile of another shape a view keeps its own, in the middle', () => {
  // Half as wide: what is left and right of the middle is cut off.
  expect(fitShot(size(400, 200), size(200, 200))).toEqual({ from: [100, 0, 300, 200], to: [0, 0, 200, 200] });
  // Twice as wide: there is ground on both sides.
  expect(fitShot(size(200, 200), size(400, 200))).toEqual({ from: [0, 0, 200, 200], to: [100, 0, 300, 200] });
  // Wide into high: it gets smaller as the shorter side does.
  expect(fitShot(size(400, 200), size(100, 300))).toEqual({ from: [100, 0, 300, 200], to: [0, 100, 100, 200] });
});
