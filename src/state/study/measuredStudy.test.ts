import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { studyTrials } from '../../core/study/study';
import { checkStudyRecord } from './studySchema';

/** Written by `npm run study`; what it says is not for a test to decide. */
const record = checkStudyRecord(JSON.parse(readFileSync('public/study.json', 'utf8')));

test('the study that comes with the page is whole: every trial of Dice and blob loss on three tasks, five seeds each', () => {
  const { study, results } = record;
  expect(study.tasks).toEqual(['ms', 'abstract', 'equal']);
  expect(study.losses.map(({ id }) => id)).toEqual(expect.arrayContaining(['dice', 'blob_dice']));
  expect(study.seeds).toHaveLength(5);
  const idsOf = (trials: readonly { task: string; lossId: string; seed: number }[]) =>
    trials.map(({ task, lossId, seed }) => `${task} ${lossId} ${seed}`);
  expect(idsOf(results)).toEqual(idsOf(studyTrials(study)));
});

test('it says how its tasks were chosen, and holds to the part of that which can be seen in it', () => {
  expect(record.criterion).toMatch(/^How the tasks were set/);
  for (const { result } of record.results) {
    expect(result.smallBlobs).toBeGreaterThanOrEqual(20);
    expect(result.steps).toBe(record.study.settings.steps);
  }
});
