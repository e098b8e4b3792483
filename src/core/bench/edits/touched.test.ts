import { describe, expect, test } from 'vitest';
import { createRandom } from '../../random';
import { type Dims, voxelCount, voxelIndex } from '../../volume';
import { largestLogit } from '../logits';
import { caseOf, randomCase, randomEdit } from '../testBench';
import { type Follower, TouchedPrediction } from './touched';

const silent: Follower = { change: () => {}, restart: () => {} };

const dims: Dims = [9, 7, 5];
/** A bar of 3 x 3 x 3 voxels and, far from it, a single one. */
function twoBlobs() {
  const mask = new Uint8Array(voxelCount(dims));
  for (let z = 1; z < 4; z++)
    for (let y = 1; y < 4; y++) for (let x = 1; x < 4; x++) mask[voxelIndex(dims, x, y, z)] = 1;
  mask[voxelIndex(dims, 7, 5, 2)] = 1;
  return caseOf(mask, dims);
}

function perfect(benchCase = twoBlobs(), bytes?: number) {
  const logits = Float32Array.from(benchCase.ids, (id) => (id > 0 ? largestLogit : -largestLogit));
  return new TouchedPrediction(benchCase, { kind: 'perfect' }, logits, silent, bytes);
}

function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((logit, v) => logit === b[v]);
}

function predicted({ logits }: TouchedPrediction): number {
  return logits.reduce((count, logit) => count + (logit > 0 ? 1 : 0), 0);
}

