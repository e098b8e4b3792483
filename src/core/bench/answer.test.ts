import { describe, expect, test } from 'vitest';
import { evaluateLossParts } from '../losses/blobLoss';
import { createRandom } from '../random';
import { baseLosses, defaultLoss, type LossSettings, schemes } from '../settings';
import type { BenchAnswer } from './answer';
import { Bench } from './bench';
import { type BenchCase, cellOf } from './benchCase';
import { defaultQuestion } from './defaultQuestion';
import { largestLogit, logitOf } from './logits';
import { mixHeat } from './pulls/mixHeat';
import { fullPull } from './pulls/pullFields';
import { caseOf, question, randomCase, randomEdit } from './testBench';

/** A bench on a random case after some random edits, so that most voxels are sure and some are not. */
function touchedBench(seed: number, edits = 12) {
  const benchCase = randomCase(seed);
  const random = createRandom(seed);
  const logits = Float32Array.from(benchCase.ids, (id) => (id > 0 ? largestLogit : -largestLogit));
  const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
  bench.ask(defaultQuestion);
  for (let n = 0; n < edits; n++) bench.edit(randomEdit(benchCase, random));
  return { benchCase, bench };
}

/** The loss of the whole volume by core/losses, from the voxels. */
function fromVoxels(benchCase: BenchCase, logits: Float32Array, settings: LossSettings) {
  const { ids, grid } = benchCase;
  const cells = ids.map((_, v) => cellOf(benchCase, v));
  return evaluateLossParts(logits, ids, 1, settings, { dims: grid.dims, spacingMm: grid.spacingMm, cells });
}

const combinations = schemes.flatMap((scheme) => baseLosses.map((base) => ({ scheme, base })));

describe.each([1, 2, 3])('after random edits, seed %i', (seed) => {
  const { benchCase, bench } = touchedBench(seed);

  test('every loss of the list is that of core/losses, taken from the voxels', () => {
    const { losses } = bench.ask(defaultQuestion).answer;
    for (const { id, scheme, base, value, blobTerms } of losses) {
      // Without a place the components of the adaptive loss are the blobs, as they are here.
      const settings = { ...defaultLoss, base, scheme: scheme ?? 'blob', beta: scheme ? 1 : 0 } as const;
      const { terms, perElement } =
        scheme === 'component_adaptive'
          ? evaluateLossParts(bench.logits, benchCase.ids, 1, settings)
          : fromVoxels(benchCase, bench.logits, settings);
      expect(value, id).toBeCloseTo(scheme ? terms.blob : terms.global, 9);
      if (scheme) expect(largestGap(blobTerms ?? [], perElement[0].blobTerms), id).toBeLessThan(1e-9);
    }
    expect(losses.map(({ id }) => id)).toEqual(expect.arrayContaining(['global/top_k', 'bicc/dice', 'bicc/dice_bce']));
  });

  test.each(combinations)('pulls and heat are those of the gradient: $scheme over $base', ({ scheme, base }) => {
    const settings = { ...defaultLoss, scheme, base, alpha: 2, beta: 3 };
    let parts: ReturnType<typeof fromVoxels>;
    try {
      parts =
        scheme === 'component_adaptive'
          ? evaluateLossParts(bench.logits, benchCase.ids, 1, settings)
          : fromVoxels(benchCase, bench.logits, settings);
    } catch {
      expect(() => bench.ask(question(settings))).toThrow();
      return;
    }
    const { answer, volumes } = bench.ask(question(settings, { heat: true }));
    const { rowOfVoxel, blobs } = benchCase;
    const sizes = (alpha: number, beta: number) => {
      const rows = new Float64Array(2 * blobs.length + 1);
      parts.gradientOf(alpha, beta).forEach((slope, v) => {
        rows[rowOfVoxel[v]] += Math.abs(slope);
      });
      return rows;
    };
    const [global, instance] = [sizes(1, 0), sizes(0, 1)];
    const scale = Math.max(...global, ...instance, 1e-12);
    for (const { id, pull } of answer.rows) {
      expect(Math.abs(pull.globalInside - global[id]) / scale).toBeLessThan(1e-6);
      expect(Math.abs(pull.globalOutside - global[blobs.length + id]) / scale).toBeLessThan(1e-6);
      expect(Math.abs(pull.instanceInside - instance[id]) / scale).toBeLessThan(1e-6);
      expect(Math.abs(pull.instanceOutside - instance[blobs.length + id]) / scale).toBeLessThan(1e-6);
    }
    const mixed = parts.gradientOf(2, 3).map(Math.abs);
    const largest = Math.max(...mixed);
    if (!volumes.pulls) throw new Error('no fields came');
    const { first, second, factors, ...heat } = mixHeat(volumes.pulls.global, volumes.pulls.instance, settings);
    expect(Math.abs(heat.largest - largest)).toBeLessThan(1e-4 * largest);
    const shown = Array.from(first, (of, v) => Math.abs(factors[0] * of + factors[1] * second[v]));
    expect(
      largestGap(
        shown,
        Array.from(mixed, (pull) => pull / largest),
      ),
    ).toBeLessThan(1e-4);
  });

  test('top-k as the chosen loss: its terms, pulls and heat are those of the voxels', () => {
    const settings = { ...defaultLoss, base: 'top_k', beta: 0, topKPercent: 12 } as const;
    const plain = fromVoxels(benchCase, bench.logits, settings);
    const { answer, volumes } = bench.ask(question(settings, { heat: true }));
    const { rowOfVoxel, blobs } = benchCase;
    expect(answer.losses.find(({ id }) => id === 'global/top_k')?.value).toBeCloseTo(plain.terms.global, 10);
    const gradient = plain.gradientOf(1, 0);
    const rows = new Float64Array(2 * blobs.length + 1);
    gradient.forEach((slope, v) => {
      rows[rowOfVoxel[v]] += Math.abs(slope);
    });
    expect(Math.max(...rows)).toBeGreaterThan(0);
    for (const { id, ownTerm, pull } of answer.rows) {
      expect(ownTerm).toBeCloseTo(plain.perElement[0].blobTerms[id - 1], 10);
      expect(pull.globalInside).toBeCloseTo(rows[id], 10);
      expect(pull.globalOutside).toBeCloseTo(rows[blobs.length + id], 10);
      expect([pull.instanceInside, pull.instanceOutside]).toEqual([0, 0]);
    }
    if (!volumes.pulls) throw new Error('no fields came');
    const { largest, values } = volumes.pulls.global;
    expect(
      largestGap(
        Array.from(values, (value) => (largest * value) / fullPull),
        Array.from(gradient),
      ),
    ).toBeLessThan(largest / fullPull);
  });

  test('an answer after edits is that of a fresh bench on the same prediction', () => {
    const random = createRandom(40 + seed);
    const { bench: edited } = touchedBench(seed, 0);
    for (let n = 0; n < 20; n++) {
      if (random.uniform() < 0.2) edited.undo();
      else edited.edit(randomEdit(benchCase, random));
      const asked = question({ base: 'dice_bce', scheme: 'cc' }, { threshold: n % 7 === 6 ? 0.3 : 0.5 });
      const { answer, volumes } = edited.ask(asked);
      const fresh = new Bench(benchCase, { kind: 'perfect' }, edited.logits.slice(), () => 0).ask(asked);
      expect(volumes.outcome).toEqual(fresh.volumes.outcome);
      expect(answer.metrics).toEqual(fresh.answer.metrics);
      expect(answer.matching.f1).toBe(fresh.answer.matching.f1);
      expect(largestGap(numbersOf(withoutReasons(answer)), numbersOf(withoutReasons(fresh.answer)))).toBeLessThan(1e-8);
      expect(largestGap(numbersOf(answer.losses), numbersOf(fresh.answer.losses))).toBeLessThan(1e-8);
    }
  });

  test('shares add up to one; the tide is the false-positive mass', () => {
    const { answer } = bench.ask(defaultQuestion);
    const sum = (numberOf: (row: (typeof answer.rows)[number]) => number | null) =>
      answer.rows.reduce((total, row) => total + (numberOf(row) ?? 0), 0);
    expect(sum((row) => row.shareOfNumerator)).toBeCloseTo(1, 9);
    expect(sum((row) => row.shareOfDenominator)).toBeCloseTo(1, 9);
    expect(sum((row) => row.shareOfGlobal)).toBeCloseTo(1, 9);
    expect(sum((row) => row.shareOfInstance)).toBeCloseTo(1, 9);
    expect(sum((row) => row.ignored)).toBeCloseTo(0, 9);
    expect(sum((row) => row.falsePositiveMass)).toBeCloseTo(answer.tide.global, 9);
    const dice = 1 - answer.totals.numerator / answer.totals.denominator;
    expect(answer.losses.find(({ id }) => id === 'global/dice')?.value).toBeCloseTo(dice, 5);
  });
});

