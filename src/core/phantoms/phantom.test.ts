import { describe, expect, test } from 'vitest';
import { labelComponents } from '../components';
import { CancelledError, InputError, noMonitor } from '../errors';
import { measureImbalance } from '../imbalance';
import { normaliseIntensities } from '../intensity';
import { phantomCatalogue, phantomEntry } from './catalogue';
import { makePhantom, type Phantom } from './phantom';
import { type PhantomKind, type PhantomSettings, phantomKinds } from './settings';

const made = new Map<string, Phantom>();

/** The kind's default at 48 voxels a side with 24 blobs unless said otherwise; made once for all tests. */
function phantom(kind: PhantomKind, change: Partial<PhantomSettings> = {}): Phantom {
  const settings = { ...phantomEntry(kind).defaults, size: 48, blobCount: 24, ...change };
  const key = JSON.stringify(settings);
  const result = made.get(key) ?? makePhantom(settings);
  made.set(key, result);
  return result;
}

function sizesOf({ instances }: Phantom): number[] {
  const sizes: number[] = [];
  for (const id of instances) if (id > 0) sizes[id - 1] = (sizes[id - 1] ?? 0) + 1;
  return sizes;
}

function spreadOf(sizes: readonly number[]): number {
  const logs = sizes.map(Math.log);
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  return Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
}

/** Mean over the voxels of the blobs for which `isAsked` holds. */
function meanIn({ scan, instances }: Phantom, isAsked: (id: number) => boolean): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < scan.length; i++) {
    if (!isAsked(instances[i])) continue;
    sum += scan[i];
    count++;
  }
  return sum / count;
}

const medianOf = (values: Float32Array) => values.slice().sort()[values.length >> 1];
const meanInBlobs = (made: Phantom) => meanIn(made, (id) => id > 0);

