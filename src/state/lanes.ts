import type { RecordedLane, Recording } from '../core/recording/format';
import { lossAt, type RunEvent, withEvent } from '../core/runEvents';
import type { LossSettings } from '../core/settings';
import type { Core } from './app';
import { historyOf, predictedStepsOf } from './cases/caseHistories';
import { type CaseId, homeId, type RunCases } from './cases/casesModel';
import { runCases } from './cases/selectCases';
import { type LaneSite, laneSite } from './laneSite';
import { type LaneChange, type LaneId, laneIds } from './model';
import { rescore, showPast } from './prediction';
import { Convoy } from './run/convoy';
import { Run } from './run/run';
import type { Aside } from './run/runWants';
import type { ScorePrediction } from './scoring';
import { freshRun, freshSlice } from './store';
import { emptyArrays, type LaneArrays } from './vault';

interface Member {
  readonly site: LaneSite;
  run: Run;
}

/** All lanes of the page: they start, pause, step and predict together, in lock-step. */
export class Lanes {
  private convoy = new Convoy();
  private readonly members = new Map<LaneId, Member>();

  constructor(
    private readonly core: Core,
    private readonly score: ScorePrediction,
  ) {
    this.join('A');
  }

  goTo(target: number): void {
    for (const { run } of this.all) run.goTo(target);
  }

  singleStep(): void {
    this.goTo(this.furthest + 1);
  }

  /** Ends after the running steps; lanes that were behind then do the steps that the others have done. */
  async pause(): Promise<void> {
    const paused = this.all;
    await Promise.all(paused.map(({ run }) => run.pause()));
    const meeting = Math.max(0, ...paused.map(({ run }) => run.step));
    for (const { run, site } of paused)
      if (run.step < meeting && site.read().lane.phase === 'paused') run.goTo(meeting);
  }

  predict(): void {
    for (const { run } of this.all) run.predict();
  }

  /** Asks something of one lane between two steps. */
  askBeside(id: LaneId, aside: Aside): void {
    this.members.get(id)?.run.askBeside(aside);
  }

  cancelPredict(): void {
    for (const { run } of this.all) run.cancelPredict();
  }

  /** A changed loss acts from the next step on, in the lanes that have no other of their own. */
  setLoss(loss: LossSettings): void {
    for (const { run, site } of this.all) if (site.id === 'A' || site.settings().loss === loss) run.setLoss(loss);
  }

  /** The whole scan is predicted this often from now on, in every lane. */
  notePredictEvery(from: number, to: number): void {
    for (const { run } of this.all) run.notePredictEvery(from, to);
  }

  rescore(threshold: number): void {
    const isPlainRun = runCases(this.core.store.getState()).validate.length === 0;
    for (const { site, run } of this.all) {
      if (site.read().prediction) void rescore(this.core, site, this.score, threshold);
      if (!isPlainRun) run.judge(false);
    }
  }

  /** Asks every lane what all thresholds make of its newest validation. */
  sweep(): void {
    for (const { run } of this.all) run.judge(true);
  }

  /** Another case is shown: what every lane has predicted of that one is shown with it. */
  showCase(): void {
    const { store } = this.core;
    for (const { site } of this.all) {
      Object.assign(site.arrays, { history: historyOf(site.arrays, this.shown), newest: null });
      Object.assign(site.arrays, { probability: null, outcome: null });
      site.write(() => ({ prediction: null }));
    }
    const hasAny = this.all.some(({ site }) => site.arrays.history.all.length > 0);
    if (!hasAny)
      store.setState(({ picture }) => ({
        picture: picture.overlay === 'none' ? picture : { ...picture, overlay: 'blobs' },
      }));
    for (const { site } of this.all) void showPast(this.core, site, this.score, store.getState().shownStep);
  }

  /** Lanes that rest give their workers away. */
  park(): void {
    for (const { run } of this.all) run.park();
  }

