import { expect, test } from 'vitest';
import type { SweepPoint } from '../metrics/sweep';
import { poolSweeps } from './poolSweeps';

const point = (threshold: number, truePositives: number, falsePositives: number, falseNegatives: number) =>
  ({ threshold, truePositives, falsePositives, falseNegatives }) as SweepPoint;
const sweep = (...points: SweepPoint[]) => ({ points, best: null });

test('blobs are counted over all cases; the best threshold is the lowest of the highest F1', () => {
  const pooled = poolSweeps([
    sweep(point(0.2, 2, 4, 0), point(0.5, 2, 0, 0), point(0.8, 2, 0, 0)),
    sweep(point(0.2, 2, 0, 2), point(0.5, 1, 1, 3), point(0.8, 1, 1, 3)),
  ]);
  // 2 TP / (2 TP + FP + FN), summed over both cases first.
  expect(pooled.f1AtThreshold.map(({ f1 }) => f1)).toEqual([8 / 14, 6 / 10, 6 / 10]);
  expect(pooled.best).toEqual({ threshold: 0.5, f1: 0.6 });
  expect(pooled.froc[0]).toEqual({ threshold: 0.2, meanFalsePositives: 2, sensitivity: 4 / 6 });
});

test('without a blob or a component there is no F1 and no best threshold', () => {
  expect(poolSweeps([sweep(point(0.5, 0, 0, 0))]).best).toBeNull();
  expect(poolSweeps([]).f1AtThreshold).toEqual([]);
});
