import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignColours, type Box, blobPalette, nearGap } from './palette';
import { createRandom } from './random';
import type { Triple } from './volume';

/** Global, blob, found, false positive, missed. */
const semanticColours = ['#5b9dff', '#ff9f43', '#2ec4b6', '#ff5d8f', '#ffd23f'];

function labOf(hex: string): Triple {
  const linear = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const [r, g, b] = linear;
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const fx = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const fy = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const fz = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

function distance(a: string, b: string): number {
  const [p, q] = [labOf(a), labOf(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

function boxAt([x, y, z]: Triple, side: number): Box {
  return { boxMin: [x, y, z], boxMax: [x + side - 1, y + side - 1, z + side - 1] };
}

function gapBetween(a: Box, b: Box): number {
  const gaps = [0, 1, 2].map((axis) => Math.max(a.boxMin[axis] - b.boxMax[axis], b.boxMin[axis] - a.boxMax[axis]) - 1);
  return Math.max(...gaps);
}

function expectNearOnesDiffer(boxes: readonly Box[]): void {
  const colours = assignColours(boxes);
  for (let a = 0; a < boxes.length; a++) {
    for (let b = 0; b < a; b++) {
      if (gapBetween(boxes[a], boxes[b]) <= nearGap) expect(colours[a]).not.toBe(colours[b]);
    }
  }
}

test('every two palette colours can be told apart, and from the colours of terms and outcomes', () => {
  blobPalette.forEach((colour, k) => {
    for (const other of [...blobPalette.slice(0, k), ...semanticColours]) {
      expect(distance(colour, other), `${colour} and ${other}`).toBeGreaterThan(14.9);
    }
  });
});

test('blobs far apart use the whole palette before any colour comes twice', () => {
  const far = blobPalette.map((_, n) => boxAt([50 * n, 0, 0], 3));
  expect(assignColours(far)).toEqual(blobPalette);
});

test('boxes 3 voxels apart differ in colour, wherever they lie in random heaps', () => {
  const box = fc
    .tuple(fc.nat(40), fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 25 }))
    .map(([x, y, z, side]) => boxAt([x, y, z], side));
  fc.assert(
    fc.property(fc.array(box, { maxLength: 60 }), (boxes) => expectNearOnesDiffer(boxes)),
    { numRuns: 60 },
  );
});

test('a crowd larger than the palette still has a colour for each', () => {
  const crowd = Array.from({ length: 1000 }, () => boxAt([5, 5, 5], 4));
  const colours = assignColours(crowd);
  expect(new Set(colours).size).toBe(1000);
  expect(colours.filter((colour) => !/^#[0-9a-f]{6}$/.test(colour))).toEqual([]);
});

test('two thousand blobs, one of them as large as the volume, are coloured the same way each time', () => {
  const random = createRandom(1);
  const small = Array.from({ length: 2000 }, () =>
    boxAt([random.integer(250), random.integer(250), random.integer(250)], 4),
  );
  const boxes = [boxAt([0, 0, 0], 256), ...small];
  expectNearOnesDiffer(boxes);
  expect(assignColours(boxes)).toEqual(assignColours(boxes));
  expect(new Set(assignColours(boxes)).size).toBeLessThanOrEqual(blobPalette.length);
});

test('no boxes, no colours', () => {
  expect(assignColours([])).toEqual([]);
});
