import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StudyRecord } from '../../core/study/record';
import { aboutTask } from './aboutTask';
import { reportOf } from './reportOf';

const record = JSON.parse(readFileSync('src/state/study/fixtures/study.json', 'utf8')) as StudyRecord;

test('a report can be read by itself: date, backend, settings, table, verdict, and how far it may be trusted', () => {
  const report = reportOf(record);
  expect(report).toContain(`${record.madeAt.slice(0, 10)}, wasm: 2 seeds, 40 steps`);
  expect(report).toContain('Small networks on synthetic data');
  expect(report).toMatch(
    /### MS lesions\n\n40 blobs a case, .+ judged on about \d+ blobs, \d+ of them small\.\n\n\| loss \|/,
  );
  expect(report).toMatch(
    /- MS lesions, blob over Dice, 2 : 1 against Dice: small-blob sensitivity .+, 2 seeds\. Fewer than three/,
  );
  expect(report).toContain('How the tasks were set');
});

test('before a trial is done only the make-up of a task is known', () => {
  expect(aboutTask(record.study, [], 'ms')).toEqual({
    title: 'MS lesions',
    words: '40 blobs a case, spread of ln volume 1.6; 2 times the natural noise.',
  });
  expect(reportOf({ ...record, results: [], criterion: undefined })).toContain('no trial yet');
});
