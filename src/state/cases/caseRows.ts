import type { CaseArrays, Connectivity } from '../../core/case';
import { CallError } from '../../protocol/connect';
import type { CaseAsk, OpenedCase } from '../../protocol/scanCalls';
import type { Turns } from '../../protocol/turns';
import { openingFailure } from '../sentence';
import type { Core } from '../wires';
import { type CaseId, type CaseRow, homeId } from './casesModel';
import { rowOf } from './selectCases';

/** An open case, and how it was asked for. */
interface OpenRow extends OpenedCase {
  readonly ask: CaseAsk;
}

/** The rows of the case list in the store, how each was asked for, and work of the scan worker on their behalf. */
export class CaseRows {
  /** How each case was asked for: another worker may have to be asked again. */
  readonly asks = new Map<CaseId, CaseAsk>();
  private nextId: CaseId = homeId + 1;
  /** Rises when the list is another one: what is still being made for the one before is not wanted any more. */
  private generation = 0;

  constructor(
    private readonly core: Core,
    private readonly inTurn: Turns,
  ) {}

  get all(): readonly CaseRow[] {
    return this.core.store.getState().cases.rows;
  }

  get connectivity(): Connectivity {
    return this.asks.get(homeId)?.ask.connectivity ?? 26;
  }

  /** What is open beside the case that was opened first. */
  get openOthers(): readonly OpenRow[] {
    return this.all.flatMap(({ id, state }) => {
      const [ask, arrays] = [this.asks.get(id), this.core.vault.cases.get(id)];
      return id !== homeId && state.phase === 'ready' && ask && arrays ? [{ facts: state.facts, ask, arrays }] : [];
    });
  }

  /** A number that no case of this page had. */
  freeId(): CaseId {
    return this.nextId++;
  }

  /** Numbers up to this one are taken. */
  takeId(id: CaseId): void {
    this.nextId = Math.max(this.nextId, id + 1);
  }

  /** Only the case that was opened first stays. */
  forgetOthers(): void {
    const { store, vault } = this.core;
    this.generation += 1;
    for (const id of [...this.asks.keys()].filter((known) => known !== homeId)) {
      this.asks.delete(id);
      vault.cases.delete(id);
    }
    store.setState(({ cases }) => ({
      cases: { ...cases, rows: cases.rows.filter(({ id }) => id === homeId), problem: null },
    }));
  }

  push(row: CaseRow): void {
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, rows: [...cases.rows, row], problem: null } }));
  }

  drop(id: CaseId): void {
    this.asks.delete(id);
    this.core.vault.cases.delete(id);
    this.core.store.setState(({ cases }) => ({
      cases: { ...cases, rows: cases.rows.filter((row) => row.id !== id), problem: null },
    }));
  }

  keep(id: CaseId, ask: CaseAsk, arrays: CaseArrays): void {
    this.asks.set(id, ask);
    this.core.vault.cases.set(id, arrays);
  }

  change(id: CaseId, change: Partial<CaseRow>): void {
    this.core.store.setState(({ cases }) => ({
      cases: { ...cases, rows: cases.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) },
    }));
  }

  /** How far it is. */
  tell(id: CaseId, { what, fraction }: { readonly what: string; readonly fraction: number }): void {
    if (rowOf(this.core.store.getState(), id)?.state.phase === 'opening')
      this.change(id, { state: { phase: 'opening', what, fraction } });
  }

  /** Why the last that was asked for was not added. */
  refuse(problem: string): void {
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, problem } }));
  }

  /** Work of the scan worker for a row: what it fails with is said there; null = it failed, or is not wanted any more. */
  async orFail<Answer>(id: CaseId, what: string, work: () => Promise<Answer>): Promise<Answer | null> {
    const { generation } = this;
    const isWanted = () => generation === this.generation && rowOf(this.core.store.getState(), id) !== null;
    try {
      const answer = await this.inTurn(async () => (isWanted() ? work() : null));
      return isWanted() ? answer : null;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (!isWanted()) return null;
      const { failure } = error;
      // Stopped for the sake of an opening: asked again, behind it.
      if (failure.kind === 'cancelled') return this.orFail(id, what, work);
      if (failure.kind !== 'input') this.core.scan.stop();
      this.change(id, { state: { phase: 'failed', message: openingFailure(what, failure) } });
      return null;
    }
  }
}
