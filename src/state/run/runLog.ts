import { eventsBackTo, type RunEvent, withEvent } from '../../core/runEvents';
import type { TrainSettings } from '../../core/settings';
import type { StepRecord } from '../../core/terms';
import { gather } from '../gather';
import type { LaneSite } from '../laneSite';
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
    private readonly site: Pick<LaneSite, 'arrays' | 'write'>,
    private readonly told: () => Told,
    private readonly onStep: (step: number) => void,
  ) {}

  /** Steps done. */
  get step(): number {
    return this.site.arrays.records.length;
  }

  /** Keeps the record of the next step; any other is not of this run as it stands. */
  add(record: StepRecord): void {
    if (this.isStopped || record.step !== this.step + 1) return;
    this.site.arrays.records.push(record);
    this.onStep(record.step);
    this.join.soon();
  }

  /** Notes what changes its course. */
  note(event: RunEvent): void {
    this.writeEvents((events) => withEvent(events, event));
  }

  /** Forgets the steps after this one; what was changed since acts from here on. */
  goBackTo(step: number): void {
    const { arrays } = this.site;
    const newest = arrays.history.all.at(-1);
    for (const history of arrays.histories.values()) history.goBackTo(step);
    if (arrays.history.all.at(-1) !== newest) arrays.newest = null;
    if (arrays.sweep && arrays.sweep.step > step) arrays.sweep = null;
    arrays.records.length = step;
    this.site.write(({ run }) => ({
      run: {
        ...run,
        predictedSteps: run.predictedSteps.filter((predicted) => predicted <= step),
        events: eventsBackTo(run.events, step),
      },
    }));
    this.onStep(step);
  }

  tellNow(): void {
    this.join.now();
  }

  /** Nothing more is kept or told. */
  stop(): void {
    this.isStopped = true;
    this.join.cancel();
  }

  private writeEvents(change: (events: readonly RunEvent[]) => readonly RunEvent[]): void {
    this.site.write(({ run }) => ({ run: { ...run, revision: run.revision + 1, events: change(run.events) } }));
  }

  private tellStore(): void {
    if (this.isStopped) return;
    const { settings, budget } = this.told();
    const facts = { settings, step: this.step, ...paceOf(this.site.arrays.records, budget) };
    this.site.write(({ run }) => ({ run: { ...run, ...facts, revision: run.revision + 1 } }));
  }
}
