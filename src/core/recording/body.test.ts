import { describe, expect, test } from 'vitest';
import { createRandom } from '../random';
import { defaultTraining } from '../settings';
import type { Scores } from '../terms';
import { decodeRecording, encodeRecording } from './body';
import type { RecordedLane, Recording } from './format';

const scores: Scores = {
  ...{ threshold: 0.5, dice: 0.5, foundBlobs: 1, missedBlobs: 1, predictedBlobs: 2, falseBlobs: 1 },
  ...{ sensitivity: 0.5, precision: 0.5, f1: null },
  perBlob: [{ id: 1, isFound: true, recall: 0.25, meanProbability: 0.5 }],
};

/** Halves and quarters survive float32. */
function lane(id: string): RecordedLane {
  const random = createRandom(5);
  const record = (step: number) => ({
    ...{ step, global: step / 4, blob: 0.5, total: step / 2, alpha: 2, beta: 1, learningRate: 0.25, elapsedMs: 8 },
    blobIds: step % 2 === 0 ? [1, 2] : [],
    blobTerms: step % 2 === 0 ? [0.5, step / 8] : [],
  });
  const levels = (step: number) => Uint8Array.from({ length: 24 }, () => (random.uniform() < 0.3 ? step % 64 : 0));
  return {
    ...{
      id,
      settings: defaultTraining,
      backend: 'wasm',
      events: [{ kind: 'loss', step: 2, from: null, to: defaultTraining.loss }],
    },
    records: [1, 2, 3, 4].map(record),
    predictions: [2, 4].map((step) => ({ step, elapsedMs: 3, scores, levels: levels(step) })),
    checkpoints: [{ step: 4, bytes: Uint8Array.of(1, 2, 3, 4).buffer }],
  };
}

const recording: Recording = {
  name: 'two lanes',
  madeAt: '2026-11-25T10:00:00.000Z',
  case: { name: 'MS', phantom: null, dims: [4, 3, 2], spacingMm: [1, 1, 2], connectivity: 26, blobVoxels: [5, 2] },
  lanes: [lane('A'), lane('B')],
};

test('a recording comes back as it was, its header as JSON', () => {
  const { header, body } = encodeRecording(recording);
  expect(decodeRecording(JSON.parse(JSON.stringify(header)), body)).toEqual(recording);
});

/** The second case is learned from too, the third one validated on. */
function severalCases(): Recording {
  const other = { ...recording.case, dims: [3, 2, 2] as const };
  const further = [
    { ...other, name: 'MS 2', id: 1, blobVoxels: [4, 3, 2], role: 'train' as const },
    { ...other, name: 'MS 3', id: 4, blobVoxels: [6], role: 'validate' as const },
  ];
  const lanes = recording.lanes.map((one) => ({
    ...one,
    records: one.records.map((record) =>
      record.step === 4 ? { ...record, caseId: 1, blobIds: [1, 3], blobTerms: [0.5, 0.25] } : record,
    ),
    validations: [{ caseId: 4, predictions: [{ step: 4, elapsedMs: 2, scores, levels: new Uint8Array(12).fill(7) }] }],
  }));
  return { ...recording, further: { homeRole: 'train', cases: further }, lanes };
}

test('several cases come back with their steps and validations, as a version that older pages refuse; one case as before', () => {
  const { header, body } = encodeRecording(severalCases());
  expect(header.version).toBe(2);
  expect(decodeRecording(JSON.parse(JSON.stringify(header)), body)).toEqual(severalCases());
  expect(encodeRecording(recording).header.version).toBe(1);
});

test('a case that the header does not name is refused', () => {
  const { header, body } = encodeRecording(severalCases());
  const further = { homeRole: 'train', cases: severalCases().further?.cases.slice(0, 1) ?? [] } as const;
  expect(() => decodeRecording({ ...header, further }, body)).toThrow(/a case that it does not name/);
});

test('weights come back as they were typed, so that going on with them is no change', () => {
  const [first] = recording.lanes;
  const typed = first.records.map((record) => ({ ...record, alpha: 0.1, beta: 12.34 }));
  const { header, body } = encodeRecording({ ...recording, lanes: [{ ...first, records: typed }] });
  const [{ records }] = decodeRecording(header, body).lanes;
  expect(records.map(({ alpha, beta }) => [alpha, beta])).toEqual(typed.map(() => [0.1, 12.34]));
});

describe('what is damaged is refused with a sentence', () => {
  const { header, body } = encodeRecording(recording);
  const [first, second] = header.lanes;
  test.each([
    ['cut off', header, body.subarray(0, body.length - 1)],
    ['too many bytes', header, Uint8Array.of(...body, 0)],
    ['huge counts', { ...header, lanes: [{ ...first, stepCount: 2 ** 40 }, second] }, body],
    ['negative counts', { ...header, lanes: [{ ...first, stepCount: -1 }, second] }, body],
    ['other term counts', { ...header, lanes: [{ ...first, termCount: first.termCount - 1 }, second] }, body],
    ['blobs that are not there', { ...header, case: { ...header.case, blobVoxels: [5] } }, body],
    ['another grid', { ...header, case: { ...header.case, dims: [4, 3, 3] as const } }, body],
  ])('%s', (_, badHeader, badBody) => {
    expect(() => decodeRecording(badHeader, badBody)).toThrow(/take another copy/);
  });
});
