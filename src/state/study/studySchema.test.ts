import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StudyRecord } from '../../core/study/record';
import { readyApp, until } from '../testApp';
import { checkStudyRecord } from './studySchema';

/** Written by `npm run study -- --tasks ms --losses dice,blob_dice --seeds 2 --steps 40 --size 48 --train 2 --validate 1`. */
const text = readFileSync('src/state/study/fixtures/study.json', 'utf8');
const read = () => JSON.parse(text) as StudyRecord;

test('what npm run study writes is taken as it is', () => {
  expect(checkStudyRecord(read())).toEqual(read());
});

const [trial] = read().results;
const damaged: readonly (readonly [string, unknown, RegExp])[] = [
  ['no object', 'hello', /not right/],
  ['of a newer version', { ...read(), version: 3 }, /its version is not right/],
  ['of another kind', { ...read(), format: 'blobscope-recording' }, /its format is not right/],
  ['with a rate above 1', withScores({ f1: 1.5 }), /its results\.0\.result\.scores\.f1 is not right/],
  ['with a rate that is text', withScores({ dice: '<b>' }), /scores\.dice is not right/],
  ['without a score', withScores({ precision: undefined }), /scores\.precision is not right/],
  ['with a huge name', { ...read(), madeAt: 'x'.repeat(1e6) }, /madeAt is not right/],
  ['with a trial of another loss', { ...read(), results: [{ ...trial, lossId: 'other' }] }, /did not ask for/],
  ['with a trial twice', { ...read(), results: [trial, trial] }, /twice/],
  ['with a seed twice', { ...read(), study: { ...read().study, seeds: [1, 1, 2] } }, /twice/],
  [
    'of tasks whose cases it does not describe',
    { ...read(), study: { ...read().study, tasks: ['ms', 'equal'] } },
    /how the cases/,
  ],
  ['without losses', { ...read(), study: { ...read().study, losses: [] } }, /losses is not right/],
];

function withScores(change: object) {
  return {
    ...read(),
    results: [{ ...trial, result: { ...trial.result, scores: { ...trial.result.scores, ...change } } }],
  };
}

describe('a study is refused', () => {
  test.each(damaged)('%s', (_, data, sentence) => {
    expect(() => checkStudyRecord(data)).toThrow(sentence);
  });
});

test('fields that nobody asked for do not come through', () => {
  const hostile = JSON.parse(text.replace('{', '{"__proto__":{"isBad":true},"more":1,'));
  expect(Object.keys(checkStudyRecord(hostile))).toEqual([
    'format',
    'version',
    'madeAt',
    'criterion',
    'study',
    'results',
  ]);
});

test.each([
  ['missing', null, { phase: 'missing' }],
  ['refused', { format: 'x' }, { phase: 'refused' }],
  ['read', read(), { phase: 'read', record: read() }],
])('the study that comes with the page: %s', async (_, file, expected) => {
  const app = await readyApp({}, {}, [], async () => file);
  app.actions.showTrials('study');
  await until(app, ({ trials }) => trials.measured.phase !== 'unread');
  expect(app.store.getState().trials.measured).toMatchObject(expected);
});