test('the ledger of two blobs by hand', () => {
  const mask = new Uint8Array(10);
  mask.set([1, 1, 1], 0);
  mask[8] = 1;
  const benchCase = caseOf(mask, [10, 1, 1]);
  const logits = Float32Array.from([0.9, 0.6, 0.2, 0.7, 0, 0, 0, 0, 0.3, 0.1], (p) => logitOf(p));
  const { rows, totals, tide, matching } = new Bench(benchCase, { kind: 'missed' }, logits, () => 0).ask(
    defaultQuestion,
  ).answer;
  // Sums: inside blob 1 1.7, in its cell outside it 0.7; inside blob 2 0.3, outside 0.1.
  expect(totals.numerator).toBeCloseTo(4, 6);
  expect(totals.denominator).toBeCloseTo(1.7 + 0.7 + 0.3 + 0.1 + 4, 6);
  expect(tide.perCell.map((mass) => Number(mass.toFixed(6)))).toEqual([0.7, 0.1]);
  expect(rows[0]).toMatchObject({ id: 1, voxels: 3, volumeMm3: 3, recall: 2 / 3, match: 'found' });
  expect(rows[0].meanProbability).toBeCloseTo(1.7 / 3, 6);
  expect(rows[0].shareOfNumerator).toBeCloseTo(3.4 / 4, 6);
  expect(rows[0].shareOfDenominator).toBeCloseTo((1.7 + 0.7 + 3) / 6.8, 6);
  // Blob 1 alone: 2 * 1.7 over 1.7 + all that is false + 3.
  expect(rows[0].ownTerm).toBeCloseTo(1 - 3.4 / (1.7 + 0.8 + 3), 4);
  expect(rows[1]).toMatchObject({ recall: 0, match: 'missed', reason: { kind: 'untouched' } });
  // Voxel 3 is predicted, but not next to what is predicted of blob 1.
  expect(matching).toMatchObject({ found: 1, missed: 1, components: 2, falseComponents: 1 });
});

function largestGap(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return a.reduce((gap, value, i) => Math.max(gap, Math.abs(value - b[i])), 0);
}

/** Components are numbered as they come, so their numbers may differ. */
function withoutReasons({ rows }: BenchAnswer) {
  return rows.map(({ reason, ...numbers }) => ({ ...numbers, why: reason?.kind }));
}

/** All numbers in plain data, in order. */
function numbersOf(data: unknown): number[] {
  if (typeof data === 'number') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap(numbersOf);
}
