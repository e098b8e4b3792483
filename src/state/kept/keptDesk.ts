import { InputError } from '../../core/errors';
import { asSentence, droppedSentence } from '../sentence';
import { addNotice } from '../store';
import type { Core } from '../wires';
import { runsToDrop } from './keptLimits';
import { readList, withEntry } from './keptList';
import type { KeptEntry, KeptRuns } from './keptModel';
import { askOnce } from './persistence';
import { RunKeeper } from './runKeeper';
import { StoreTrouble, troubleSentences } from './runStore';

/** What the intents about kept runs share: the list in the store, the keeper of the run on the page, and sentences for what goes wrong. */
export class KeptDesk {
  readonly keeper: RunKeeper;
  private hasAsked = false;

  constructor(private readonly core: Core) {
    this.keeper = new RunKeeper(core, (entry) => {
      this.set({ ...withEntry(this.kept, entry), trouble: null });
      void this.settle();
    });
    core.runs.onChange(() => void this.refresh());
    void this.refresh();
  }

  get kept(): KeptRuns {
    return this.core.store.getState().kept;
  }

  set(change: Partial<KeptRuns>): void {
    this.core.store.setState(({ kept }) => ({ kept: { ...kept, ...change } }));
  }

  find(id: string): KeptEntry | undefined {
    return this.kept.entries.find((entry) => entry.id === id);
  }

  show(entry: KeptEntry): void {
    this.set(withEntry(this.kept, entry));
  }

  /** Reading does not show whether there is room again: that it is full stands until something was written or deleted. */
  refresh(): Promise<void> {
    return this.orTrouble(async () => {
      const list = await readList(this.core);
      const { trouble } = this.kept;
      this.set({ ...list, trouble: trouble === troubleSentences.full ? trouble : null });
    });
  }

  /** After a run was written: the browser is asked, once, to keep what is there, and the oldest runs beyond the limits go. */
  async settle(): Promise<void> {
    if (!this.hasAsked) await askOnce(this.core, (persistence) => this.set({ persistence }));
    this.hasAsked = true;
    await this.orTrouble(() => this.makeRoom());
  }

  private async makeRoom(): Promise<void> {
    const { runs, store } = this.core;
    const { entries, currentId } = this.kept;
    const working = await runs.held();
    const goners = runsToDrop(entries, new Set(currentId === null ? working : [...working, currentId]));
    if (goners.length === 0) return;
    for (const { id } of goners) await runs.remove(id);
    const gone = new Set(goners.map(({ id }) => id));
    this.set({
      entries: this.kept.entries.filter(({ id }) => !gone.has(id)),
      dropped: [...this.kept.dropped, ...goners.map(({ id, name, keptAt }) => ({ id, name, keptAt }))],
    });
    addNotice(store, 'info', droppedSentence(goners));
  }

  /** Writes a changed entry; its file stays. */
  change(id: string, changes: Partial<KeptEntry>): Promise<void> {
    return this.orTrouble(async () => {
      const entry = this.find(id);
      if (!entry) return;
      const changed = { ...entry, ...changes };
      await this.core.runs.change(changed);
      this.keeper.rename(changed);
      this.show(changed);
    });
  }

  /** What goes wrong with the store becomes the sentence of the list. */
  async orTrouble(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error;
      this.set({ isRead: true, trouble: troubleSentences[error.kind] });
    }
  }

  /** Works with a run's file; what is wrong with it becomes the sentence of its row. Null = something was. */
  async withFile<T>(id: string, work: (file: Uint8Array) => Promise<T>): Promise<T | null> {
    let result: T | null = null;
    await this.orTrouble(async () => {
      try {
        const file = await this.core.runs.read(id);
        if (file) result = await work(file);
        else this.explain(id, 'Its file is missing or damaged: it can only be deleted.');
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        this.explain(id, asSentence(error.message));
      }
    });
    return result;
  }

  private explain(id: string, message: string): void {
    this.set({ problems: { ...this.kept.problems, [id]: message } });
    if (!this.kept.isOpen) addNotice(this.core.store, 'error', message);
  }
}
