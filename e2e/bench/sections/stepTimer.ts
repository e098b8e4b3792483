import type { Kernels } from '../inPage/engine';
import { median } from '../row';
import { isAimedAt, type Size, workOf } from './sizes';
import type { TrainingPage } from './trainingPage';

/** For one size, in milliseconds; no step is begun that would end after it, save the first. */
const budgets = { ours: 30_000, stock: 45_000 } as const;
const quickBudgets = { ours: 8_000, stock: 6_000 } as const;
/** A size with a target is never left out, and is given more time. */
const moreForTargets = 2;
const mostStepsAtOnce = 5;

/** Times steps of one page, size after size, each as long as it is worth its time. */
export class StepTimer {
  private ms: number[] = [];
  totals: number[] = [];
  private msPerWork = 0;
  private budgetMs = 0;
  private work = 1;

  /** `page` is null where these kernels are left out of a quick run. Each size is gone through in so many `rounds`. */
  constructor(
    private readonly page: TrainingPage | null,
    private readonly kernels: Kernels,
    private readonly isQuick: boolean,
    private readonly rounds: number,
  ) {}

  /** The median of the steps after the first, or the first where there was no time for more; null of none. */
  get medianMs(): number | null {
    return median(this.ms.length > 1 ? this.ms.slice(1) : this.ms);
  }

  /** Does the first step of a size; gives why it is left out, or why no other will follow, or nothing. */
  async begin(size: Size): Promise<string> {
    [this.ms, this.totals, this.work] = [[], [], workOf(size)];
    if (!this.page) return `${this.kernels} left out of a quick run`;
    const budget = (this.isQuick ? quickBudgets : budgets)[this.kernels];
    this.budgetMs = budget * (isAimedAt(size) ? moreForTargets : 1);
    const expectedMs = this.msPerWork * this.work;
    if (2 * expectedMs > this.budgetMs && !isAimedAt(size))
      return `${this.kernels} left out: it would take about ${(expectedMs / 1000).toFixed(0)} s a step`;
    await this.page.startRun(size);
    await this.run(this.page, 1);
    return 2 * this.ms[0] > this.budgetMs ? `${this.kernels}: its first step alone` : '';
  }

  /** A few more steps of the size that was begun, if there is time. */
  async go(): Promise<void> {
    const spentMs = this.ms.reduce((total, ms) => total + ms, 0);
    const [firstMs] = this.ms;
    if (!this.page || firstMs === undefined || spentMs + firstMs > this.budgetMs) return;
    const fitting = Math.floor(this.budgetMs / this.rounds / firstMs);
    await this.run(this.page, Math.max(1, Math.min(mostStepsAtOnce, fitting)));
  }

  private async run(page: TrainingPage, count: number): Promise<void> {
    const { ms, totals } = await page.runSteps(count);
    this.ms.push(...ms);
    this.totals.push(...totals);
    this.msPerWork = (this.medianMs ?? 0) / this.work;
  }
}
