import { describe, expect, test } from 'vitest';
import { curtainClip, curtainsAt, shareAt } from './curtainShape';

describe('the curtain between two pictures', () => {
  test('hangs once in one view, and once in each column of four', () => {
    expect(curtainsAt('axial', 0.25)).toEqual([0.25]);
    expect(curtainsAt('grid', 0.25)).toEqual([0.125, 0.625]);
  });

  test('what is left of it is one rectangle, or one of each column', () => {
    expect(curtainClip('render', 0.4)).toBe('polygon(0% 100%, 0% 0, 40% 0, 40% 100%)');
    expect(curtainClip('grid', 0.5)).toBe('polygon(0% 100%, 0% 0, 25% 0, 25% 100%, 50% 100%, 50% 0, 75% 0, 75% 100%)');
  });

  test('a hand that leaves the view keeps the curtain at its edge', () => {
    expect(shareAt('grid', 1, 0.625)).toBe(0.25);
    expect(shareAt('grid', 1, 0.2)).toBe(0);
    expect(shareAt('coronal', 0, 1.3)).toBe(1);
  });
});
