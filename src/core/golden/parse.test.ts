import { describe, expect, test } from 'vitest';
import { InputError } from '../errors';
import { defaultLoss } from '../settings';
import { recogniseGolden } from './kind';
import { parseGolden } from './parse';
import { readNumber } from './read';

const inputs = {
  case: 'small',
  shape: [2, 1, 1, 1, 2],
  logits: [1, 2, 3, 4],
  instances: [2, 1, 0, 1],
};

const diceRun = {
  id: 'dice_logit',
  base: 'soft Dice',
  base_params: { smooth_nr: 0.5, squared_pred: false },
  masking: 'logit',
  global: 0.25,
  blob: 0.5,
  per_blob: [[0.25, 0.75], [0.5]],
  total_a2_b1: 1,
  total_a1_b1: 0.75,
  grad_total_a2_b1: [1, 2, 3, 'NaN'],
};

const blobFile = { ...inputs, n_blobs: [2, 1], runs: [diceRun, { ...diceRun, id: 'hinge', base: 'hinge' }] };

const familyFile = {
  ...inputs,
  family: 'base',
  runs: [
    { id: 'focal', parameters: { gamma: 3, alpha: null }, value: 0.1, grad: [1, 2, 3, 4] },
    { id: 'focal_alpha25', parameters: { gamma: 2, alpha: 0.25 }, value: 0.1, grad: [1, 2, 3, 4] },
    { id: 'hinge', parameters: {}, value: 0.1, grad: [1, 2, 3, 4] },
    {
      id: 'blob_focal_logit',
      parameters: { masking: 'logit' },
      value: 0.2,
      per_blob: [[1, 2], [3]],
      grad: [1, 2, 3, 4],
    },
  ],
};

test('the kind of a file is seen from its keys', () => {
  expect(recogniseGolden(blobFile)).toBe('blob loss');
  expect(recogniseGolden(familyFile)).toBe('loss family');
  expect(recogniseGolden({ shape: [], reference: [], prediction: [], expected: {} })).toBe('metrics');
  expect(recogniseGolden({ states: [], instances_rle: [], voronoi_rle: [] })).toBe('gradient shares');
  expect(recogniseGolden({ maps: [], rle: '' })).toBe('inverse weights');
  for (const other of [null, 3, 'text', [], {}, { logits: [] }, { maps: [] }])
    expect(recogniseGolden(other)).toBe('unknown');
});

describe('a blob loss file', () => {
  const golden = parseGolden(blobFile);

  test('gives shape, inputs, and ids that are unique in the batch', () => {
    expect(golden.shape).toEqual([2, 1, 1, 2]);
    expect([...golden.logits]).toEqual([1, 2, 3, 4]);
    expect([...golden.ids]).toEqual([2, 1, 0, 3]);
  });

  test('gives a run two checks, with the gradient where there is one', () => {
    const [run] = golden.runs;
    expect(run.id).toBe('dice_logit');
    expect(run.checks).toEqual([
      {
        settings: { ...defaultLoss, base: 'dice', masking: 'logit', smooth: 0.5, alpha: 2, beta: 1 },
        total: 1,
        global: 0.25,
        blob: 0.5,
        blobTerms: [0.25, 0.75, 0.5],
        gradient: Float64Array.of(1, 2, 3, Number.NaN),
      },
      expect.objectContaining({ total: 0.75, gradient: null }),
    ]);
  });

  test('names the runs that have no counterpart', () => {
    expect(golden.runs).toHaveLength(1);
    expect(golden.skipped).toEqual([{ id: 'hinge', reason: 'no criterion for hinge' }]);
  });
});

test('a loss family file gives plain criteria as global terms, blob terms alone, and the rest as skipped', () => {
  const { runs, skipped } = parseGolden(familyFile);
  expect(runs.map(({ id }) => id)).toEqual(['focal', 'focal_alpha25', 'blob_focal_logit']);
  expect(runs[0].checks[0]).toMatchObject({
    settings: { base: 'focal', focalGamma: 3, alpha: 1, beta: 0 },
    global: 0.1,
    blob: null,
  });
  expect(runs[1].checks[0].settings).toMatchObject({ base: 'focal', focalGamma: 2, focalAlpha: 0.25 });
  expect(runs[2].checks[0]).toMatchObject({
    settings: { base: 'focal', masking: 'logit', alpha: 0, beta: 1 },
    blob: 0.2,
    blobTerms: [1, 2, 3],
  });
  expect(skipped.map(({ id }) => id)).toEqual(['hinge']);
});

test.each([
  [{ ...blobFile, logits: [1, 2, 3] }, 'with 3 logits and 4 instances'],
  [{ ...blobFile, logits: [1, 2, 3, 'four'] }, '"four" at logits[3]'],
  [{ ...blobFile, runs: [3] }, '3 at runs[0]'],
  [{ ...blobFile, runs: {} }, 'at runs'],
  [{ ...blobFile, case: 7 }, '7 at case'],
  [{ some: 'thing' }, 'with the keys some'],
])('a damaged file is refused with the place of the damage (%#)', (file, message) => {
  expect(() => parseGolden(file)).toThrow(InputError);
  expect(() => parseGolden(file)).toThrow(message);
});

test('numbers that JSON cannot write are texts', () => {
  expect(readNumber('NaN', 'x')).toBeNaN();
  expect(readNumber('Infinity', 'x')).toBe(Number.POSITIVE_INFINITY);
  expect(readNumber('-inf', 'x')).toBe(Number.NEGATIVE_INFINITY);
});
