import type { TrainSettings } from '../core/settings';
import type { StepRecord } from '../core/terms';
import type { Core } from './app';
import { gather } from './gather';
import { paceOf } from './runPace';

/** The store hears of new steps at most this often: numbers that change faster cannot be read, and each change is laid out and drawn. */
const joinEveryMs = 100;

/** What a run must have said of it whenever its log tells the store. */
interface Told {
  readonly settings: TrainSettings | null;
  readonly budget: number;
}

/** The steps of a run: their records lie in the vault; how far the run has come is told to the store, now and then. */
export class RunLog {
  private isStopped = false;
  private readonly join = gather(() => this.tellStore(), joinEveryMs);

  constructor(
    private readonly core: Pick<Core, 'store' | 'vault'>,
    private readonly told: () => Told,
  ) {}

  /** Steps done. */
  get step(): number {
    return this.core.vault.records.length;
  }

  /** Keeps the record of the next step; any other is not of this run as it stands. */
  add(record: StepRecord): void {
    if (this.isStopped || record.step !== this.step + 1) return;
    this.core.vault.records.push(record);
    this.join.soon();
  }

  /** Forgets the steps after this one. */
  goBackTo(step: number): void {
    this.core.vault.records.length = step;
  }

  tellNow(): void {
    this.join.now();
  }

  /** Nothing more is kept or told. */
  stop(): void {
    this.isStopped = true;
    this.join.cancel();
  }

  private tellStore(): void {
    if (this.isStopped) return;
    const { settings, budget } = this.told();
    const facts = { settings, step: this.step, ...paceOf(this.core.vault.records, budget) };
    this.core.store.setState(({ run }) => ({ run: { ...run, ...facts, revision: run.revision + 1 } }));
  }
}
