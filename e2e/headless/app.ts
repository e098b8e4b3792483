import { Worker } from 'node:worker_threads';
import { packRecording, unpackRecording } from '../../src/io/recordingFile';
import type { LaneCalls } from '../../src/protocol/laneCalls';
import type { ScanCalls } from '../../src/protocol/scanCalls';
import { defaultSupervision, type SupervisedWorker, supervise, type WorkerLike } from '../../src/protocol/supervise';
import { type App, createApp } from '../../src/state/app';
import { noKeptRuns } from '../../src/state/kept/keptModel';
import { noRunStore } from '../../src/state/kept/runStore';
import type { AppState } from '../../src/state/model';

/** The page without its looks, in Node: the same state, on threads instead of workers. */
export interface HeadlessApp extends App {
  /** Resolves once it is true of the state; rejects with the notices when a lane or an opening has failed. */
  until(isReached: (state: AppState) => boolean): Promise<void>;
  close(): void;
}

export function createHeadlessApp(remembered: Partial<AppState>): HeadlessApp {
  const scan = supervise<ScanCalls>({ ...supervision, name: 'scan worker', spawn: () => startThread('scan') });
  const lanes = { A: createLaneThread(), B: createLaneThread(), C: createLaneThread(), D: createLaneThread() };
  const recordings = { pack: packRecording, unpack: unpackRecording };
  const trials = [createLaneThread()];
  const app = createApp(
    { scan, lanes, recordings, trials, measuredStudy: async () => null, runs: noRunStore, cores: 1 },
    { kept: { ...noKeptRuns, isOn: false }, ...remembered },
  );
  return {
    ...app,
    until: (isReached) => until(app, isReached),
    // A reset would make the page warm up for the next run.
    close: () => {
      for (const wire of [scan, ...Object.values(lanes), ...trials]) wire.stop();
    },
  };
}

/** A lane's thread, started by the first call to it; it runs until it is stopped. */
export function createLaneThread(): SupervisedWorker<LaneCalls> {
  return supervise<LaneCalls>({ ...supervision, name: 'lane', spawn: () => startThread('lane') });
}

function startThread(kind: 'scan' | 'lane'): WorkerLike {
  return workerLike(new Worker(new URL('./thread.mjs', import.meta.url), { workerData: kind }));
}

/** Threads are started one beside another on few cores: a proof of the kernels may be slow. */
const supervision = { ...defaultSupervision, silenceMs: 600_000 };

function workerLike(thread: Worker): WorkerLike {
  return {
    postMessage: (message, transfer) => thread.postMessage(message, transfer as ArrayBuffer[]),
    addEventListener: (type: string, listener: (event: { data: unknown; message: string }) => void) => {
      thread.on(type, (data: unknown) => listener({ data, message: data instanceof Error ? data.message : '' }));
    },
    terminate: () => void thread.terminate(),
  };
}

function until({ store }: App, isReached: (state: AppState) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (state: AppState) => {
      const failure = failureOf(state);
      if (failure) reject(new Error(failure));
      else if (isReached(state)) resolve();
      else return;
      ignore();
    };
    const ignore = store.subscribe(look);
    look(store.getState());
  });
}

function failureOf({ opening, lane, others }: AppState): string | null {
  const failed = [opening, lane, ...others.map((other) => other.lane)].find(({ phase }) => phase === 'failed');
  return failed && 'message' in failed ? failed.message : null;
}
