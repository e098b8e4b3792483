import { expect, test } from 'vitest';
import type { Bench } from './context';
import { runSection } from './runSection';

const unused = async () => {
  throw new Error('no page is needed here');
};
const bench: Bench = {
  ...{ isQuick: true, adapter: null, backends: [], say: () => {}, close: async () => {} },
  ...{ engine: unused, stockTraining: unused, freshEngine: unused },
  blank: { page: Object.create(null), origin: '', errors: [], close: async () => {} },
};

test('a section that fails is named with its reason, and has no rows', async () => {
  const measure = () => Promise.reject(new Error('the page crashed'));
  expect(await runSection({ name: 'steps', title: 'Training steps', measure }, bench)).toEqual({
    rows: [],
    failure: 'FAILED: steps: the page crashed',
    text: 'Training steps\nFAILED: steps: the page crashed',
  });
});

test('the rows of a section are judged by their targets', async () => {
  const target = { must: 30, aim: 60, better: 'more', of: 'median' } as const;
  const measure = async () => [{ what: 'frames a second', unit: '1/s', values: { median: 45 }, target }];
  const { rows, failure, text } = await runSection({ name: 'page', title: 'The page', measure }, bench);
  expect(failure).toBeNull();
  expect(rows.map(({ section, reached }) => [section, reached])).toEqual([['page', 'must']]);
  expect(text).toContain('frames a second');
});
