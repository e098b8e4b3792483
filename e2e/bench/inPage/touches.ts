import { Bench } from '../../../src/core/bench/bench';
import type { BenchCase } from '../../../src/core/bench/benchCase';
import { defaultQuestion } from '../../../src/core/bench/defaultQuestion';
import type { Edit } from '../../../src/core/bench/edits/edit';
import { logitsOfMask } from '../../../src/core/bench/logits';
import type { BenchQuestion } from '../../../src/core/bench/question';
import { metricGroups } from '../../../src/core/metrics/catalogue/catalogue';
import { createRandom } from '../../../src/core/random';
import { finish } from '../../../src/core/steps';
import { makeTouchedCase, spoil } from './touchedCase';

/** How long the answers to touches of a prediction took, each with the touch itself, ms. */
export interface TouchTimes {
  /** From the case and its prediction to the first full answer: what is made once. */
  readonly firstMs: number;
  readonly touches: readonly TimedTouch[];
}

export interface TimedTouch {
  readonly name: string;
  readonly isLargest: boolean;
  /** Losses, ledger, and the metrics of the chosen rule. */
  readonly quickMs: readonly number[];
  /** These and all other metrics. */
  readonly fullMs: readonly number[];
}

/** What is touched: a mask with its faults, or probabilities of which no two are equal, as a network's. */
export type Touched = 'mask' | 'probabilities';

/** Of a prediction of `side`^3 voxels with so many blobs, so many rounds of each kind of touch. */
export function timeTouches(side: number, blobCount: number, touched: Touched, rounds: number): TouchTimes {
  const benchCase = makeTouchedCase(side, blobCount);
  const bench = new Bench(benchCase, { kind: 'perfect' }, beginningOf(benchCase, touched), () => performance.now());
  return timeEach(bench, side, blobCount, rounds);
}

function beginningOf({ ids }: BenchCase, touched: Touched): Float32Array {
  if (touched === 'mask') return finish(logitsOfMask((v) => ids[v] !== 0, ids.length));
  const random = createRandom(3);
  return Float32Array.from(ids, (id) => (id !== 0 ? 3 : -5) + random.uniformIn(-1, 1));
}

const everything: BenchQuestion = { ...defaultQuestion, metrics: metricGroups };

function timeEach(bench: Bench, side: number, blobCount: number, rounds: number): TouchTimes {
  spoil(bench, side, blobCount);
  const startedMs = performance.now();
  bench.ask(everything);
  const firstMs = performance.now() - startedMs;
  const kinds = touchesOf(side, blobCount);
  // Once for all of them, so that none pays for compiling the code of the others.
  for (const { make } of kinds) timeOne(bench, make(rounds), everything);
  const times = (make: (round: number) => Edit, question: BenchQuestion) =>
    Array.from({ length: rounds }, (_, round) => timeOne(bench, make(round), question));
  return {
    firstMs,
    touches: kinds.map(({ name, isLargest, make }) => ({
      ...{ name, isLargest },
      quickMs: times(make, defaultQuestion),
      fullMs: times(make, everything),
    })),
  };
}

/** A touch with its answer; it is taken back before the next. */
function timeOne(bench: Bench, edit: Edit, question: BenchQuestion): number {
  const startedMs = performance.now();
  bench.edit(edit);
  bench.ask(question);
  const ms = performance.now() - startedMs;
  bench.undo();
  bench.ask(everything);
  return ms;
}

interface KindOfTouch {
  readonly name: string;
  readonly isLargest: boolean;
  readonly make: (round: number) => Edit;
}

function touchesOf(side: number, blobCount: number): readonly KindOfTouch[] {
  const middle = blobCount >> 1;
  const at = side >> 1;
  return [
    ...touchesOfBlob('a blob', false, (round) => middle + round),
    ...touchesOfBlob('the largest blob', true, () => 1),
    {
      name: 'a false ball',
      isLargest: false,
      make: (n) => ({ kind: 'ball', centre: [at, at + n, at], voxels: 500, probability: 1 }),
    },
    {
      name: 'a stroke',
      isLargest: false,
      make: (n) => ({
        kind: 'paint',
        path: [
          [at - 20, 20 + n, at],
          [at, at, at],
        ],
        radius: 3,
        flatAxis: 2,
      }),
    },
  ];
}

function touchesOfBlob(name: string, isLargest: boolean, blob: (round: number) => number): readonly KindOfTouch[] {
  const kind = (what: string, make: (round: number) => Edit) => ({ name: `${what} ${name}`, isLargest, make });
  return [
    kind('missing', (n) => ({ kind: 'miss', blob: blob(n) })),
    kind('finding', (n) => ({ kind: 'unmiss', blob: blob(n) })),
    kind('growing', (n) => ({ kind: 'grow', blob: blob(n), by: 2 })),
    kind('shrinking', (n) => ({ kind: 'shrink', blob: blob(n), by: 1 })),
    kind('shifting', (n) => ({ kind: 'shift', blob: blob(n), by: [1, 0, 0] })),
    kind('fading', (n) => ({ kind: 'probability', blob: blob(n), probability: 0.2 + 0.05 * (n % 12) })),
  ];
}
