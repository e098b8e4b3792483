import type { CaseArrays, Connectivity } from '../core/case';
import { phantomEntry } from '../core/phantoms/catalogue';
import type { PhantomSettings } from '../core/phantoms/settings';
import type { RecordedFurther, RecordedFurtherCase } from '../core/recording/format';
import { CallError } from '../protocol/connect';
import type { CaseAsk, OpenedCase, OpenedFile } from '../protocol/scanCalls';
import type { Turns } from '../protocol/turns';
import type { Core } from './app';
import { type CaseId, type CaseRole, type CaseRow, caseName, homeId } from './casesModel';
import { foldRefusals } from './foldRefusals';
import type { Openings } from './openings';
import { pairFiles } from './pairFiles';
import { askForCase, type ScanMemory, withConnectivity } from './scanMemory';
import { factsOf, isSameCase, rowOf, whyNoRoom } from './selectCases';
import { openingFailure } from './sentence';

/** A case that is wanted beside the one that was opened first. */
export interface WantedCase {
  /** None given = the next free one. */
  readonly id?: CaseId;
  readonly ask: CaseAsk;
  readonly name: string;
  readonly role: CaseRole;
}

/**
 * The cases beside the one that was opened first: the scan worker makes them one after another and keeps none of them; the page holds their
 * arrays. A failure is that of the case's own row.
 */
export class CaseList {
  /** How each case of the list was asked for: another worker may have to be asked again. */
  private readonly asks = new Map<CaseId, CaseAsk>();
  /** Cases of a recording that have to be added, because they are not built in. */
  private readonly awaited = new Map<CaseId, RecordedFurtherCase>();
  private nextId: CaseId = homeId + 1;
  /** Rises when the list is another one: what is still being made for the one before is not wanted any more. */
  private generation = 0;

  constructor(
    private readonly core: Core,
    private readonly memory: ScanMemory,
    private readonly inTurn: Turns,
    private readonly openings: Openings,
  ) {}

  /** Forgets all but the case that was opened first, which is this one now. */
  startAnew({ facts, arrays }: OpenedCase, ask: CaseAsk): void {
    const { store, vault } = this.core;
    this.forgetOthers();
    store.setState(({ cases }) => ({ cases: { ...cases, rows: [] } }));
    vault.cases.clear();
    this.replaceHome({ facts, arrays }, ask);
  }

  private forgetOthers(): void {
    const { store, vault } = this.core;
    this.generation += 1;
    this.awaited.clear();
    for (const id of [...this.asks.keys()].filter((known) => known !== homeId)) {
      this.asks.delete(id);
      vault.cases.delete(id);
    }
    store.setState(({ cases }) => ({
      cases: { ...cases, rows: cases.rows.filter(({ id }) => id === homeId), problem: null },
    }));
  }

  /** The case that was opened first has become this one; the others stay. */
  replaceHome({ facts, arrays }: OpenedCase, ask: CaseAsk): void {
    const { store, vault } = this.core;
    this.asks.set(homeId, ask);
    vault.cases.set(homeId, arrays);
    store.setState(({ cases }) => {
      const [home, ...others] = cases.rows;
      const role = home?.role ?? 'train';
      const row: CaseRow = { id: homeId, name: caseName(facts), role, state: { phase: 'ready', facts } };
      return { cases: { ...cases, rows: [row, ...others], shown: homeId } };
    });
  }

