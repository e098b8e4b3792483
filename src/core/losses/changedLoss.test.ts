import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseLosses, defaultLoss, schemes } from '../settings';
import { changedLoss, publishedWith } from './changedLoss';
import { isDefined } from './defined';

test('a new scheme keeps alpha, beta and the base that it knows, and comes with its smoothing', () => {
  expect(changedLoss(defaultLoss, { scheme: 'cc' })).toEqual({ ...defaultLoss, scheme: 'cc', smooth: 0 });
  const own = { ...defaultLoss, smooth: 0.1 };
  expect(changedLoss(own, { scheme: 'cc' })).toEqual({ ...own, scheme: 'cc' });
  const back = changedLoss(changedLoss(defaultLoss, { scheme: 'bicc' }), { scheme: 'blob' });
  expect(back).toEqual(defaultLoss);
});

test('a base that the new scheme does not know becomes the one it was published with', () => {
  expect(changedLoss(defaultLoss, { scheme: 'inverse_weighting' })).toMatchObject({
    base: 'dice_squared',
    alpha: 2,
    beta: 1,
  });
});

test('a base without instance term takes over the whole weight, and beta above 0 puts it away again', () => {
  const topK = changedLoss(defaultLoss, { base: 'top_k' });
  expect(topK).toMatchObject({ base: 'top_k', alpha: 3, beta: 0 });
  expect(changedLoss(topK, { beta: 1 })).toMatchObject({ base: 'dice', beta: 1 });
});

test('what each scheme was published with is defined for it', () => {
  for (const scheme of schemes) expect(isDefined({ scheme, base: publishedWith[scheme].base, beta: 1 })).toBe(true);
});

test('no series of changes leads to a loss that is not defined', () => {
  const change = fc.record(
    { scheme: fc.constantFrom(...schemes), base: fc.constantFrom(...baseLosses), beta: fc.constantFrom(0, 0.5, 2) },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      expect(isDefined(changes.reduce(changedLoss, defaultLoss))).toBe(true);
    }),
  );
});
