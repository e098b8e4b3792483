import { CallError } from '../../protocol/connect';
import type { MeasuredMask, OpenedFile, OpenedFiles, ScanCalls } from '../../protocol/scanCalls';
import type { Handlers } from '../../protocol/serve';
import type { SupervisedWorker } from '../../protocol/supervise';
import type { Failure } from '../../protocol/wire';
import { type Asked, fakeCall } from './fakeCall';
import { fakeCase } from './fakeCase';

/** A scan worker in the same thread, for tests of the state; files whose names begin with "bad" are no volumes. */
export interface FakeScan extends SupervisedWorker<ScanCalls> {
  readonly asked: Asked;
  /** Fails the next call, whatever it is. */
  failNext: Failure | null;
  stops: number;
  /** So many workers died without being stopped. */
  deaths: number;
}

export function fakeScan(): FakeScan {
  const asked: Asked = [];
  const answer = fakeCall<ScanCalls>(asked, handlers);
  const scan: FakeScan = {
    ...{ asked, failNext: null, stops: 0, deaths: 0 },
    endings: () => scan.stops + scan.deaths,
    stop: () => {
      scan.stops += 1;
    },
    async call(...call) {
      const answered = await answer(...call);
      const failure = scan.failNext;
      scan.failNext = null;
      if (failure) throw new CallError(failure);
      return answered;
    },
  };
  return scan;
}

const handlers: Handlers<ScanCalls> = {
  open: ({ files }) => openedFiles(files),
  // The first file is numbered 100.
  knowFiles: ({ files }) => files.map(({ name }, index) => ({ fileId: 100 + index, name })),
  measureMask: ({ fileId }) => measuredMask(fileId),
  phantom: (ask) => fakeCase('phantom', ask),
  made: (ask) => fakeCase('made', ask),
  assemble: (ask) => fakeCase('assemble', ask),
  relabel: (ask) => fakeCase('relabel', ask),
  guest: ({ name, ask }) => fakeCase(name, ask),
  score: ({ threshold }) => {
    const none = { dice: null, sensitivity: null, precision: null, f1: null, perBlob: [] };
    const scores = { ...none, threshold, foundBlobs: 0, missedBlobs: 0, predictedBlobs: 0, falseBlobs: 0 };
    return { scores, outcome: new Uint8Array(8) };
  },
  bench: noBench,
  benchStudy: noBench,
};

function noBench(): never {
  throw new Error('a fake scan worker has no bench');
}

function openedFiles(files: readonly File[]): OpenedFiles {
  const isBad = ({ name }: File) => name.startsWith('bad');
  const opened = files.filter((file) => !isBad(file));
  return {
    files: opened.map(({ name }, i): OpenedFile => {
      const guess = name.includes('mask') ? 'mask' : 'scan';
      return { fileId: i + 1, name, dims: [2, 2, 2], datatype: 'uint8', guess, why: 'its name' };
    }),
    refused: files.filter(isBad).map(({ name }) => ({ name, message: 'not a volume.' })),
  };
}

/** One blob of so many voxels as the number of the file. */
function measuredMask(fileId: number): MeasuredMask {
  const mask = { spacingMm: [1, 1, 1], voxelTotal: 1000, sizes: [fileId] } as const;
  return { mask, dims: [10, 10, 10], datatype: 'uint8', remarks: [] };
}