  /** Forgets every run; the lanes stay, with their settings. */
  reset(): void {
    for (const { run } of this.all) run.abandon();
    this.convoy = new Convoy();
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, ofRun: null } }));
    for (const member of this.all) {
      Object.assign(member.site.arrays, emptyArrays(this.shown));
      member.site.write(({ run: { revision } }) => ({ ...freshSlice, run: { ...freshRun, revision: revision + 1 } }));
      member.run = this.freshRun(member.site);
    }
  }

  /** Shows what every lane had predicted at a step, or last before it; null = the newest. */
  showStep(step: number | null): void {
    this.core.store.setState({ shownStep: step });
    for (const { site } of this.all) void showPast(this.core, site, this.score, step);
  }

  /**
   * Adds a lane that goes on from another's checkpoint at this step or before it, with that lane's settings but for the change; null where
   * there is no room, or no checkpoint by then.
   */
  branch(from: LaneId, step: number, change: LaneChange): LaneId | null {
    const source = this.members.get(from)?.site;
    const checkpoint = source?.arrays.checkpoints.before(step);
    if (!source || !checkpoint) return null;
    const own = { ...this.core.store.getState().others.find(({ id }) => id === from)?.own, ...change };
    const id = this.place(own, (arrays) => {
      arrays.records = source.arrays.records.slice(0, checkpoint.step);
      arrays.checkpoints.add(checkpoint);
      for (const [ofCase, past] of source.arrays.histories) historyOf(arrays, ofCase).takeFrom(past, checkpoint.step);
    });
    const branch = id && this.members.get(id);
    if (!branch) return null;
    const { settings, backend } = source.read().run;
    branch.site.write(({ run }) => ({ run: { ...run, backend } }));
    if (settings) branch.run.resume({ ...settings, ...own });
    this.announce(id, branchEvents(source, checkpoint.step, { ...(settings ?? source.settings()), ...own }.loss));
    this.keepUp(id);
    return id;
  }

  /** Adds a lane that differs in this; null where there is no room for another. It starts at step 0, and the others wait until it has caught up. */
  add(own: LaneChange): LaneId | null {
    const id = this.place(own);
    if (id) this.keepUp(id);
    return id;
  }

  /** Takes a recording in the place of all lanes; `ofRun` = what its cases were for, `changes` = what is its other lanes' own, in their order. */
  load({ name, madeAt, lanes: [first, ...others] }: Recording, ofRun: RunCases, changes: readonly LaneChange[]): void {
    for (const { site } of this.all) this.remove(site.id);
    this.reset();
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, ofRun } }));
    const fill = (lane: RecordedLane, { site, run }: Member) => {
      site.arrays.records = [...lane.records];
      for (const { caseId, predictions } of [
        { caseId: homeId, predictions: lane.predictions },
        ...(lane.validations ?? []),
      ])
        for (const { levels, ...past } of predictions) historyOf(site.arrays, caseId).addLevels(levels, past);
      for (const checkpoint of lane.checkpoints) site.arrays.checkpoints.add(checkpoint);
      run.resume(lane.settings);
      const recorded = { name, madeAt, backend: lane.backend };
      site.write((slice) => ({ run: { ...slice.run, recorded, backend: lane.backend } }));
      this.announce(site.id, lane.events);
    };
    const memberA = this.members.get('A');
    if (memberA) fill(first, memberA);
    this.core.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'outcome' } }));
    others.forEach((lane, i) => {
      const id = this.place(changes[i]);
      const member = id && this.members.get(id);
      if (member) fill(lane, member);
    });
  }

  /** Changes what is a lane's own; its loss acts at once, anything else with the next run. */
  change(id: LaneId, own: LaneChange): void {
    this.core.store.setState(({ others }) => ({
      others: others.map((other) => (other.id === id ? { ...other, own } : other)),
    }));
    const member = this.members.get(id);
    member?.run.setLoss(member.site.settings().loss);
  }

  remove(id: LaneId): void {
    if (id === 'A') return;
    this.members.get(id)?.run.abandon();
    this.members.delete(id);
    this.core.lanes[id].stop();
    this.core.vault.others.delete(id);
    this.core.store.setState(({ others }) => ({ others: others.filter((other) => other.id !== id) }));
  }

  private get all(): Member[] {
    return [...this.members.values()];
  }

  private get shown(): CaseId {
    return this.core.store.getState().cases.shown;
  }

  private get furthest(): number {
    return Math.max(0, ...this.all.map(({ run }) => run.step));
  }

  /** Makes room for a lane that rests, with what it has of a past. */
  private place(own: LaneChange, prepare: (arrays: LaneArrays) => void = () => {}): LaneId | null {
    const id = laneIds.find((free) => !this.members.has(free));
    if (!id) return null;
    this.core.store.setState(({ others }) => ({ others: [...others, { ...freshSlice, id, own }] }));
    prepare(laneSite(this.core, id).arrays);
    this.join(id);
    return id;
  }

  /** A lane that comes while others are on their way goes where they go: else they would wait for it for ever. */
  private keepUp(id: LaneId): void {
    const aim = Math.max(0, ...this.all.map(({ run }) => run.aim));
    if (aim > 0) this.members.get(id)?.run.goTo(aim);
  }

  /** Tells of the past that a branch has in common with its source. */
  private announce(id: LaneId, events: readonly RunEvent[]): void {
    const member = this.members.get(id);
    if (!member) return;
    const { site, run } = member;
    const predictedSteps = predictedStepsOf(site.arrays);
    site.write((slice) => ({
      run: { ...slice.run, validated: slice.run.validated + 1, predictedSteps, events },
    }));
    run.announce();
    void showPast(this.core, site, this.score, this.core.store.getState().shownStep);
  }

  private join(id: LaneId): void {
    const site = laneSite(this.core, id);
    this.members.set(id, { site, run: this.freshRun(site) });
  }

  private freshRun(site: LaneSite): Run {
    return new Run(this.core, site, this.score, this.convoy);
  }
}

/** What a branch has in common with its source up to a step, and that it is one. */
function branchEvents(source: LaneSite, step: number, to: LossSettings): readonly RunEvent[] {
  const { events, settings } = source.read().run;
  const from = lossAt(events, step, settings?.loss ?? source.settings().loss);
  const common = events.filter((event) => event.step <= step);
  return withEvent(common, { kind: 'branch', step, lane: source.id, from, to });
}
