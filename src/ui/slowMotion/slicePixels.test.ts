import { expect, test } from 'vitest';
import { bestSlice, blobsOfSlice, edgesOf, type SliceLight, slicePixels } from './slicePixels';

const size = 3;
const at = (x: number, y: number, z: number) => x + size * (y + size * z);

function light(change: Partial<SliceLight>): SliceLight {
  const ids = new Int32Array(27);
  ids[at(0, 0, 1)] = 1;
  ids[at(2, 2, 1)] = 2;
  ids[at(2, 1, 1)] = 2;
  ids[at(1, 1, 2)] = 2;
  const arrays = {
    scan: new Float32Array(27).fill(0.5),
    ids,
    cells: ids.map((id) => id || 1),
    probability: new Float32Array(27).fill(0.25),
    gradient: Float32Array.from(ids, (id) => (id > 0 ? -0.4 : 0.1)),
    after: Float32Array.from(ids, (id) => (id > 0 ? 0.35 : 0.15)),
  };
  return {
    ...{ stage: 'patch', arrays, size, z: 1, range: [0, 1], strengthOf: (id) => (id === 1 ? 1 : 0), isHidden: null },
    largest: { gradient: 0.4, change: 0.1 },
    colours: {
      ...{ global: [0, 0, 255], instance: [255, 128, 0], raised: [0, 255, 0], lowered: [255, 0, 0] },
      heat: new Uint8ClampedArray(1024).fill(255),
      ofBlob: () => [255, 255, 255],
    },
    ...change,
  };
}

/** The colour of a voxel of the slice; y counts upwards. */
function colourOf(change: Partial<SliceLight>, x: number, y: number): number[] {
  const from = 4 * (x + size * (size - 1 - y));
  return [...slicePixels(light(change)).slice(from, from + 3)];
}

test('without a light it is the scan in grey', () => {
  expect(colourOf({}, 0, 0)).toEqual([128, 128, 128]);
});

test('a blob is as orange as its term is large, and what its term does not see is dark', () => {
  const [strong, weak] = [colourOf({ stage: 'terms' }, 0, 0), colourOf({ stage: 'terms' }, 2, 2)];
  expect(strong[0]).toBeGreaterThan(weak[0] + 50);
  const isHidden = (v: number) => v === at(2, 2, 1);
  expect(Math.max(...colourOf({ stage: 'terms', isHidden }, 2, 2))).toBeLessThan(40);
});

test('what is pulled up is of another colour than what is pulled down, and the stronger pull is brighter', () => {
  const [up, down] = [colourOf({ stage: 'gradient' }, 0, 0), colourOf({ stage: 'gradient' }, 1, 0)];
  expect(up[1]).toBeGreaterThan(up[0] + 150);
  expect(down[0]).toBeGreaterThan(down[1] + 50);
  expect(up[1]).toBeGreaterThan(down[0]);
  expect(colourOf({ stage: 'update' }, 0, 0)[1]).toBeGreaterThan(150);
  expect(colourOf({ stage: 'update' }, 1, 0)[0]).toBeGreaterThan(150);
});

test('the global term lights the error of every voxel', () => {
  expect(colourOf({ stage: 'total' }, 0, 0)[2]).toBeGreaterThan(colourOf({ stage: 'total' }, 1, 0)[2] + 50);
});

test('the slice with most blobs is shown first; of a patch without blobs the middle one', () => {
  const { ids } = light({}).arrays;
  expect(bestSlice(ids, size)).toBe(1);
  expect(bestSlice(new Int32Array(64), 4)).toBe(2);
  expect(blobsOfSlice(ids, size, 1)).toEqual([1, 2]);
  expect(blobsOfSlice(ids, size, 0)).toEqual([]);
});

test('an outline goes round a blob, with y upwards', () => {
  const edges = edgesOf(light({}).arrays.ids, size, 1);
  expect(edges.filter(({ id }) => id === 1).map(({ line }) => line.join())).toEqual(
    expect.arrayContaining(['0,2,0,3', '1,2,1,3', '0,2,1,2', '0,3,1,3']),
  );
  expect(edges.filter(({ id }) => id === 2).length).toBe(6);
});
