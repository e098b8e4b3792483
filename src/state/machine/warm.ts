import { CallError } from '../../protocol/connect';
import type { AppState } from '../model';
import type { Core } from '../wires';
import type { TierKeeper } from './tier';

/** Changes of settings within this time are warmed up for together; and a case that has just opened is drawn first. */
const restMs = 300;

/**
 * Keeps the lane warm while no run stands: as soon as a case is open, and again when settings change that decide what is compiled, the
 * backend is started and tried on made-up data; the first time also timed. Ends at once when a run, an opening or a Room check begins.
 */
export function keepWarm(core: Core, tier: TierKeeper): void {
  const { store } = core;
  let warmth = occasion(store.getState());
  let work = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.subscribe((state) => {
    const next = occasion(state);
    if (next === warmth) return;
    warmth = next;
    work.abort();
    work = new AbortController();
    clearTimeout(timer);
    const { signal } = work;
    if (next !== null) timer = setTimeout(() => void warm(core, tier, signal), restMs);
  });
}

/** What there is to be warm for; null = nothing now. */
function occasion({ openCase, opening, lane, room, settings }: AppState): string | null {
  const isIdle = opening.phase !== 'busy' && lane.phase === 'none' && room.phase !== 'checking';
  if (!openCase || !isIdle) return null;
  const { backend, network, patch, loss } = settings;
  return JSON.stringify([backend, network, patch.size, patch.batchSize, loss.base]);
}

async function warm({ store, lanes: { A: lane } }: Core, tier: TierKeeper, signal: AbortSignal): Promise<void> {
  const { settings } = store.getState();
  try {
    const standby = await lane.call('warm', { settings }, { signal });
    if (signal.aborted) return;
    store.setState({ standby });
    if (tier.isMeasuredOn(standby.backend)) return;
    const { backend, speed } = await lane.call('measure', { backend: settings.backend }, { signal });
    if (!signal.aborted) tier.adopt(backend, speed);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    // Whatever is in the way is said when a run is started.
    if (!signal.aborted) store.setState({ standby: null });
  }
}
