import { expect, test } from 'vitest';
import { encodeVolume } from '../core/recording/volumeCodec';
import { defaultTraining } from '../core/settings';
import type { Scores } from '../core/terms';
import { validationsOf } from './cases/caseHistories';
import { PredictionHistory } from './history';
import { laneSeries, sightingsOf, smallBlobs } from './laneSeries';
import { laneDifferences } from './laneWords';

const blobs = [90, 4, 30, 4].map((voxels, i) => ({ id: i + 1, voxels }) as never);
const scores = (found: boolean[], f1: number | null): Scores => ({
  ...{ threshold: 0.5, dice: 0.5, sensitivity: 0.5, precision: 0.5, f1 },
  ...{ foundBlobs: 0, missedBlobs: 0, predictedBlobs: 0, falseBlobs: 0 },
  perBlob: found.map((isFound, i) => ({ id: i + 1, isFound, recall: 0, meanProbability: 0 })),
});

const of = (blobsOfCase: typeof blobs) => [{ id: 0, blobs: blobsOfCase }];

function arrays() {
  const history = new PredictionHistory();
  const volume = { bytes: encodeVolume(new Uint8Array(8), null), voxels: 8 };
  history.add({ ...volume, step: 10, elapsedMs: 1, scores: scores([true, true, false, false], null) });
  history.add({ ...volume, step: 20, elapsedMs: 1, scores: scores([true, true, true, true], 0.8) });
  const record = (step: number, total: number) => ({ step, total, global: 0, blob: 0 }) as never;
  return { records: [record(1, 4), record(2, 2)], histories: new Map([[0, history]]) };
}

test('scores stand at the steps of the predictions, undefined ones as gaps', () => {
  expect(laneSeries(arrays(), 'f1', of(blobs), 0.9)).toEqual({ xs: [10, 20], ys: [null, 0.8] });
});

test('sensitivity of the smaller half counts only these', () => {
  expect([...smallBlobs(blobs)]).toEqual([2, 4]);
  expect(laneSeries(arrays(), 'smallSensitivity', of(blobs), 0).ys).toEqual([0.5, 1]);
  expect(laneSeries(arrays(), 'smallSensitivity', of([]), 0).ys).toEqual([null, null]);
});

test('over several cases a score is the mean of those in which it is defined, at steps at which all were predicted', () => {
  const two = arrays();
  const second = new PredictionHistory();
  const volume = { bytes: encodeVolume(new Uint8Array(8), null), voxels: 8, elapsedMs: 1 };
  second.add({ ...volume, step: 10, scores: scores([true, false, false, false], 0.2) });
  second.add({ ...volume, step: 20, scores: scores([false, false, false, false], 0.4) });
  second.add({ ...volume, step: 30, scores: scores([true, true, true, true], 1) });
  two.histories.set(3, second);
  const cases = [
    { id: 0, blobs },
    { id: 3, blobs },
  ];
  expect(laneSeries(two, 'f1', cases, 0)).toEqual({ xs: [10, 20], ys: [0.2, expect.closeTo(0.6, 12)] });
  expect(laneSeries(two, 'smallSensitivity', cases, 0).ys).toEqual([0.25, 0.5]);
  expect(sightingsOf(validationsOf(two, [0, 3]))[0]?.isFound).toHaveLength(8);
  expect(laneSeries(two, 'f1', [], 0)).toEqual({ xs: [], ys: [] });
});

test('terms stand at each step, smoothed from the first value on', () => {
  expect(laneSeries(arrays(), 'total', of(blobs), 0.5)).toEqual({ xs: [1, 2], ys: [4, 3] });
  expect(laneSeries(arrays(), 'total', of(blobs), 0).ys).toEqual([4, 2]);
});

test('sightings say which blobs were found when', () => {
  expect(sightingsOf(validationsOf(arrays(), [0]))[0]).toEqual({ step: 10, isFound: [true, true, false, false] });
});

test('only what differs is told of lanes; the loss where nothing does', () => {
  const names = {
    loss: ({ beta }: { readonly beta: number }) => `beta ${beta}`,
    setting: (name: string, all: typeof defaultTraining) => `${name} ${String(all[name as 'seed'])}`,
  };
  const settings = defaultTraining;
  expect([...laneDifferences({ settings, others: [] }, names)]).toEqual([['A', 'beta 1']]);
  const other = { id: 'B', own: { seed: 7 } } as never;
  expect([...laneDifferences({ settings, others: [other] }, names)]).toEqual([
    ['A', 'seed 1'],
    ['B', 'seed 7'],
  ]);
});
