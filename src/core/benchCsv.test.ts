import { describe, expect, test } from 'vitest';
import { Bench } from './bench/bench';
import { defaultQuestion } from './bench/defaultQuestion';
import { largestLogit } from './bench/logits';
import { caseOf } from './bench/testBench';
import { falseToCsv, ledgerToCsv, ledgerToMarkdown, metricsToCsv, sweepToCsv } from './benchCsv';
import { labelComponents } from './components';
import { Reference } from './metrics/reference';
import { sweepThresholds } from './metrics/sweep';
import type { Dims } from './volume';

const dims: Dims = [10, 1, 1];
const mask = Uint8Array.from('1111..1...', (sign) => Number(sign === '1'));

function answer() {
  const benchCase = caseOf(mask, dims);
  const logits = Float32Array.from('99......99', (sign) => (sign === '9' ? largestLogit : -largestLogit));
  const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
  return bench.ask({ ...defaultQuestion, falseComponents: true }).answer;
}

const head = [
  ['scan', '=cmd(),"x";\n+1.nii'],
  ['rule', 'any shared voxel'],
] as const;

const lines = (csv: string) => csv.split('\r\n');

describe('the head', () => {
  test('is one cell a line, begins with #, and holds nothing that parts a cell or begins one', () => {
    const [scan, rule] = lines(ledgerToCsv([], head));
    expect(scan).toBe('# scan: =cmd() x +1.nii');
    expect(rule).toBe('# rule: any shared voxel');
  });
});

test('the ledger: a line a blob, numbers in full, why in words, empty where nothing is known', () => {
  const rows = answer().rows.map((row) => ({ ...row, shareOfMixed: null }));
  const [, , names, first, second, end] = lines(ledgerToCsv(rows, head));
  const columns = names.split(',');
  const cell = (line: string, name: string) => line.split(',')[columns.indexOf(name)];
  expect(columns.slice(0, 3)).toEqual(['blob', 'voxels', 'volume_mm3']);
  expect([cell(first, 'blob'), cell(first, 'voxels'), cell(first, 'recall')]).toEqual(['1', '4', '0.5']);
  expect(cell(first, 'share_of_pull_mixed')).toBe('');
  expect(first).toContain('found: 2 voxels predicted (prediction 1)');
  expect([cell(second, 'result'), cell(second, 'why')]).toEqual(['missed', 'missed: no predicted voxel in it']);
  expect(end).toBe('');
});

test('as Markdown: the head as a list, then a table of as many rows', () => {
  const rows = answer().rows.map((row) => ({ ...row, shareOfMixed: 1 / 3 }));
  const words = ledgerToMarkdown(rows, [['file', 'a|b']]).split('\n');
  expect(words[0]).toBe('- file: a|b');
  expect(words[2]).toMatch(/^\| blob \| voxels \|/);
  expect(words.slice(4, 6).every((line) => line.includes('| 0.3333 |'))).toBe(true);
  expect(words).toHaveLength(7);
});

test('false components with the voxel of their middle', () => {
  const list = answer().falseComponents;
  const [, row] = lines(falseToCsv(list?.listed ?? [], []));
  expect(row.split(',').slice(0, 2)).toEqual(['2', '2']);
  expect(row.split(',').slice(4)).toEqual(['8', '0', '0', '2', 'false: touches no blob']);
});

test('metrics: undefined is empty, infinite is said, a formula is defused', () => {
  const metric = { id: 'm', name: '=HD95', maker: '', unit: 'mm', better: 'lower', words: 'a, b' } as const;
  const rows = [Number.POSITIVE_INFINITY, null, 0.25].map((value) => ({
    ...metric,
    group: 'surfaces' as const,
    value,
    note: null,
  }));
  const [, first, second, third] = lines(metricsToCsv(rows, []));
  expect(first).toBe(`surfaces,'=HD95,,infinite,mm,lower,"a, b",`);
  expect(second.split(',')[3]).toBe('');
  expect(third.split(',')[3]).toBe('0.25');
});

test('the sweep: a line a threshold, the best marked', () => {
  const { ids, count } = labelComponents(mask, dims, 26);
  const reference = new Reference({ ids, count }, dims, [1, 1, 1]);
  const probability = Float32Array.from('9999..6..6', (sign) => Number(sign === '.' ? 0 : sign) / 10);
  const settings = { connectivity: 26, rule: defaultQuestion.instances.rule, minVoxels: 1, thresholds: [0.5, 0.7] };
  const sweep = sweepThresholds(reference, probability, { ...settings, connectivity: 26 });
  const [names, low, high] = lines(sweepToCsv(sweep, []));
  expect(names.split(',').slice(0, 5)).toEqual(['threshold', 'f1', 'precision', 'sensitivity', 'false_positives']);
  expect(low.split(',').slice(0, 8)).toEqual(['0.5', '0.8', String(2 / 3), '1', '1', '2', '0', '3']);
  expect(low.endsWith('best')).toBe(true);
  expect(high.split(',').slice(3, 7)).toEqual(['0.5', '0', '1', '1']);
});
