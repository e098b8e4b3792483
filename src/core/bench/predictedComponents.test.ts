import { describe, expect, test } from 'vitest';
import { createRandom } from '../random';
import { type Dims, voxelAt, voxelIndex } from '../volume';
import { Bench } from './bench';
import { cellOf } from './benchCase';
import { defaultQuestion } from './defaultQuestion';
import { largestLogit, logitOf } from './logits';
import type { BenchQuestion } from './question';
import { caseOf, randomCase, randomEdit } from './testBench';

const line: Dims = [12, 1, 1];

/** A bench on one row of voxels: 1 in the text of the mask = foreground; in that of the prediction 9 = surely, 7 = p 0.7. */
function lineBench(mask: string, predicted: string) {
  const benchCase = caseOf(
    Uint8Array.from(mask, (sign) => (sign === '1' ? 1 : 0)),
    line,
    [2, 1, 1],
  );
  const logits = Float32Array.from(predicted, (sign) =>
    sign === '9' ? largestLogit : sign === '7' ? logitOf(0.7) : -largestLogit,
  );
  const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
  const ask = (change: Partial<BenchQuestion> = {}) =>
    bench.ask({ ...defaultQuestion, falseComponents: true, ...change });
  return { benchCase, ask };
}

describe('the false components', () => {
  test('the largest first, with size, mean probability, place, nearest blob, and why', () => {
    const { ask } = lineBench('11......1...', '99..7.779.99');
    const { falseComponents: list } = ask().answer;
    expect(list?.count).toBe(2);
    expect(
      list?.listed.map(({ voxels, anchorVoxel, nearestBlob, why }) => [voxels, anchorVoxel[0], nearestBlob, why]),
    ).toEqual([
      [2, 10, 2, 'false: touches no blob'],
      [1, 4, 1, 'false: touches no blob'],
    ]);
    expect(list?.listed[1]).toMatchObject({ number: 2, volumeMm3: 2, verdict: 'false' });
    expect(list?.listed[1].meanProbability).toBeCloseTo(0.7, 6);
  });

  test('one that lies on a blob below the smallest size is not said to touch none', () => {
    const { ask } = lineBench('1111...1.1..', '9999..999999');
    const whyAt = (minimumVoxels: number) =>
      ask({ instances: { ...defaultQuestion.instances, minimumVoxels } }).answer.falseComponents?.listed.map(
        ({ why }) => why,
      );
    expect(whyAt(1)).toEqual([]);
    expect(whyAt(3)).toEqual(['false: touches only 2 blobs, which are too small to take part']);
    const one = lineBench('1111...1....', '9999..9999..').ask;
    expect(
      one({ instances: { ...defaultQuestion.instances, minimumVoxels: 2 } }).answer.falseComponents?.listed[0].why,
    ).toBe('false: touches only blob 2, which is too small to take part');
  });

  test('one that overlaps a blob too little names the blob and both numbers', () => {
    const rule = { kind: 'greedy', score: 'iou', threshold: 0.5 } as const;
    const { ask } = lineBench('1111........', '...99999....');
    const instances = { ...defaultQuestion.instances, rule };
    const { falseComponents: list } = ask({ instances }).answer;
    expect(list?.listed[0]).toMatchObject({
      nearestBlob: 1,
      why: 'false: best IoU 0.13 < 0.5 (blob 1, 1 voxel shared)',
    });
  });

  test('one that is looked at is told of as a pair with the blob that it shares most voxels with', () => {
    const { ask } = lineBench('1111....11..', '...99999..99');
    const pairAt = (seenVoxel: number, minimumVoxels = 1) =>
      ask({ seenVoxel, instances: { ...defaultQuestion.instances, minimumVoxels } }).answer.component?.pair;
    expect(pairAt(4)).toBe(
      'blob 1 and prediction 1 share 1 voxel: IoU 0.13, Dice 0.22, 0.25 of the blob covered; matched',
    );
    expect(pairAt(10)).toBeNull();
    expect(pairAt(10, 3)).toBeNull();
    expect(pairAt(4, 3)).toContain('share 1 voxel');
    const greedy = { kind: 'greedy', score: 'iou', threshold: 0.5 } as const;
    const { component } = ask({ seenVoxel: 4, instances: { ...defaultQuestion.instances, rule: greedy } }).answer;
    expect(component?.pair).toMatch(/not matched$/);
  });

  test('below the minimum size a component is neither true nor false, and the numbers of the others close up', () => {
    const { ask } = lineBench('11..........', '..9.9.99..99');
    const instances = { ...defaultQuestion.instances, minimumVoxels: 2 };
    const { answer } = ask({ instances, seenVoxel: 2 });
    expect(answer.falseComponents?.listed.map(({ number }) => number)).toEqual([1, 2]);
    expect(answer.component).toMatchObject({
      number: null,
      verdict: 'leftOut',
      why: 'not counted: fewer than 2 voxels',
    });
  });

  test('without blobs every component is false and has no nearest blob; without a prediction there is none', () => {
    const { ask } = lineBench('............', '.99.........');
    expect(ask({ seenVoxel: 1 }).answer.component).toMatchObject({
      nearestBlob: null,
      distanceMm: null,
      verdict: 'false',
    });
    expect(lineBench('11..........', '............').ask().answer.falseComponents).toEqual({ count: 0, listed: [] });
  });
});