  /** Adds cases, each made in its turn; resolves when all are open or have failed. */
  async add(wanted: readonly WantedCase[]): Promise<void> {
    const taken = wanted.map((one) => ({ ...one, id: one.id ?? this.nextId++ }));
    this.nextId = Math.max(this.nextId, ...taken.map(({ id }) => id + 1));
    const rows = taken.map(({ id, name, role }): CaseRow => ({ id, name, role, state: waiting }));
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, rows: [...cases.rows, ...rows], problem: null } }));
    await Promise.all(taken.map(({ id, ask }) => this.make(id, ask)));
  }

  /** Adds so many built-in cases like the one that was opened first, with the next seeds that are free. */
  addPhantoms(count: number): void {
    const home = factsOf(this.core.store.getState(), homeId);
    if (home?.source.kind !== 'phantom') return;
    const { settings } = home.source;
    const room = whyNoRoom(this.core.store.getState(), new Array<number>(count).fill(settings.size ** 3));
    if (room !== null) {
      this.refuse(room);
      return;
    }
    const seeds = this.freeSeeds(settings, count);
    const first = this.nextRole();
    void this.add(seeds.map((seed, i) => this.phantom({ ...settings, seed }, i === 0 ? first : 'train')));
  }

  phantom(settings: PhantomSettings, role: CaseRole): WantedCase {
    const name = caseName({ name: phantomEntry(settings.kind).title, source: { kind: 'phantom', settings } });
    return { ask: { name: 'phantom', ask: { settings, connectivity: this.connectivity } }, name, role };
  }

  /** Adds the scans with their masks among these files. */
  async addFiles(files: readonly File[]): Promise<void> {
    const { scan, store } = this.core;
    const room = whyNoRoom(store.getState(), [0]);
    if (room !== null) return this.refuse(room);
    const id = this.nextId++;
    const name = files.map((file) => file.name).join(', ');
    const row: CaseRow = { id, name, role: this.nextRole(), state: waiting };
    store.setState(({ cases }) => ({ cases: { ...cases, rows: [...cases.rows, row], problem: null } }));
    const opened = await this.orFail(id, 'Reading the files', async () => {
      await this.memory.whenFilesKnown();
      const answer = await scan.call('open', { files }, { onProgress: (progress) => this.tell(id, progress) });
      this.memory.addFiles(files);
      return answer;
    });
    if (opened) await this.addOpened(id, opened.files, foldRefusals(opened.refused));
  }

  setRole(id: CaseId, role: CaseRole): void {
    this.change(id, { role });
  }

  /** Not the case that was opened first; where it is shown, that one is shown first. */
  async remove(id: CaseId): Promise<void> {
    if (id === homeId) return;
    const { store, vault } = this.core;
    if (store.getState().cases.shown === id) await this.show(homeId);
    if (store.getState().cases.shown === id) return;
    this.asks.delete(id);
    vault.cases.delete(id);
    store.setState(({ cases }) => ({
      cases: { ...cases, rows: cases.rows.filter((row) => row.id !== id), problem: null },
    }));
  }

  /** The picture, the table and the bench are of this case from now on; the scan worker opens it. */
  show(id: CaseId): Promise<void> {
    const { store, vault, scan } = this.core;
    const ask = this.asks.get(id);
    const facts = factsOf(store.getState(), id);
    if (!ask || !facts || store.getState().cases.shown === id) return Promise.resolve();
    return this.openings.run('Showing the case', async ({ report, isStale }) => {
      if (ask.name === 'assemble') await this.memory.whenFilesKnown();
      await askForCase(scan, ask, { onProgress: report });
      const arrays = vault.cases.get(id);
      if (isStale() || !arrays) return;
      this.memory.setCase(ask);
      vault.caseArrays = arrays;
      store.setState(({ caseRevision, cases }) => ({
        ...{ openCase: facts, caseRevision: caseRevision + 1, selectedBlob: null, hoveredBlob: null },
        cases: { ...cases, shown: id },
      }));
    });
  }

  /**
   * The list becomes that of a recording: what is built in is made, what is open already stays, and what is neither is named as missing, to be
   * filled when that case is added. Null = the recording has no further case: what is in the list stays, for the next run.
   */
  readonly restore = async (further: RecordedFurther | null): Promise<void> => {
    await this.show(homeId);
    const { store } = this.core;
    if (!further || store.getState().cases.shown !== homeId) return;
    const open = store.getState().cases.rows.flatMap(({ id, state }) => {
      const [ask, arrays] = [this.asks.get(id), this.core.vault.cases.get(id)];
      return id !== homeId && state.phase === 'ready' && ask && arrays ? [{ facts: state.facts, ask, arrays }] : [];
    });
    this.forgetOthers();
    this.change(homeId, { role: further.homeRole });
    await Promise.all(
      further.cases.map(async (wanted) => {
        const { id, role, phantom } = wanted;
        this.nextId = Math.max(this.nextId, id + 1);
        const known = open.find(
          ({ facts }) => isSameCase(facts, wanted) && (facts.source.kind === 'phantom') === (phantom !== null),
        );
        const made = phantom && this.phantom(phantom, role);
        const state = known ? ({ phase: 'ready', facts: known.facts } as const) : made ? waiting : missing;
        this.push({ id, role, name: made?.name ?? wanted.name, state });
        if (known) this.keep(id, known.ask, known.arrays);
        else if (made) await this.make(id, made.ask);
        else this.awaited.set(id, wanted);
      }),
    );
  };

  /** The shown case has other neighbours now: so have all others. */
  async relabel({ facts, arrays }: OpenedCase, connectivity: Connectivity): Promise<void> {
    const { store, vault } = this.core;
    const { shown, rows } = store.getState().cases;
    this.generation += 1;
    for (const [id, ask] of this.asks) this.asks.set(id, withConnectivity(ask, connectivity));
    vault.cases.set(shown, arrays);
    this.change(shown, { state: { phase: 'ready', facts } });
    const others = rows.filter(({ id, state }) => id !== shown && state.phase !== 'failed').map(({ id }) => id);
    for (const id of others) this.change(id, { state: waiting });
    await Promise.all(
      others.map((id) => {
        const ask = this.asks.get(id);
        return ask ? this.make(id, ask) : undefined;
      }),
    );
  }

  private async make(id: CaseId, ask: CaseAsk): Promise<void> {
    this.asks.set(id, ask);
    const { scan, store } = this.core;
    const opened = await this.orFail(id, 'Making the case', async () => {
      if (ask.name === 'assemble') await this.memory.whenFilesKnown();
      return scan.call('guest', ask, { onProgress: (progress) => this.tell(id, progress) });
    });
    if (!opened) return;
    const { facts, arrays } = opened;
    const known = rowOf(store.getState(), id)?.state;
    const isCounted = known?.phase === 'ready';
    const reason = isCounted ? null : whyNoRoom(store.getState(), [arrays.ids.length], id);
    if (reason !== null) return this.change(id, { state: { phase: 'failed', message: reason } });
    const place = [...this.awaited].find(([, wanted]) => isSameCase(facts, wanted))?.[0] ?? id;
    if (place !== id) await this.remove(id);
    this.awaited.delete(place);
    this.keep(place, ask, arrays);
    this.change(place, { name: caseName(facts), state: { phase: 'ready', facts } });
  }

  private keep(id: CaseId, ask: CaseAsk, arrays: CaseArrays): void {
    this.asks.set(id, ask);
    this.core.vault.cases.set(id, arrays);
  }

  private push(row: CaseRow): void {
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, rows: [...cases.rows, row] } }));
  }

  /** The pairs among opened files: the first takes the place of the row that they were read for. */
  private async addOpened(id: CaseId, files: readonly OpenedFile[], refusals: readonly string[]): Promise<void> {
    const { pairs, left } = pairFiles(files);
    const lone = left.length > 0 ? [`${left.map(({ name }) => name).join(', ')}: ${alone}`] : [];
    const message = [...refusals, ...lone].join(' ');
    const [first, ...others] = pairs;
    if (!first) return this.change(id, { state: { phase: 'failed', message } });
    const askFor = ({ scan, mask }: (typeof pairs)[number]): CaseAsk => ({
      name: 'assemble',
      ask: { scanId: scan.fileId, maskId: mask.fileId, reading: { kind: 'all' }, connectivity: this.connectivity },
    });
    const ask = askFor(first);
    this.change(id, { name: first.scan.name });
    const { role } = rowOf(this.core.store.getState(), id) ?? { role: 'train' };
    const room = whyNoRoom(this.core.store.getState(), new Array<number>(others.length).fill(0));
    const more = room === null ? others.map((pair) => ({ ask: askFor(pair), name: pair.scan.name, role })) : [];
    const added = Promise.all([this.make(id, ask), this.add(more)]);
    const trouble = [message, room].filter(Boolean).join(' ');
    if (trouble) this.refuse(trouble);
    await added;
  }

  /** Work of the scan worker for a row: what it fails with is said there; null = it failed, or is not wanted any more. */
  private async orFail<Answer>(id: CaseId, what: string, work: () => Promise<Answer>): Promise<Answer | null> {
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

  private tell(id: CaseId, { what, fraction }: { readonly what: string; readonly fraction: number }): void {
    if (rowOf(this.core.store.getState(), id)?.state.phase === 'opening')
      this.change(id, { state: { phase: 'opening', what, fraction } });
  }

  private change(id: CaseId, change: Partial<CaseRow>): void {
    this.core.store.setState(({ cases }) => ({
      cases: { ...cases, rows: cases.rows.map((row) => (row.id === id ? { ...row, ...change } : row)) },
    }));
  }

  private refuse(problem: string): void {
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, problem } }));
  }

  /** The first further case is for validation: without one nothing can be said of scans that were not learned from. */
  private nextRole(): CaseRole {
    const { rows } = this.core.store.getState().cases;
    return rows.some(({ role }) => role === 'validate') ? 'train' : 'validate';
  }

  private freeSeeds({ kind, seed }: PhantomSettings, count: number): readonly number[] {
    const taken = new Set(
      [...this.asks.values()].flatMap(({ name, ask }) => (name === 'phantom' ? ask.settings.seed : [])),
    );
    const { min, max } = phantomEntry(kind).ranges.seed;
    const seeds: number[] = [];
    for (let next = seed + 1; seeds.length < count; next++) {
      const wrapped = min + ((next - min) % (max - min + 1));
      if (!taken.has(wrapped)) seeds.push(wrapped);
    }
    return seeds;
  }

  private get connectivity(): Connectivity {
    return factsOf(this.core.store.getState(), homeId)?.connectivity ?? 26;
  }
}

const waiting = { phase: 'opening', what: 'waiting', fraction: 0 } as const;

const missing = {
  phase: 'failed',
  message: 'The run needs it, and a recording holds no scan: add it with its mask, and it takes its place here.',
} as const;

const alone = 'a case needs a scan and its mask. Add both together.';
