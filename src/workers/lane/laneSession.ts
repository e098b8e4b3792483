import { InputError } from '../../core/errors';
import { checkLossSettings } from '../../core/losses/checkSettings';
import { checkpointBytes } from '../../engine/checkpoint';
import { nextTask } from '../../engine/nextTask';
import type { LaneCalls } from '../../protocol/laneCalls';
import type { Handlers } from '../../protocol/serve';
import type { WorkerLike } from '../../protocol/supervise';
import { createTurns } from '../../protocol/turns';
import { createBackground } from '../background';
import { callMonitor } from '../callMonitor';
import { explainStep } from './explainStep';
import { beginStep, caseOfStep, factsOf, type Lane, openLane, predictLane } from './lane';
import { type KeptBackend, keepBackend, type OpenBackend } from './laneBackend';
import { createHelpers, predictSentRow } from './laneHelpers';
import { type ExamineMachine, standbyHandlers } from './laneStandby';
import { onDevice } from './onDevice';
import { runTrial } from './trial';
import { judge, validate } from './validation';

/**
 * The answers of a lane worker. Steps, predictions and checkpoints take turns, so a prediction asked for during `advance` runs between two steps;
 * between steps a whole task is let in, so that cancels and new settings arrive.
 */
export function createLaneSession(
  openBackend: OpenBackend,
  examine: ExamineMachine,
  startHelper: (() => WorkerLike) | null = null,
): Handlers<LaneCalls> {
  const turns = createTurns();
  const background = createBackground(turns);
  const keeper = keepBackend(openBackend);
  const helpers = createHelpers(startHelper);
  let open: Lane | null = null;
  const closeUnlessOn = (backend: KeptBackend | null) => {
    if (!open || open.backend === backend) return;
    // Its device may be gone, and then so is what would be freed.
    open.trainer.dispose().catch(() => {});
    open = null;
  };
  const lane = () => open ?? refuseClosed();
  return {
    ...standbyHandlers({ keeper, background, examine, closeUnlessOn }),
    open: (opening, context) => {
      background.giveWay();
      return turns(async () => {
        await open?.trainer.dispose();
        open = null;
        helpers.stop();
        open = { ...(await openLane(opening, keeper, context)), helpers };
        return factsOf(open);
      });
    },
    advance: async ({ toStep }, context) => {
      background.giveWay();
      const training = lane();
      const { trainer } = training;
      const isOver = () => trainer.step >= toStep || context.signal.aborted || training !== open;
      const begun: Promise<void>[] = [];
      while (!isOver() || begun.length > 0) {
        await turns(async () => {
          while (!isOver() && begun.length < trainer.inFlight) begun.push(beginStep(training, context.report));
          await begun.shift();
        });
        await nextTask();
      }
      return { step: trainer.step };
    },
    setLoss: ({ loss }) => {
      checkLossSettings(loss);
      lane().settings = { ...lane().settings, loss };
      return null;
    },
    predict: ({ helpers: count }, context) => {
      background.giveWay();
      return turns(() => predictLane(lane(), count, context));
    },
    validate: (ask, context) => {
      background.giveWay();
      return turns(async () => {
        const model = lane();
        const { answer, kept } = await validate(model, ask, callMonitor(context));
        model.validated = kept;
        const arrays = [
          ...answer.cases.map(({ recorded }) => recorded),
          ...(answer.whole ? [answer.whole.probability] : []),
        ];
        context.transfer(arrays.map(({ buffer }) => buffer as ArrayBuffer));
        return answer;
      });
    },
    judge: (ask, context) => {
      background.giveWay();
      return turns(async () => {
        const model = lane();
        return model.validated && judge(model, model.validated, ask, callMonitor(context));
      });
    },
    explain: ({ seek }, { transfer }) => {
      background.giveWay();
      return turns(async () => {
        const model = lane();
        const explained = await explainStep({ ...model, caseOfStep: (step) => caseOfStep(model, step) }, seek);
        transfer(Object.values(explained.arrays).map(({ buffer }) => buffer));
        return explained;
      });
    },
    trial: (trial, context) => {
      background.giveWay();
      return turns(async () => {
        checkLossSettings(trial.settings.loss);
        const backend = await keeper.take(trial.settings.backend);
        closeUnlessOn(backend);
        return runTrial(trial, backend, callMonitor(context));
      });
    },
    predictRow: (row, { signal, transfer }) => {
      background.giveWay();
      return turns(async () => {
        const { throwIfCancelled } = callMonitor({ report: () => {}, signal });
        throwIfCancelled();
        const backend = await keeper.take('wasm');
        closeUnlessOn(backend);
        const probability = await onDevice(backend, () => predictSentRow(row, throwIfCancelled));
        transfer([probability.buffer]);
        return probability;
      });
    },
    checkpoint: (_, { transfer }) => {
      background.giveWay();
      return turns(async () => {
        const state = await lane().trainer.state();
        const bytes = checkpointBytes(state);
        transfer([bytes]);
        return { step: state.step, bytes };
      });
    },
  };
}

function refuseClosed(): never {
  throw new InputError({
    found: 'No model is open in this lane',
    expected: 'a model that was opened before it is trained or asked',
    todo: 'Press Reset and train again',
  });
}
