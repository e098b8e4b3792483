import { describe, expect, test } from 'vitest';
import { defaultLoss, type LossSettings } from '../../settings';
import { voxelCount } from '../../volume';
import { Bench } from '../bench';
import type { BenchCase } from '../benchCase';
import { logitOf } from '../logits';
import { caseOf, question } from '../testBench';

/** The table of who gets the gradient: 64^3 voxels, blobs of 10, 100, 1,000 and 10,000 voxels, the same background in the cell of each. */
describe('who gets the gradient', () => {
  const side = 64;
  const sizes = [10_000, 1000, 100, 10];
  const benchCase = fourBlobs();

  function fourBlobs(): BenchCase {
    const ids = new Int32Array(side ** 3);
    const rowOfVoxel = new Int32Array(side ** 3);
    const blobVoxels = sizes.reduce((sum, voxels) => sum + voxels, 0);
    const background = (side ** 3 - blobVoxels) / 4;
    let at = 0;
    sizes.forEach((voxels, n) => {
      rowOfVoxel.fill(n + 1, at, at + voxels);
      ids.fill(n + 1, at, at + voxels);
      const end = at + voxels + Math.round((n + 1) * background) - Math.round(n * background);
      rowOfVoxel.fill(4 + n + 1, at + voxels, end);
      at = end;
    });
    const plain = caseOf(new Uint8Array(1), [1, 1, 1]);
    const rowVoxels = new Float64Array(9);
    for (const row of rowOfVoxel) rowVoxels[row]++;
    const isInside = Uint8Array.of(0, 1, 1, 1, 1, 0, 0, 0, 0);
    const blob = { volumeMm3: 1, equivalentDiameterMm: 1, centreMm: [0, 0, 0], anchorVoxel: [0, 0, 0] } as const;
    const box = { boxMin: [0, 0, 0], boxMax: [side - 1, side - 1, side - 1], share: 0, colour: '#000000' } as const;
    return {
      grid: { ...plain.grid, dims: [side, side, side] },
      ids,
      blobs: sizes.map((voxels, n) => ({ id: n + 1, voxels, ...blob, ...box })),
      connectivity: null,
      rowOfVoxel,
      rowVoxels,
      regions: { blobIds: [1, 2, 3, 4], rowOfVoxel, isInside },
    };
  }

  /** Shares of the blobs, the smallest first, and the pull on the background over that on all blobs. */
  function shares(probability: (row: number, place: number) => number, loss: Partial<LossSettings>) {
    const places = new Float64Array(9);
    const logits = Float32Array.from(benchCase.rowOfVoxel, (row) => logitOf(probability(row, places[row]++)));
    const instance = loss.beta !== 0;
    const settings = { ...defaultLoss, smooth: 0, ...loss };
    const { answer } = new Bench(benchCase, { kind: 'missed' }, logits, () => 0).ask(question(settings));
    const { pull } = answer.totals;
    return {
      blobs: answer.rows.map((row) => (instance ? row.shareOfInstance : row.shareOfGlobal) ?? Number.NaN).reverse(),
      background: instance ? pull.instanceOutside / pull.instanceInside : pull.globalOutside / pull.globalInside,
    };
  }

  const start = () => 0.12;
  /** Background clean but for 300 voxels at 0.8, spread over the cells; the large two nearly found, the small two not. */
  const late = (row: number, place: number) => {
    if (row > 4) return place < 75 ? 0.8 : 1e-4;
    return row <= 2 ? 0.95 : 0.1;
  };

  /** The background nearly clean, nothing of any blob decided. */
  const middle = (row: number) => (row > 4 ? 0.01 : 0.5);

  const bySize = '.001 .009 .090 .900';
  const global = { beta: 0 } as const;
  test.each([
    ['Dice', { ...global, base: 'dice' }, [bySize, '.73'], bySize, ['.002 .017 .089 .892', '.13']],
    ['BCE', { ...global, base: 'bce' }, [bySize, '3.08'], bySize, ['.014 .139 .077 .770', '.41']],
    ['focal', { ...global, base: 'focal' }, [bySize, '.10'], bySize, ['.088 .880 .003 .029', '2.2']],
    ['Tversky', { ...global, base: 'tversky' }, [bySize, '.54'], bySize, ['.002 .017 .089 .892', '.05']],
    [
      'inverse-weighted BCE',
      { scheme: 'inverse_weighting', base: 'bce' },
      ['.25 .25 .25 .25', '.16'],
      '.25 .25 .25 .25',
      ['.47 .47 .03 .03', '.003'],
    ],
    [
      'blob-Dice',
      { scheme: 'blob', base: 'dice' },
      ['.001 .012 .118 .869', '.78'],
      '.006 .055 .327 .612',
      ['.063 .455 .239 .243', '.43'],
    ],
    ['blob-BCE', { scheme: 'blob', base: 'bce' }, [bySize, '12.3'], bySize, ['.014 .139 .077 .770', '1.63']],
    [
      'CC-Dice',
      { scheme: 'cc', base: 'dice' },
      ['.002 .021 .182 .796', '.52'],
      '.017 .129 .386 .468',
      ['.136 .569 .147 .148', '.16'],
    ],
    // In the middle the cross-entropy of a cell shares as at the start, since the voxels of all blobs are equally wrong in both.
    [
      'CC-CE',
      { scheme: 'cc', base: 'bce' },
      ['.001 .010 .101 .887', '3.4'],
      '.001 .010 .101 .887',
      ['.016 .155 .085 .744', '.44'],
    ],
  ] as const)('%s, as printed: at the start, in the middle, late', (_, loss, atStart, inTheMiddle, whenLate) => {
    expect(voxelCount(benchCase.grid.dims)).toBe(side ** 3);
    const states = [
      [start, atStart],
      [middle, [inTheMiddle, null]],
      [late, whenLate],
    ] as const;
    for (const [state, [blobs, background]] of states) {
      const found = shares(state, loss);
      blobs.split(' ').forEach((printed, n) => {
        expectPrinted(found.blobs[n], printed);
      });
      expect(found.blobs).toHaveLength(4);
      if (background !== null) expectPrinted(found.background, background);
    }
  });
});

/** A number that was printed with these digits; the last may be rounded either way. */
function expectPrinted(value: number, printed: string): void {
  const digits = printed.length - printed.indexOf('.') - 1;
  expect(Math.abs(value - Number(printed)), `${value} for ${printed}`).toBeLessThan(0.51 / 10 ** digits);
}