describe('edits by hand, on a cube of 27 voxels and a single one', () => {
  test('a blob is missed, and found again as the mask has it', () => {
    const touched = perfect();
    touched.edit({ kind: 'miss', blob: 1 });
    expect(predicted(touched)).toBe(1);
    touched.edit({ kind: 'unmiss', blob: 1 });
    expect(predicted(touched)).toBe(28);
  });

  test('one layer off a cube of 3 leaves its middle; one more, nothing', () => {
    const touched = perfect();
    touched.edit({ kind: 'shrink', blob: 1, by: 1 });
    expect(predicted(touched)).toBe(2);
    expect(touched.logits[voxelIndex(dims, 2, 2, 2)]).toBe(largestLogit);
    touched.edit({ kind: 'shrink', blob: 1, by: 1 });
    expect(predicted(touched)).toBe(1);
  });

  test('one layer of faces on a single voxel makes 7, of which none lies beyond the grid or in another cell', () => {
    const touched = perfect();
    touched.edit({ kind: 'grow', blob: 2, by: 1 });
    expect(predicted(touched)).toBe(27 + 7);
    expect(touched.logits[voxelIndex(dims, 8, 5, 2)]).toBe(largestLogit);
  });

  test('what grows keeps to its cell', () => {
    const touched = perfect();
    touched.edit({ kind: 'grow', blob: 2, by: 9 });
    const cube = voxelIndex(dims, 3, 2, 2);
    expect(touched.logits[cube + 1]).toBe(-largestLogit);
    expect(predicted(touched)).toBeGreaterThan(60);
  });

  test('a shift moves the body and loses what leaves the grid', () => {
    const touched = perfect();
    touched.edit({ kind: 'shift', blob: 1, by: [0, -2, 0] });
    expect(predicted(touched)).toBe(1 + 18);
    touched.edit({ kind: 'shift', blob: 2, by: [-1, 0, 0] });
    expect(touched.logits[voxelIndex(dims, 6, 5, 2)]).toBe(largestLogit);
    expect(touched.logits[voxelIndex(dims, 7, 5, 2)]).toBe(-largestLogit);
  });

  test('a probability is set on the body; one below 0.5 can be raised again', () => {
    const touched = perfect();
    touched.edit({ kind: 'probability', blob: 1, probability: 0.25 });
    expect(touched.logits[voxelIndex(dims, 2, 2, 2)]).toBeCloseTo(Math.log(1 / 3), 6);
    touched.edit({ kind: 'probability', blob: 1, probability: 1 });
    expect(predicted(touched)).toBe(28);
  });

  test('a ball holds exactly the asked voxels, all of them background', () => {
    const touched = perfect();
    const before = touched.logits.slice();
    touched.edit({ kind: 'ball', centre: [4, 2, 2], voxels: 40, probability: 1 });
    expect(predicted(touched)).toBe(68);
    const { ids } = twoBlobs();
    touched.logits.forEach((logit, v) => {
      if (logit !== before[v]) expect(ids[v]).toBe(0);
    });
  });

  test('where everything is predicted there is no place for a ball, and it says so', () => {
    const touched = perfect();
    touched.edit({ kind: 'ball', centre: [4, 2, 2], voxels: 1_000_000, probability: 1 });
    const before = touched.logits.slice();
    expect(() => touched.edit({ kind: 'ball', centre: [4, 2, 2], voxels: 1, probability: 1 })).toThrow('no voxel');
    expect(touched.logits).toEqual(before);
  });

  test('a stroke fills what lies between its points; a flat brush stays in its slice', () => {
    const touched = perfect();
    touched.edit({ kind: 'miss', blob: 1 });
    touched.edit({
      kind: 'paint',
      path: [
        [0, 0, 0],
        [4, 0, 0],
      ],
      radius: 0,
      flatAxis: null,
    });
    expect(predicted(touched)).toBe(1 + 5);
    touched.edit({ kind: 'paint', path: [[4, 3, 4]], radius: 1, flatAxis: 2 });
    expect(predicted(touched)).toBe(1 + 5 + 5);
    touched.edit({ kind: 'erase', path: [[4, 3, 4]], radius: 0, flatAxis: null });
    expect(predicted(touched)).toBe(1 + 5 + 4);
  });

  test.each([
    [{ kind: 'miss', blob: 3 } as const, 'blob 3'],
    [{ kind: 'probability', blob: 1, probability: 1.2 } as const, '1.2'],
    [{ kind: 'ball', centre: [1, 1, 99], voxels: 5, probability: 1 } as const, '99'],
    [{ kind: 'paint', path: [[0, 0, 0]], radius: -1, flatAxis: null } as const, '-1'],
  ])('%o is refused in a sentence, and nothing changes', (edit, found) => {
    const touched = perfect();
    expect(() => touched.edit(edit)).toThrow(found);
    expect(touched.canUndo).toBe(false);
  });
});

test('undo and redo return exactly, whatever was done; reset goes back to the beginning and can itself be undone', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const random = createRandom(seed);
    const benchCase = randomCase(seed);
    const touched = perfect(benchCase);
    const states = [touched.logits.slice()];
    for (let n = 0; n < 25; n++) {
      const before = touched.revision;
      if (n === 12) touched.begin({ kind: 'missed' }, new Float32Array(touched.logits.length).fill(-largestLogit));
      else touched.edit(randomEdit(benchCase, random));
      expect(touched.revision).toBeGreaterThan(before);
      const last = states[states.length - 1];
      if (touched.logits.some((logit, v) => logit !== last[v])) states.push(touched.logits.slice());
    }
    const end = states.length - 1;
    for (let n = end - 1; n >= 0; n--) {
      touched.undo();
      expect(isSame(touched.logits, states[n])).toBe(true);
    }
    expect(touched.canUndo).toBe(false);
    expect(touched.start.kind).toBe('perfect');
    for (let n = 1; n <= end; n++) {
      touched.redo();
      expect(isSame(touched.logits, states[n])).toBe(true);
    }
    expect(touched.canRedo).toBe(false);
    expect(touched.start.kind).toBe('missed');
    touched.reset();
    expect(touched.logits.every((logit) => logit === -largestLogit)).toBe(true);
    touched.undo();
    expect(isSame(touched.logits, states[end])).toBe(true);
  }
});

