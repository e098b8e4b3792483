import { expect, test } from 'vitest';
import type { RunEvent } from '../core/runEvents';
import type { PastPrediction } from './history';
import { runMarks } from './runMarks';

const every: RunEvent = { kind: 'setting', name: 'predictEvery', step: 20, from: 10, to: 5 };
const restart: RunEvent = { kind: 'restart', step: 50, reached: 61, backend: 'wasm' };
const scored = (step: number, threshold: number) => ({ step, scores: { threshold } }) as PastPrediction;

test('what happened in several lanes alike is told once, with their letters, in the order of the steps', () => {
  const marks = runMarks(
    [
      { id: 'A', events: [every], predictions: [scored(25, 0.5), scored(30, 0.4)] },
      { id: 'B', events: [{ ...every, step: 18 }, restart], predictions: [scored(25, 0.5)] },
    ],
    3,
  );
  expect(marks.map(({ lanes, event }) => `${event.step} ${event.kind} ${lanes.join('')}`)).toEqual([
    '20 setting AB',
    '30 threshold A',
    '50 restart B',
  ]);
  expect(marks.map(({ firstStep }) => firstStep)).toEqual([18, 30, 50]);
});
