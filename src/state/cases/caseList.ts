import type { Connectivity } from '../../core/case';
import type { PhantomSettings } from '../../core/phantoms/settings';
import type { RecordedFurther, RecordedFurtherCase } from '../../core/recording/format';
import type { CaseAsk, OpenedCase, OpenedFile } from '../../protocol/scanCalls';
import type { Turns } from '../../protocol/turns';
import { askForCase, type ScanMemory, withConnectivity } from '../scanMemory';
import type { Core } from '../wires';
import { CaseRows } from './caseRows';
import { type CaseId, type CaseRole, type CaseRow, caseName, homeId } from './casesModel';
import { foldRefusals } from './foldRefusals';
import type { Openings } from './openings';
import { factsOf, isSameCase, rowOf, whyNoRoom } from './selectCases';
import { freeSeeds, type WantedCase, wantedPairs, wantedPhantom } from './wantedCase';

/**
 * The cases beside the one that was opened first: the scan worker makes them one after another and keeps none of them; the page holds their
 * arrays. A failure is that of the case's own row.
 */
export class CaseList {
  /** Cases of a recording that have to be added, because they are not built in. */
  private readonly awaited = new Map<CaseId, RecordedFurtherCase>();
  private readonly rows: CaseRows;

  constructor(
    private readonly core: Core,
    private readonly memory: ScanMemory,
    inTurn: Turns,
    private readonly openings: Openings,
  ) {
    this.rows = new CaseRows(core, inTurn);
  }

  /** Forgets all but the case that was opened first, which is this one now. */
  startAnew({ facts, arrays }: OpenedCase, ask: CaseAsk): void {
    const { store, vault } = this.core;
    this.awaited.clear();
    this.rows.forgetOthers();
    store.setState(({ cases }) => ({ cases: { ...cases, rows: [] } }));
    vault.cases.clear();
    this.replaceHome({ facts, arrays }, ask);
  }

  /** The case that was opened first has become this one; the others stay. */
  replaceHome({ facts, arrays }: OpenedCase, ask: CaseAsk): void {
    const { store, vault } = this.core;
    this.rows.asks.set(homeId, ask);
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
    const taken = wanted.map((one) => ({ ...one, id: this.rows.freeId() }));
    for (const { id, name, role } of taken) this.rows.push({ id, name, role, state: waiting });
    await Promise.all(taken.map(({ id, ask }) => this.make(id, ask)));
  }

  /** Adds so many built-in cases like the one that was opened first, with the next seeds that are free. */
  addPhantoms(count: number): void {
    const home = factsOf(this.core.store.getState(), homeId);
    if (home?.source.kind !== 'phantom') return;
    const { settings } = home.source;
    const room = whyNoRoom(this.core.store.getState(), new Array<number>(count).fill(settings.size ** 3));
    if (room !== null) {
      this.rows.refuse(room);
      return;
    }
    const seeds = freeSeeds(settings, count, this.rows.asks.values());
    const first = this.nextRole();
    void this.add(seeds.map((seed, i) => this.phantom({ ...settings, seed }, i === 0 ? first : 'train')));
  }

  /** A built-in case, as it is added. */
  phantom(settings: PhantomSettings, role: CaseRole): WantedCase {
    return wantedPhantom(settings, role, this.rows.connectivity);
  }

  /** Adds the scans with their masks among these files. */
  async addFiles(files: readonly File[]): Promise<void> {
    const { scan, store } = this.core;
    const room = whyNoRoom(store.getState(), [0]);
    if (room !== null) return this.rows.refuse(room);
    const id = this.rows.freeId();
    const name = files.map((file) => file.name).join(', ');
    this.rows.push({ id, name, role: this.nextRole(), state: waiting });
    const opened = await this.rows.orFail(id, 'Reading the files', async () => {
      await this.memory.whenFilesKnown();
      const answer = await scan.call('open', { files }, { onProgress: (progress) => this.rows.tell(id, progress) });
      this.memory.addFiles(files);
      return answer;
    });
    if (opened) await this.addOpened(id, opened.files, foldRefusals(opened.refused));
  }

  setRole(id: CaseId, role: CaseRole): void {
    this.rows.change(id, { role });
  }

  /** Not the case that was opened first; where it is shown, that one is shown first. */
  async remove(id: CaseId): Promise<void> {
    if (id === homeId) return;
    const { store } = this.core;
    if (store.getState().cases.shown === id) await this.show(homeId);
    if (store.getState().cases.shown !== id) this.rows.drop(id);
  }

