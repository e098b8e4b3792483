import { levelsOf } from '../../core/recording/levels';
import { encodeVolume } from '../../core/recording/volumeCodec';
import type { BackendChoice, BackendName } from '../../core/settings';
import type { Trial, TrialResult } from '../../core/study/trial';
import { CallError } from '../../protocol/connect';
import type { LaneCalls } from '../../protocol/laneCalls';
import type { CallContext, Handlers } from '../../protocol/serve';
import type { SupervisedWorker } from '../../protocol/supervise';
import type { Failure } from '../../protocol/wire';
import type { LaneId } from '../laneId';
import { type Asked, fakeCall, passed } from './fakeCall';
import { fakeReport } from './fakeReport';
import { fakeExplained, fakeRecord } from './fakeStep';
import { fakeTrialResult } from './fakeTrialResult';
import { fakeJudged, fakeValidated } from './fakeValidation';

/** A lane in the same thread, for tests of the state: it can be told to fail, to be slow, and to die. */
export interface FakeLane extends SupervisedWorker<LaneCalls> {
  readonly asked: Asked;
  /** Fails the advance that reaches this step, once for each failure. */
  failAt: { readonly step: number; readonly failure: Failure }[];
  failOpen: Failure | null;
  /** Fails the next predictions, one failure each. */
  failPredict: Failure[];
  /** Fails the next looks at a step, one failure each. */
  failExplain: Failure[];
  /** So many workers died between two calls. */
  deaths: number;
  /** Milliseconds of a step on 32^3 on this machine. */
  msAt32: number;
  /** How long it sits over a step beside all else. */
  msPerStep: number;
  failWarm: Failure | null;
  /** Fails the trials for which it says how. */
  failTrial: (trial: Trial) => Failure | null;
  /** How long a trial takes. */
  msPerTrial: number;
  /** Ends the Room check; null = it succeeds. */
  failRoom: Failure | null;
  /** Called before each step. */
  onStep: (step: number) => void;
  /** Ends the watch: the device is lost, or the worker died. */
  lose: (failure: Failure) => void;
}

export function fakeLane(): FakeLane {
  const asked: Asked = [];
  const lane: FakeLane = {
    ...{ asked, deaths: 0, msAt32: 65, msPerStep: 0, msPerTrial: 0 },
    ...{ failAt: [], failOpen: null, failPredict: [], failExplain: [], failWarm: null, failRoom: null },
    failTrial: () => null,
    onStep: () => {},
    lose: () => {},
    stop: () => {},
    endings: () => lane.deaths,
    call: (...call) => answer(...call),
  };
  const answer = fakeCall<LaneCalls>(asked, { ...modelHandlers(lane), ...otherHandlers(lane) });
  return lane;
}

/** One for each lane that a page can have. */
export function fakeLanes(): Record<LaneId, FakeLane> {
  return { A: fakeLane(), B: fakeLane(), C: fakeLane(), D: fakeLane() };
}

type ModelCall = 'open' | 'checkpoint' | 'advance' | 'setLoss' | 'predict' | 'validate' | 'judge' | 'explain';

/** What is asked of the open model: it only counts its steps. */
function modelHandlers(lane: FakeLane): Pick<Handlers<LaneCalls>, ModelCall> {
  let step = 0;
  return {
    open: ({ checkpoint, backend }) => {
      failWith(lane.failOpen);
      step = checkpoint?.step ?? 0;
      return { backend: backendOf(backend), why: 'chosen', parameterCount: 1, memoryBytes: 1, step };
    },
    checkpoint: () => ({ step, bytes: new ArrayBuffer(4) }),
    advance: async ({ toStep }, { signal, report }) => {
      while (step < toStep && !signal.aborted) {
        step += 1;
        lane.onStep(step);
        if (lane.msPerStep > 0) await passed(lane.msPerStep);
        const failing = lane.failAt.findIndex((fail) => fail.step === step);
        if (failing >= 0) {
          step -= 1;
          failWith(lane.failAt.splice(failing, 1)[0].failure);
        }
        report(fakeRecord(step));
        await passed(0);
      }
      return { step };
    },
    setLoss: () => null,
    predict: () => {
      failWith(lane.failPredict.shift());
      const probability = new Float32Array(8).fill(step / 1000);
      return { probability, recorded: encodeVolume(levelsOf(probability), null), step, elapsedMs: 1 };
    },
    validate: (ask) => {
      failWith(lane.failPredict.shift());
      return fakeValidated(ask, step);
    },
    judge: (ask) => fakeJudged(ask, step),
    explain: () => {
      failWith(lane.failExplain.shift());
      return fakeExplained(step + 1);
    },
  };
}

/** What is asked of the worker and its machine, whatever model is open. */
function otherHandlers(lane: FakeLane): Omit<Handlers<LaneCalls>, ModelCall> {
  return {
    watch: () =>
      new Promise((resolve, reject) => {
        lane.lose = (failure) =>
          failure.kind === 'device' ? resolve({ lost: failure.message }) : reject(new CallError(failure));
      }),
    warm: ({ settings }) => {
      failWith(lane.failWarm);
      return { backend: backendOf(settings.backend), why: 'warm' };
    },
    measure: ({ backend }) => ({ backend: backendOf(backend), speed: { msAt24: 30, msAt32: lane.msAt32 } }),
    roomCheck: async (_ask, { signal, report }) => {
      report({ fraction: 0.5, what: 'halfway' });
      await passed(10);
      failIfAborted(signal);
      failWith(lane.failRoom);
      return fakeReport(lane.msAt32);
    },
    trial: (trial, context) => runTrial(lane, trial, context),
    predictRow: () => {
      throw new Error('rows are predicted by helpers, not by a lane of the page');
    },
  };
}

async function runTrial(
  lane: FakeLane,
  trial: Trial,
  { signal, report }: CallContext<LaneCalls['trial']['progress']>,
): Promise<TrialResult> {
  report({ fraction: 0.5, what: 'training' });
  for (let ms = 0; ms < lane.msPerTrial && !signal.aborted; ms += 2) await passed(2);
  failIfAborted(signal);
  failWith(lane.failTrial(trial));
  return fakeTrialResult(trial);
}

function failIfAborted(signal: AbortSignal): void {
  if (signal.aborted) failWith({ kind: 'cancelled', message: 'cancelled' });
}

/** Throws the failure that the test wants, if it wants one. */
function failWith(failure: Failure | null | undefined): void {
  if (failure) throw new CallError(failure);
}

function backendOf(choice: BackendChoice): BackendName {
  return choice === 'auto' ? 'webgpu' : choice;
}
