import { describe, expect, test } from 'vitest';
import { darkChartTheme } from '../theme';
import { frocPlot, frocPointAt } from './frocPlot';
import { sweepPlot } from './sweepPlot';

const box = { left: 0, top: 0, width: 100, height: 100 };
const points = [
  { threshold: 0.25, f1: 0.8, meanFalsePositives: 4, sensitivity: 1 },
  { threshold: 0.5, f1: 0.9, meanFalsePositives: 1, sensitivity: 0.75 },
  { threshold: 0.75, f1: null, meanFalsePositives: 0, sensitivity: 0.5 },
];

describe('the sweep', () => {
  const plot = sweepPlot({ points, best: 0.5, current: 0.25, cursor: null });

  test('tells the current and the best threshold, or that under the pointer', () => {
    expect(plot.said).toBe('F1 0.800 at 0.25 · best 0.900 at 0.5');
    expect(sweepPlot({ points, best: null, current: 0.5, cursor: 0.8 }).said).toBe(
      'F1 undefined at 0.75 · none is best',
    );
    expect(sweepPlot({ points: [], best: null, current: 0.5, cursor: null }).said).toBe('not swept yet');
  });

  test('draws what is defined, and marks both', () => {
    const body = plot.body(box, darkChartTheme);
    expect(body).toContain('d="M25 20L50 10"');
    expect(body).toContain('>best<');
    expect(body).toContain('>now<');
    expect(body).toContain('M25 0v100');
  });
});

describe('FROC', () => {
  test('tells the current threshold, or the point under the pointer', () => {
    expect(frocPlot({ points, current: 0.5, pointed: null }).said).toBe(
      'sensitivity 0.750 with 1 false, threshold 0.5',
    );
    expect(frocPlot({ points, current: 0.5, pointed: 0 }).said).toContain('threshold 0.25');
  });

  test('finds the point under a place; without blobs there is none', () => {
    expect(frocPointAt(points, { x: 0.02, y: 0.45 })).toBe(2);
    expect(frocPointAt(points, { x: 1, y: 0 })).toBe(0);
    expect(frocPointAt([{ threshold: 0.5, meanFalsePositives: 1, sensitivity: null }], { x: 0, y: 0 })).toBeNull();
  });
});
