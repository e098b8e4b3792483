import { describe, expect, test } from 'vitest';
import { defaultLoss } from '../../core/settings';
import { hiddenFrom } from './lights';

const voxels = { ids: Int32Array.of(0, 1, 2, 0), cells: Int32Array.of(1, 1, 2, 2) };
const hidden = (change: Partial<typeof defaultLoss>, chosen: number | null = 1) => {
  const isHidden = hiddenFrom({ ...defaultLoss, ...change }, voxels, chosen);
  return isHidden && [0, 1, 2, 3].map(isHidden);
};

describe('what the term of blob 1 does not see', () => {
  test('under blob loss are the other blobs, and nothing of the background', () => {
    expect(hidden({})).toEqual([false, false, true, false]);
    expect(hidden({ masking: 'none' })).toBeNull();
  });

  test('under CC and BiCC is all beyond its cell', () => {
    for (const scheme of ['cc', 'bicc'] as const) expect(hidden({ scheme })).toEqual([false, false, true, true]);
  });

  test('is nothing where voxels are weighted, or there is no blob', () => {
    expect(hidden({ scheme: 'inverse_weighting' })).toBeNull();
    expect(hidden({}, null)).toBeNull();
  });
});