  /** The picture, the table and the bench are of this case from now on; the scan worker opens it. */
  show(id: CaseId): Promise<void> {
    const { store, vault, scan } = this.core;
    const ask = this.rows.asks.get(id);
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
    const open = this.rows.openOthers;
    this.awaited.clear();
    this.rows.forgetOthers();
    this.rows.change(homeId, { role: further.homeRole });
    await Promise.all(
      further.cases.map(async (wanted) => {
        const { id, role, phantom } = wanted;
        this.rows.takeId(id);
        const known = open.find(
          ({ facts }) => isSameCase(facts, wanted) && (facts.source.kind === 'phantom') === (phantom !== null),
        );
        const made = phantom && this.phantom(phantom, role);
        const state = known ? ({ phase: 'ready', facts: known.facts } as const) : made ? waiting : missing;
        this.rows.push({ id, role, name: made?.name ?? wanted.name, state });
        if (known) this.rows.keep(id, known.ask, known.arrays);
        else if (made) await this.make(id, made.ask);
        else this.awaited.set(id, wanted);
      }),
    );
  };

  /** The shown case has other neighbours now: so have all others. */
  async relabel({ facts, arrays }: OpenedCase, connectivity: Connectivity): Promise<void> {
    const { store, vault } = this.core;
    const { shown, rows } = store.getState().cases;
    for (const [id, ask] of this.rows.asks) this.rows.asks.set(id, withConnectivity(ask, connectivity));
    vault.cases.set(shown, arrays);
    this.rows.change(shown, { state: { phase: 'ready', facts } });
    // Files that are still being read are asked for with the new neighbours by themselves.
    const others = rows.flatMap(({ id, state }) => {
      const ask = this.rows.asks.get(id);
      return ask && id !== shown && state.phase !== 'failed' ? [{ id, ask }] : [];
    });
    for (const { id } of others) this.rows.change(id, { state: waiting });
    await Promise.all(others.map(({ id, ask }) => this.make(id, ask)));
  }

  private async make(id: CaseId, ask: CaseAsk): Promise<void> {
    this.rows.asks.set(id, ask);
    const { scan, store } = this.core;
    const opened = await this.rows.orFail(id, 'Making the case', async () => {
      if (ask.name === 'assemble') await this.memory.whenFilesKnown();
      return scan.call('guest', ask, { onProgress: (progress) => this.rows.tell(id, progress) });
    });
    // It may have been asked for with other neighbours meanwhile.
    if (!opened || this.rows.asks.get(id) !== ask) return;
    const { facts, arrays } = opened;
    const reason = whyNoRoom(store.getState(), [arrays.ids.length], id);
    if (reason !== null) return this.rows.change(id, { state: { phase: 'failed', message: reason } });
    const place = [...this.awaited].find(([, wanted]) => isSameCase(facts, wanted))?.[0] ?? id;
    if (place !== id) await this.remove(id);
    this.awaited.delete(place);
    this.rows.keep(place, ask, arrays);
    this.rows.change(place, { name: caseName(facts), state: { phase: 'ready', facts } });
  }

  /** The pairs among opened files: the first takes the place of the row that they were read for. */
  private async addOpened(id: CaseId, files: readonly OpenedFile[], refusals: readonly string[]): Promise<void> {
    const { role } = rowOf(this.core.store.getState(), id) ?? { role: 'train' };
    const { wanted, leftOver } = wantedPairs(files, role, this.rows.connectivity);
    const message = [...refusals, leftOver].filter(Boolean).join(' ');
    const [first, ...others] = wanted;
    if (!first) return this.rows.change(id, { state: { phase: 'failed', message } });
    this.rows.change(id, { name: first.name });
    const room = whyNoRoom(this.core.store.getState(), new Array<number>(others.length).fill(0));
    const added = Promise.all([this.make(id, first.ask), this.add(room === null ? others : [])]);
    const trouble = [message, room].filter(Boolean).join(' ');
    if (trouble) this.rows.refuse(trouble);
    await added;
  }

  /** The first further case is for validation: without one nothing can be said of scans that were not learned from. */
  private nextRole(): CaseRole {
    return this.rows.all.some(({ role }) => role === 'validate') ? 'train' : 'validate';
  }
}

const waiting = { phase: 'opening', what: 'waiting', fraction: 0 } as const;

const missing = {
  phase: 'failed',
  message: 'The run needs it, and a recording holds no scan: add it with its mask, and it takes its place here.',
} as const;
