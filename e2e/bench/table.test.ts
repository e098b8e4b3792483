import { expect, test } from 'vitest';
import { judge, type Measured } from './row';
import { summaryOf, tableOf, words } from './table';

const rowsOf = (...measured: readonly Measured[]) => measured.map((one) => judge('steps', one));
const step = (what: string, ours: number | null, note = ''): Measured => ({
  ...{ what, unit: 'ms', note, values: { ours, stock: 300 } },
  ...{ compare: ['stock', 'ours'], target: { must: 12, aim: 25, better: 'more', of: 'ratio' } },
});

test('rows stand in columns, what is missing as a dash, a note under its row', () => {
  expect(tableOf('Steps', rowsOf(step('small', 10), step('large one', null, 'too slow'))).split('\n')).toEqual([
    'Steps',
    '           ours  stock      ratio              must, aim  reached',
    'small        10    300  ms  30 (stock / ours)  ≥ 12, 25   aim',
    'large one     –    300  ms  – (stock / ours)   ≥ 12, 25   not measured',
    '    too slow',
  ]);
});

test('a note that rows in a row share stands once, under the last of them', () => {
  const lines = tableOf('Steps', rowsOf(step('a', 1, 'same'), step('b', 2, 'same'), step('c', 3))).split('\n');
  expect(lines[4]).toBe('    these 2: same');
  expect(lines.filter((line) => line.includes('same'))).toHaveLength(1);
});

test('columns that no row compares or aims at are left out', () => {
  const words = { what: 'browser', unit: '', values: { '': 'Chromium' } };
  expect(tableOf('Machine', rowsOf(words))).toBe('Machine\nbrowser  Chromium');
});

test('the summary counts the targets, and names those that were missed or not measured', () => {
  const rows = rowsOf(step('fast', 10), step('fair', 20), step('slow', 300), step('unknown', null));
  expect(summaryOf(rows).split('\n')).toEqual([
    'Of 4 targets, 1 reached their aim, 1 what they must.',
    'Not reached: 1',
    '    steps: slow',
    'Not measured: 1',
    '    steps: unknown',
  ]);
});

test.each([
  [0.01234, '0.0123'],
  [1.234, '1.23'],
  [99.96, '100'],
  [12345.6, '12,346'],
  [0, '0'],
  [null, '–'],
  ['yes', 'yes'],
])('%j is written %s', (value, written) => {
  expect(words(value)).toBe(written);
});
