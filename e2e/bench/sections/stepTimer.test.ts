import { expect, test } from 'vitest';
import { StepTimer } from './stepTimer';
import type { TrainingPage } from './trainingPage';

const [small, aimedAt, large] = [
  { side: 24, baseWidth: 8 },
  { side: 32, baseWidth: 8 },
  { side: 64, baseWidth: 16 },
];

/** A page whose steps take so long for each size; the first of a size takes 10 ms more. */
function pageOf(msOfStep: (side: number) => number) {
  const counts: number[] = [];
  let [side, done] = [0, 0];
  const page: TrainingPage = {
    startRun: async (size) => {
      [side, done] = [size.side, 0];
    },
    runSteps: async (count) => {
      counts.push(count);
      const ms = Array.from({ length: count }, () => msOfStep(side) + (done++ === 0 ? 10 : 0));
      return { ms, totals: ms.map(() => 1) };
    },
  };
  return { page, counts };
}

test('the first step does not count where later ones follow', async () => {
  const { page, counts } = pageOf(() => 100);
  const timer = new StepTimer(page, 'ours', false, 3);
  expect(await timer.begin(small)).toBe('');
  expect(timer.medianMs).toBe(110);
  await timer.go();
  expect(timer.medianMs).toBe(100);
  expect(counts).toEqual([1, 5]);
});

test('slow steps are few: no more than fit, and none after the first where one fills the time', async () => {
  const { page, counts } = pageOf((side) => (side === 24 ? 20_000 : 0));
  const timer = new StepTimer(page, 'stock', false, 3);
  await timer.begin(small);
  await timer.go();
  await timer.go();
  expect(counts).toEqual([1, 1]);
  const slow = pageOf(() => 50_000);
  const alone = new StepTimer(slow.page, 'stock', false, 3);
  expect(await alone.begin(small)).toBe('stock: its first step alone');
  await alone.go();
  expect(slow.counts).toEqual([1]);
});

test('a size that would take too long is left out with a time for it, one with a target never', async () => {
  const { page, counts } = pageOf((side) => side ** 3);
  const timer = new StepTimer(page, 'stock', false, 3);
  await timer.begin(small);
  expect(await timer.begin(large)).toBe('stock left out: it would take about 1049 s a step');
  expect(timer.medianMs).toBeNull();
  await timer.go();
  expect(counts).toEqual([1]);
  expect(await timer.begin(aimedAt)).toBe('');
  expect(counts).toEqual([1, 1]);
});

test('without a page nothing is timed', async () => {
  const timer = new StepTimer(null, 'stock', true, 3);
  expect(await timer.begin(aimedAt)).toBe('stock left out of a quick run');
  await timer.go();
  expect(timer.medianMs).toBeNull();
});