test('edits of one gesture count as one step, the newest', () => {
  const touched = perfect();
  for (const probability of [0.9, 0.5, 0.2]) touched.edit({ kind: 'probability', blob: 1, probability }, 'slider 1');
  for (const by of [1, 2] as const) touched.edit({ kind: 'shift', blob: 2, by: [-by, 0, 0] }, 'slider 2');
  expect(touched.logits[voxelIndex(dims, 5, 5, 2)]).toBe(largestLogit);
  expect(touched.logits[voxelIndex(dims, 6, 5, 2)]).toBe(-largestLogit);
  touched.undo();
  touched.undo();
  expect(touched.canUndo).toBe(false);
  expect(predicted(touched)).toBe(28);
});

test('steps beyond the bound of memory are let go, the oldest first', () => {
  const touched = perfect(twoBlobs(), 600);
  for (let n = 0; n < 40; n++) touched.edit({ kind: n % 2 === 0 ? 'miss' : 'unmiss', blob: 1 });
  let undone = 0;
  for (; touched.canUndo; undone++) touched.undo();
  expect(undone).toBeGreaterThan(1);
  expect(undone).toBeLessThan(10);
});

/** A step of any kind. */
function randomMove(touched: TouchedPrediction, benchCase: ReturnType<typeof randomCase>, random: Random): void {
  const moves = [
    () => touched.undo(),
    () => touched.redo(),
    () => touched.reset(),
    () => touched.begin({ kind: 'missed' }, new Float32Array(benchCase.ids.length).fill(-largestLogit)),
    () => touched.edit(randomEdit(benchCase, random), 'drag'),
  ];
  if (random.uniform() < 0.5) touched.edit(randomEdit(benchCase, random));
  else moves[random.integer(moves.length)]();
}

type Random = ReturnType<typeof createRandom>;

test('an attempt that is rolled back leaves the prediction, its beginning and all steps as they were', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const random = createRandom(seed);
    const benchCase = randomCase(seed);
    const [touched, other] = [perfect(benchCase), perfect(benchCase)];
    const twin = createRandom(seed);
    for (let n = 0; n < 6; n++) randomMove(touched, benchCase, random);
    for (let n = 0; n < 6; n++) randomMove(other, benchCase, twin);
    const attempt = touched.attempt();
    for (let n = 0; n < 4; n++) randomMove(touched, benchCase, random);
    attempt.rollBack();
    for (const way of ['undo', 'redo'] as const)
      do {
        expect(isSame(touched.logits, other.logits), `seed ${seed}`).toBe(true);
        expect(touched.start).toEqual(other.start);
        expect(touched.revision).toBe(other.revision);
        expect(touched[way === 'undo' ? 'canUndo' : 'canRedo']).toBe(other[way === 'undo' ? 'canUndo' : 'canRedo']);
      } while ([touched, other].map((one) => one[way]()).every((isDone) => isDone));
  }
});

test('who follows a prediction hears of what an attempt took back', () => {
  const benchCase = randomCase(4);
  let followed = new Float32Array(0);
  const logits = Float32Array.from(benchCase.ids, (id) => (id > 0 ? largestLogit : -largestLogit));
  const touched = new TouchedPrediction(benchCase, { kind: 'perfect' }, logits, {
    restart: (fresh) => {
      followed = fresh.slice();
    },
    change: ({ start, count, before, after }) => {
      expect(isSame(followed.subarray(start, start + count), before.subarray(0, count))).toBe(true);
      followed.set(after.subarray(0, count), start);
    },
  });
  const random = createRandom(4);
  for (let n = 0; n < 40; n++) {
    const attempt = touched.attempt();
    for (let k = 0; k < 3; k++) randomMove(touched, benchCase, random);
    if (random.uniform() < 0.5) attempt.rollBack();
    else attempt.keep();
    expect(isSame(followed, touched.logits)).toBe(true);
  }
});