/** Far quicker than toEqual on arrays of this length. */
function areEqual(a: Float32Array | Int32Array, b: Float32Array | Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Mean absolute difference of two scans. */
function difference(a: Phantom, b: Phantom): number {
  return a.scan.reduce((sum, value, i) => sum + Math.abs(value - b.scan[i]), 0) / a.scan.length;
}

describe.each(phantomKinds)('%s', (kind) => {
  test('has finite voxels on a centred grid, and a mask of the same blobs', () => {
    const { grid, scan, mask, instances } = phantom(kind);
    expect(grid.dims).toEqual([48, 48, 48]);
    expect(scan.length).toBe(48 ** 3);
    expect(scan.every(Number.isFinite)).toBe(true);
    expect(mask.every((value, i) => value === (instances[i] > 0 ? 1 : 0))).toBe(true);
  });

  test('the 26-connected components of its mask are the blobs that were asked for', () => {
    for (const blobCount of [1, 24]) {
      const { mask, grid, instances } = phantom(kind, { blobCount });
      const { ids, count } = labelComponents(mask, grid.dims, 26);
      expect(count).toBe(blobCount);
      const idOf = new Map<number, number>();
      for (let i = 0; i < ids.length; i++) idOf.set(ids[i], instances[i]);
      expect(ids.every((id, i) => idOf.get(id) === instances[i])).toBe(true);
    }
  });

  test('the same settings give the same voxels, another seed does not', () => {
    const { defaults } = phantomEntry(kind);
    const again = makePhantom({ ...defaults, size: 48, blobCount: 24 });
    expect(areEqual(again.scan, phantom(kind).scan) && areEqual(again.instances, phantom(kind).instances)).toBe(true);
    const other = phantom(kind, { seed: 2 });
    expect(areEqual(other.instances, again.instances)).toBe(false);
    expect(difference(other, again)).toBeGreaterThan(0);
  });

  test('a larger spread makes the sizes less equal', () => {
    const { max } = phantomEntry(kind).ranges.sizeSpread;
    const [none, most] = [0, max].map((sizeSpread) => spreadOf(sizesOf(phantom(kind, { sizeSpread }))));
    expect(none).toBeLessThan(0.12);
    expect(most).toBeGreaterThan(none + 0.4);
  });

  test('contrast lifts (or in the liver lowers) the blobs and moves none of them', () => {
    const [faint, natural, strong] = [0.4, 1, 2].map((contrast) => phantom(kind, { contrast }));
    expect(areEqual(strong.instances, faint.instances)).toBe(true);
    const sign = kind === 'liver' ? -1 : 1;
    expect(sign * (meanInBlobs(natural) - meanInBlobs(faint))).toBeGreaterThan(0);
    expect(sign * (meanInBlobs(strong) - meanInBlobs(natural))).toBeGreaterThan(0);
  });

  test('noise roughens the scan in proportion and moves no blob', () => {
    const [none, natural, strong] = [0, 1, 2].map((noise) => phantom(kind, { noise }));
    expect(areEqual(strong.instances, none.instances)).toBe(true);
    expect(difference(natural, none)).toBeGreaterThan(0);
    expect(difference(strong, none)).toBeGreaterThan(1.5 * difference(natural, none));
  });

  test('the blobs differ clearly from what lies round them', () => {
    const made = phantom(kind);
    const size = 48;
    const normal = normaliseIntensities(made.scan);
    const near = new Set<number>();
    made.instances.forEach((id, i) => {
      if (id === 0) return;
      for (const step of [3, -3, 3 * size, -3 * size, 3 * size * size, -3 * size * size]) {
        if (made.instances[i + step] === 0 && made.scan[i + step] !== 0) near.add(i + step);
      }
    });
    const inside = medianOf(normal.filter((_, i) => made.instances[i] > 0));
    const around = medianOf(Float32Array.from(near, (i) => normal[i]));
    expect(Math.abs(inside - around)).toBeGreaterThan(0.15);
  });
});

test('the defaults of the catalogue show their imbalance at full size', () => {
  for (const { kind, defaults } of phantomCatalogue) {
    const sizes = sizesOf(makePhantom(defaults));
    const imbalance = measureImbalance(
      sizes.map((voxels) => ({ voxels })),
      defaults.size ** 3,
    );
    expect(imbalance.blobCount, kind).toBeGreaterThanOrEqual(20);
    expect(imbalance.blobCount, kind).toBeGreaterThanOrEqual(0.97 * defaults.blobCount);
    if (kind === 'ms' || kind === 'liver') expect(imbalance.largestShare, kind).toBeGreaterThan(0.25);
    if (kind === 'abstract') expect(imbalance.largestShare, kind).toBeGreaterThan(0.8);
    if (kind === 'nuclei') expect(imbalance.gini, kind).toBeLessThan(0.15);
  }
});

test('the spread of an abstract case is the one that was asked for', () => {
  const sizes = sizesOf(phantom('abstract', { sizeSpread: 0.8, blobCount: 60, size: 96 }));
  expect(Math.abs(spreadOf(sizes) - 0.8)).toBeLessThan(0.12);
});

test('small lesions are fainter than large ones', () => {
  const made = phantom('ms', { size: 96, blobCount: 80, noise: 0 });
  const sizes = sizesOf(made);
  const small = meanIn(made, (id) => id > 0 && sizes[id - 1] <= 6);
  const large = meanIn(made, (id) => id > 0 && sizes[id - 1] >= 30);
  expect(large - small).toBeGreaterThan(0.05);
});

test('lesions lie in the brain, tumours in tissue of the liver', () => {
  const brain = phantom('ms');
  expect(brain.scan.every((value, i) => brain.instances[i] === 0 || value > 0.6)).toBe(true);
  const trunk = phantom('liver', { noise: 0 });
  // Liver 106 HU, tumours up to 75 HU below it, mottled, and blurred with what is next to them.
  expect(trunk.scan.every((value, i) => trunk.instances[i] === 0 || (value > -25 && value < 165))).toBe(true);
});

test('a voxel of brain or trunk shrinks as the cube grows, a voxel of tissue does not', () => {
  for (const kind of ['ms', 'liver'] as const) {
    const [small, large] = [48, 64].map((size) => phantom(kind, { size }).grid.spacingMm[0]);
    expect(small).toBeCloseTo((4 / 3) * large, 9);
  }
  for (const kind of ['plaques', 'cfos', 'nuclei', 'abstract'] as const) {
    const [small, large] = [48, 64].map((size) => phantom(kind, { size }).grid.spacingMm[0]);
    expect(small).toBe(large);
  }
});

test.each([
  ['size', 47],
  ['size', 130],
  ['size', 64.5],
  ['blobCount', 0],
  ['blobCount', 3.5],
  ['sizeSpread', -1],
  ['contrast', Number.NaN],
  ['noise', 100],
] as const)('%s %d is refused by name', (control, value) => {
  const settings = { ...phantomEntry('ms').defaults, [control]: value };
  expect(() => makePhantom(settings)).toThrow(InputError);
  expect(() => makePhantom(settings)).toThrow(control);
});

test('a cancelled phantom stops', () => {
  const cancelled = {
    ...noMonitor,
    throwIfCancelled: () => {
      throw new CancelledError();
    },
  };
  expect(() => makePhantom({ ...phantomEntry('cfos').defaults, size: 48 }, cancelled)).toThrow(CancelledError);
});
