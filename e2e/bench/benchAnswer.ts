/** Times how long the bench takes to answer a touch: `npx tsx e2e/bench/benchAnswer.ts`. */
import { fileURLToPath } from 'node:url';
import { Bench } from '../../src/core/bench/bench';
import { cutCase } from '../../src/core/bench/benchCase';
import { defaultQuestion } from '../../src/core/bench/defaultQuestion';
import type { Edit } from '../../src/core/bench/edit';
import { logitsOfMask } from '../../src/core/bench/logits';
import { describeBlobs, rankBlobs } from '../../src/core/blobs';
import { labelCells } from '../../src/core/cells';
import { labelComponents } from '../../src/core/components';
import { createRandom } from '../../src/core/random';
import { type Dims, plainGrid, voxelCount, voxelIndex } from '../../src/core/volume';

/** How long the answers to touches took, ms. */
export interface BenchAnswerTimes {
  readonly name: string;
  readonly blobs: number;
  /** From the mask to the first answer: what is made once for a case. */
  readonly firstMs: number;
  /** By kind of edit: median and longest of the touches, each with its whole answer. */
  readonly touches: readonly { readonly name: string; readonly medianMs: number; readonly longestMs: number }[];
}

/** The two sizes that the bench promises: 128^3 voxels with 200 blobs within 100 ms, 256^3 with 1,000 within 300 ms. */
export function timeBenchAnswers(rounds = 5): readonly BenchAnswerTimes[] {
  return [timeCase(128, 200, rounds), timeCase(256, 1000, rounds)];
}

function timeCase(side: number, blobCount: number, rounds: number): BenchAnswerTimes {
  const startedMs = performance.now();
  const benchCase = makeCase(side, blobCount);
  const { ids } = benchCase;
  const logits = logitsOfMask((v) => ids[v] !== 0, ids.length);
  const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => performance.now());
  bench.ask(defaultQuestion);
  const firstMs = performance.now() - startedMs;
  const touches = editsOf(side, blobCount).map(({ name, make }) => {
    const times = Array.from({ length: rounds }, (_, round) => {
      const before = performance.now();
      bench.edit(make(round));
      bench.ask(defaultQuestion);
      return performance.now() - before;
    });
    times.sort((a, b) => a - b);
    return { name, medianMs: times[times.length >> 1], longestMs: times[times.length - 1] };
  });
  return { name: `${side}^3 voxels`, blobs: benchCase.blobs.length, firstMs, touches };
}

function editsOf(side: number, blobCount: number): { readonly name: string; readonly make: (round: number) => Edit }[] {
  const middle = blobCount >> 1;
  const at = side >> 1;
  const ofBlob = (name: string, blob: (round: number) => number) => [
    { name: `miss, ${name}`, make: (n: number) => ({ kind: 'miss', blob: blob(n) }) as const },
    { name: `find, ${name}`, make: (n: number) => ({ kind: 'unmiss', blob: blob(n) }) as const },
    { name: `grow, ${name}`, make: (n: number) => ({ kind: 'grow', blob: blob(n), by: 2 }) as const },
    { name: `shrink, ${name}`, make: (n: number) => ({ kind: 'shrink', blob: blob(n), by: 1 }) as const },
    { name: `shift, ${name}`, make: (n: number) => ({ kind: 'shift', blob: blob(n), by: [1, 0, 0] }) as const },
    {
      name: `probability, ${name}`,
      make: (n: number) => ({ kind: 'probability', blob: blob(n), probability: 0.3 + 0.1 * n }) as const,
    },
  ];
  return [
    ...ofBlob('middle blob', (n) => middle + n),
    ...ofBlob('largest blob', () => 1),
    {
      name: 'ball of 500 voxels',
      make: (n) => ({ kind: 'ball', centre: [at, at + n, at], voxels: 500, probability: 1 }),
    },
    {
      name: 'stroke',
      make: (n) => ({
        kind: 'paint',
        path: [
          [n, 2, at],
          [at, at, at],
        ],
        radius: 3,
        flatAxis: 2,
      }),
    },
  ];
}

/** Balls of many sizes, one in each cell of a lattice, and one huge one in a corner. */
export function makeCase(side: number, blobCount: number) {
  const dims: Dims = [side, side, side];
  const random = createRandom(1);
  const mask = new Uint8Array(voxelCount(dims));
  const perSide = Math.ceil(Math.cbrt(1.3 * blobCount));
  const cell = side / perSide;
  const huge = Math.floor(side / 6);
  addBall(mask, dims, [huge + 1, huge + 1, huge + 1], huge);
  let made = 1;
  for (let n = perSide ** 3 - 1; n >= 0 && made < blobCount; n--) {
    const lattice = [n % perSide, Math.floor(n / perSide) % perSide, Math.floor(n / perSide ** 2)];
    const centre = lattice.map((c) => Math.floor((c + 0.5) * cell));
    if (centre.every((c) => c < 2 * huge + cell)) continue;
    addBall(mask, dims, centre, random.uniformIn(0.5, cell / 2 - 1.5));
    made++;
  }
  const { ids, count } = labelComponents(mask, dims, 26);
  rankBlobs(ids, count);
  const grid = plainGrid(dims);
  const cells = labelCells(ids, dims, [1, 1, 1]);
  return cutCase({ grid, ids, blobs: describeBlobs(ids, grid), connectivity: 26 }, cells);
}

function addBall(mask: Uint8Array, dims: Dims, [cx, cy, cz]: readonly number[], radius: number): void {
  const reach = Math.ceil(radius);
  for (let z = cz - reach; z <= cz + reach; z++)
    for (let y = cy - reach; y <= cy + reach; y++)
      for (let x = cx - reach; x <= cx + reach; x++)
        if (Math.hypot(x - cx, y - cy, z - cz) <= radius) mask[voxelIndex(dims, x, y, z)] = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const { name, blobs, firstMs, touches } of timeBenchAnswers()) {
    process.stdout.write(`${name}, ${blobs} blobs; ready after ${firstMs.toFixed(0)} ms\n`);
    for (const touch of touches)
      process.stdout.write(
        `  ${touch.name.padEnd(28)} median ${touch.medianMs.toFixed(1).padStart(7)} ms, longest ${touch.longestMs.toFixed(1).padStart(7)} ms\n`,
      );
  }
