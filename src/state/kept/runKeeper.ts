import { encodingRecording } from '../../core/recording/body';
import { predictedStepsOf } from '../cases/caseHistories';
import { homeCase } from '../cases/selectCases';
import { inTasks } from '../inTasks';
import { isAnyBusy } from '../isRunning';
import { arraysOfLane, lanesOf, sliceOf } from '../laneSite';
import { longestName } from '../recordings/recordingSchema';
import { recordingOf } from '../recordings/recordings';
import { addNotice } from '../store';
import type { Core } from '../wires';
import { entryOf } from './keptEntry';
import type { KeptEntry } from './keptModel';
import { StoreTrouble, troubleSentences } from './runStore';

/** While a run goes on it is kept at most this often. */
const everyMs = 20_000;
/** A run that comes to rest is kept this soon: what still settles is kept with it. */
const restMs = 300;
/** Of a kept run, for checkpoints. */
const checkpointBytes = 8 * 2 ** 20;
/** Predictions are packed while the page waits, 5 ns a voxel: so many of them where a run goes on before the user's eyes, and where nobody is kept waiting. */
const predictionVoxels = { seen: 4_000_000, unseen: 24_000_000 } as const;

/** What of the page's facts decides whether there is something to keep. */
const watched = ['homeRevision', 'lane', 'run', 'others'] as const;

/**
 * Keeps the run on the page in the browser's storage, by itself: at checkpoints and predictions now and then, and whenever it rests. A run
 * has one entry, which is overwritten; a new run gets a new one. Where nothing can be kept the run goes on, and that is said once.
 */
export class RunKeeper {
  /** The entry of the run on the page; null = it has none yet. */
  private current: Pick<KeptEntry, 'id' | 'name'> | null = null;
  private keptState: string | null = null;
  private keptAtMs = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private dueAtMs = Number.POSITIVE_INFINITY;
  private saving: Promise<void> | null = null;
  /** Rises when entries are deleted: what was packed before that is not written any more. */
  private deletions = 0;
  private hasSaidTrouble = false;

  constructor(
    private readonly core: Core,
    private readonly onKept: (entry: KeptEntry) => void,
  ) {
    core.store.subscribe((now, before) => {
      const isSame = watched.every((name) => now[name] === before[name]) && now.kept.isOn === before.kept.isOn;
      if (!isSame) this.look();
    });
  }

  /** The run on the page is the one of this entry and as it was kept. */
  adopt(entry: Pick<KeptEntry, 'id' | 'name'>): void {
    this.setCurrent(entry);
    this.keptState = this.stateNow();
  }

  rename({ id, name }: Pick<KeptEntry, 'id' | 'name'>): void {
    if (this.current?.id === id) this.current = { id, name };
  }

  /** Resolves when nothing is being written. The run is kept anew, as another, once it has changed; null = whatever run it is. */
  async forget(id: string | null): Promise<void> {
    const isCurrent = id === null || this.current?.id === id;
    if (isCurrent) {
      this.deletions += 1;
      this.setCurrent(null);
      this.keptState = this.stateNow();
    }
    await this.saving;
  }

  /** Writes what is not kept yet; resolves when it is, or cannot be. */
  async flush(): Promise<void> {
    await this.saving;
    if (this.isDue) await this.save(false);
  }

  private look(): void {
    const now = this.stateNow();
    const { run } = this.core.store.getState();
    if (now === null) {
      // A reset, or another case: what comes is another run.
      if (run.step === 0 && run.settings === null) this.setCurrent(null);
      this.cancel();
      return;
    }
    if (!this.isDue) return;
    const isResting = !isAnyBusy(this.core.store.getState());
    const waitMs = isResting ? restMs : Math.max(restMs, this.keptAtMs + everyMs - performance.now());
    this.plan(performance.now() + waitMs);
  }

  /** Whether something is not kept yet; a recording that was only opened need not be. */
  private get isDue(): boolean {
    const now = this.stateNow();
    const { run, kept } = this.core.store.getState();
    return now !== null && now !== this.keptState && kept.isOn && run.recorded === null;
  }

  /** What would be kept, in brief; null where there is nothing to go on from. */
  private stateNow(): string | null {
    const { store, vault } = this.core;
    const state = store.getState();
    if (!state.openCase || !vault.checkpoints.newest) return null;
    const parts = lanesOf(state).map((id) => {
      const [arrays, slice] = [arraysOfLane(vault, id), sliceOf(state, id)];
      const { step = 0 } = arrays?.checkpoints.newest ?? {};
      const predicted = arrays && predictedStepsOf(arrays).findLast((at) => at <= step);
      return [id, step, predicted, slice?.run.events.length, slice?.run.settings?.steps];
    });
    return JSON.stringify(parts);
  }

  private plan(atMs: number): void {
    if (this.saving || atMs >= this.dueAtMs) return;
    this.cancel();
    this.dueAtMs = atMs;
    this.timer = setTimeout(
      () => void this.save(isAnyBusy(this.core.store.getState())),
      Math.max(0, atMs - performance.now()),
    );
  }

  private cancel(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.dueAtMs = Number.POSITIVE_INFINITY;
  }

  private save(isSeen: boolean): Promise<void> {
    this.cancel();
    this.saving ??= this.write(isSeen).finally(() => {
      this.saving = null;
      this.look();
    });
    return this.saving;
  }

  private async write(isSeen: boolean): Promise<void> {
    const { store, vault, recordings, runs } = this.core;
    const [state, deletions] = [this.stateNow(), this.deletions];
    this.current ??= newRun(homeCase(store.getState())?.name ?? 'run');
    const { id, name } = this.current;
    const recording = recordingOf(store.getState(), vault, name, {
      checkpointBytes,
      predictionVoxels: predictionVoxels[isSeen ? 'seen' : 'unseen'],
      endsAtCheckpoints: true,
    });
    if (!recording || !this.isDue) return;
    this.keptAtMs = performance.now();
    try {
      const file = await recordings.pack(await inTasks(encodingRecording(recording)));
      if (deletions !== this.deletions) return;
      const entry = entryOf({ ...recording, name: this.nameOf(id) ?? name }, id, file.length);
      await runs.put(entry, file);
      if (this.current?.id === id) this.keptState = state;
      this.hasSaidTrouble = false;
      this.onKept(entry);
      if (this.current?.id === id) this.setCurrent({ id, name: entry.name });
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error;
      // The next checkpoint is the next try.
      this.keptState = state;
      this.say(error);
    }
  }

  private nameOf(id: string): string | null {
    return this.current?.id === id ? this.current.name : null;
  }

  private say({ kind }: StoreTrouble): void {
    const { store } = this.core;
    const trouble = troubleSentences[kind];
    store.setState(({ kept }) => ({ kept: { ...kept, trouble } }));
    if (!this.hasSaidTrouble) addNotice(store, 'warning', trouble);
    this.hasSaidTrouble = true;
  }

  private setCurrent(current: Pick<KeptEntry, 'id' | 'name'> | null): void {
    const { store, runs } = this.core;
    this.current = current;
    if (current === null) this.keptState = null;
    if (store.getState().kept.currentId === (current?.id ?? null)) return;
    void runs.hold(current?.id ?? null);
    store.setState(({ kept }) => ({ kept: { ...kept, currentId: current?.id ?? null } }));
  }
}

/** Ids are told apart by the time and chance; nothing but this browser sees them. A name that is too long is cut. */
export function newRun(name: string): Pick<KeptEntry, 'id' | 'name'> {
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
  return { id, name: name.slice(0, longestName) };
}
