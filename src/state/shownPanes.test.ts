import { describe, expect, test } from 'vitest';
import type { LaneId } from './laneId';
import { panesWith, shownPanes } from './shownPanes';
import { defaultCompare, freshSlice } from './store';

const given = (others: readonly LaneId[], panes: readonly [LaneId, LaneId]) => ({
  others: others.map((id) => ({ ...freshSlice, id, own: {} })),
  compare: { ...defaultCompare, panes },
});

describe('the lanes whose pictures are compared', () => {
  test('are the chosen ones while they are there', () => {
    expect(shownPanes(given(['B', 'C'], ['C', 'A']))).toEqual(['C', 'A']);
  });

  test('a lane that was removed gives its place to the first that is left', () => {
    expect(shownPanes(given(['C'], ['A', 'B']))).toEqual(['A', 'C']);
    expect(shownPanes(given(['C'], ['B', 'A']))).toEqual(['C', 'A']);
    expect(shownPanes(given(['B'], ['C', 'D']))).toEqual(['A', 'B']);
    expect(shownPanes(given([], ['B', 'A']))).toEqual(['A', 'A']);
  });

  test('one that is chosen on the other side changes places', () => {
    const state = given(['B', 'C'], ['A', 'B']);
    expect(panesWith(state, 0, 'B')).toEqual(['B', 'A']);
    expect(panesWith(state, 1, 'A')).toEqual(['B', 'A']);
    expect(panesWith(state, 1, 'C')).toEqual(['A', 'C']);
    expect(panesWith(state, 0, 'A')).toEqual(['A', 'B']);
  });
});
