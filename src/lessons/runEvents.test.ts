import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../core/runEvents';
import { defaultLoss } from '../core/settings';
import { eventFlag, eventWords } from './runEvents';

const loss = { ...defaultLoss, alpha: 2, beta: 1 };
const events: readonly (readonly [RunEvent, string, string])[] = [
  [{ kind: 'loss', step: 1, from: loss, to: { ...loss, beta: 4 } }, 'β 1 → 4', 'β 1→4'],
  [
    { kind: 'loss', step: 1, from: loss, to: { ...loss, scheme: 'cc', base: 'dice_bce', alpha: 1 } },
    'term blob → CC, base Dice → Dice + BCE, α 2 → 1',
    'CC over Dice + BCE, 1 : 1',
  ],
  [{ kind: 'loss', step: 1, from: null, to: loss }, 'from here on blob over Dice, 2 : 1', 'new loss'],
  [
    { kind: 'setting', name: 'predictEvery', step: 1, from: 20, to: 0 },
    'predicts every 20 → only when asked',
    'predicts only when asked',
  ],
  [
    { kind: 'setting', name: 'steps', step: 1, from: 300, to: 500 },
    'length of the run 300 → 500 steps; the learning rate is that of the new length',
    '300→500 steps',
  ],
  [
    { kind: 'branch', step: 1, lane: 'A', from: loss, to: { ...loss, beta: 0 } },
    'branch of lane A: β 1 → 0',
    'from A: β 1→0',
  ],
  [
    { kind: 'restart', step: 50, reached: 72, backend: 'wasm' },
    'the lane stopped at step 72 and went on from here, on WebAssembly',
    'restart',
  ],
];

describe('what changed is said', () => {
  test.each(events)('%j', (event, words, flag) => {
    expect(eventWords(event)).toBe(words);
    expect(eventFlag(event)).toBe(flag);
  });

  test('a threshold with its two values', () => {
    const event = { kind: 'threshold', step: 3, from: 0.5, to: 0.3 } as const;
    expect([eventWords(event), eventFlag(event)]).toEqual(['threshold of the scores 0.50 → 0.30', 'threshold 0.30']);
  });
});