describe('the component that is looked at', () => {
  test('is the one that holds the voxel, true ones too, with all of its voxels', () => {
    const { ask } = lineBench('11......1...', '999.99...999');
    const at = (seenVoxel: number) => ask({ seenVoxel });
    expect(at(2).answer.component).toMatchObject({ voxels: 3, verdict: 'true', why: 'true: matched with blob 1' });
    expect([...(at(5).volumes.component ?? [])]).toEqual([4, 5]);
    // From voxel 4 to the end of blob 1 at voxel 1, 2 mm apart each.
    expect(at(5).answer.component).toMatchObject({ nearestBlob: 1, distanceMm: 6, verdict: 'false' });
    expect(at(3)).toMatchObject({ answer: { component: null }, volumes: { component: null } });
    expect(() => ask({ seenVoxel: 12 })).toThrow('voxel');
  });

  test('after random edits facts are those counted from the voxels', () => {
    for (const seed of [1, 2, 3]) {
      const benchCase = randomCase(seed);
      const random = createRandom(seed);
      const logits = Float32Array.from(benchCase.ids, (id) => (id > 0 ? largestLogit : -largestLogit));
      const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
      for (let n = 0; n < 25; n++) bench.edit(randomEdit(benchCase, random));
      const question = { ...defaultQuestion, falseComponents: true };
      const { answer } = bench.ask(question);
      expect(answer.falseComponents?.count).toBe(answer.matching.falseComponents);
      for (const one of answer.falseComponents?.listed ?? []) {
        const anchor = voxelIndex(benchCase.grid.dims, ...one.anchorVoxel);
        const { volumes } = bench.ask({ ...question, seenVoxel: anchor });
        const voxels = [...(volumes.component ?? [])];
        const mean = voxels.reduce((sum, v) => sum + 1 / (1 + Math.exp(-bench.logits[v])), 0) / voxels.length;
        expect(voxels).toHaveLength(one.voxels);
        expect(voxels).toContain(anchor);
        expect(one.meanProbability).toBeCloseTo(mean, 9);
        expect(one.nearestBlob).toBe(cellOf(benchCase, anchor));
        const places = voxels.map((v) => voxelAt(benchCase.grid.dims, v));
        const centre = [0, 1, 2].map((a) => places.reduce((sum, place) => sum + place[a], 0) / places.length);
        const far = (place: readonly number[]) =>
          place.reduce((sum, c, a) => sum + ((c - centre[a]) * benchCase.grid.spacingMm[a]) ** 2, 0);
        expect(far(one.anchorVoxel)).toBeCloseTo(Math.min(...places.map(far)), 9);
      }
    }
  });
});
