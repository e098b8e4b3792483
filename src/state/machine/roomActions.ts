import type { Dims } from '../../core/volume';
import { CallError } from '../../protocol/connect';
import type { Progress } from '../../protocol/scanCalls';
import type { Actions } from '../actions';
import { isAnyBusy } from '../isRunning';
import type { AppState } from '../model';
import { asSentence } from '../sentence';
import type { Core } from '../wires';
import type { TierKeeper } from './tier';

type RoomActions = Pick<Actions, 'openRoom' | 'closeRoom' | 'checkRoom' | 'cancelRoomCheck'>;

/** Intents about the Room check. `park` lets a run that rests give its lane away; it takes it back when it goes on. */
export function createRoomActions(core: Core, tier: TierKeeper, park: () => void): RoomActions {
  const { store } = core;
  let work = new AbortController();
  const check = () => {
    const state = store.getState();
    if (state.room.phase === 'checking' || isAnyBusy(state)) return;
    park();
    work = new AbortController();
    void checkRoom(core, tier, work.signal);
  };
  return {
    openRoom: () => {
      store.setState({ isRoomOpen: true });
      if (store.getState().room.phase !== 'checked') check();
    },
    closeRoom: () => {
      work.abort();
      store.setState({ isRoomOpen: false });
    },
    checkRoom: check,
    cancelRoomCheck: () => work.abort(),
  };
}

async function checkRoom({ store, lanes: { A: lane } }: Core, tier: TierKeeper, signal: AbortSignal): Promise<void> {
  const { room: before, settings, openCase } = store.getState();
  const { size } = settings.patch;
  const dims: Dims = openCase?.grid.dims ?? [size, size, size];
  const onProgress = (progress: Progress) => store.setState(({ room }) => ({ room: { ...room, ...progress } }));
  store.setState({ room: { phase: 'checking', what: 'starting', fraction: 0, startedAtMs: Date.now() } });
  try {
    const report = await lane.call('roomCheck', { settings, dims }, { signal, onProgress });
    store.setState({
      room: { phase: 'checked', report },
      standby: { backend: report.used, why: report.why },
    });
    const speed = report.backends.find(({ name }) => name === report.used)?.speed;
    if (speed) tier.adopt(report.used, speed);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    store.setState({ room: endOf(error, before) });
  }
}

/** A cancel leaves what was known before. */
function endOf({ failure }: CallError, before: AppState['room']): AppState['room'] {
  if (failure.kind !== 'cancelled') return { phase: 'failed', message: asSentence(failure.message) };
  return before.phase === 'checked' ? before : { phase: 'none' };
}
