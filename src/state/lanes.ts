import type { RecordedLane, Recording } from '../core/recording/format';
import type { RunEvent } from '../core/runEvents';
import type { LossSettings } from '../core/settings';
import { predictedStepsOf } from './cases/caseHistories';
import type { RunCases } from './cases/casesModel';
import { runCases } from './cases/selectCases';
import type { LaneId } from './laneId';
import { LaneMembers, type Member } from './laneMembers';
import { branchEvents, takeBranch, takeRecorded } from './lanePast';
import { isThere } from './laneSite';
import type { LaneChange } from './model';
import { forgetShown, rescore, showPast } from './prediction';
import type { Aside } from './run/runWants';
import type { ScorePrediction } from './scoring';
import type { Core } from './wires';

/** All lanes of the page: they start, pause, step and predict together, in lock-step. */
export class Lanes {
  private readonly members: LaneMembers;

  constructor(
    private readonly core: Core,
    private readonly score: ScorePrediction,
  ) {
    this.members = new LaneMembers(core, score);
  }

  goTo(target: number): void {
    for (const { run } of this.members.all) run.goTo(target);
  }

  singleStep(): void {
    this.goTo(this.furthest + 1);
  }

  /** Ends after the running steps; lanes that were behind then do the steps that the others have done. */
  async pause(): Promise<void> {
    const paused = this.members.all;
    await Promise.all(paused.map(({ run }) => run.pause()));
    const there = paused.filter(({ site }) => isThere(this.core, site));
    const meeting = Math.max(0, ...there.map(({ run }) => run.step));
    for (const { run, site } of there) if (run.step < meeting && site.read().lane.phase === 'paused') run.goTo(meeting);
  }

  predict(): void {
    for (const { run } of this.members.all) run.predict();
  }

  /** Asks something of one lane between two steps. */
  askBeside(id: LaneId, aside: Aside): void {
    this.members.get(id)?.run.askBeside(aside);
  }

  cancelPredict(): void {
    for (const { run } of this.members.all) run.cancelPredict();
  }

  /** A changed loss acts from the next step on, in the lanes that have no other of their own. */
  setLoss(loss: LossSettings): void {
    for (const { run, site } of this.members.all)
      if (site.id === 'A' || site.settings().loss === loss) run.setLoss(loss);
  }

  /** The whole scan is predicted this often from now on, in every lane. */
  notePredictEvery(from: number, to: number): void {
    for (const { run } of this.members.all) run.notePredictEvery(from, to);
  }

  rescore(threshold: number): void {
    const isPlainRun = runCases(this.core.store.getState()).validate.length === 0;
    for (const { site, run } of this.members.all) {
      if (site.read().prediction) void rescore(this.core, site, this.score, threshold);
      if (!isPlainRun) run.judge(false);
    }
  }

  /** Asks every lane what all thresholds make of its newest validation. */
  sweep(): void {
    for (const { run } of this.members.all) run.judge(true);
  }

  /** Another case is shown: what every lane has predicted of that one is shown with it. */
  showCase(): void {
    const { store } = this.core;
    for (const { site } of this.members.all) forgetShown(site, store.getState().cases.shown);
    const hasAny = this.members.all.some(({ site }) => site.arrays.history.all.length > 0);
    if (!hasAny)
      store.setState(({ picture }) => ({
        picture: picture.overlay === 'none' ? picture : { ...picture, overlay: 'blobs' },
      }));
    for (const { site } of this.members.all) void showPast(this.core, site, this.score, store.getState().shownStep);
  }

  /** Lanes that rest give their workers away. */
  park(): void {
    for (const { run } of this.members.all) run.park();
  }

  /** Forgets every run; the lanes stay, with their settings. */
  reset(): void {
    this.members.abandonRuns();
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, ofRun: null } }));
    this.members.renewRuns();
  }

  /** Shows what every lane had predicted at a step, or last before it; null = the newest. */
  showStep(step: number | null): void {
    this.core.store.setState({ shownStep: step });
    for (const { site } of this.members.all) void showPast(this.core, site, this.score, step);
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
    const branch = this.members.place(own, (arrays) => takeBranch(arrays, source.arrays, checkpoint));
    if (!branch) return null;
    const { settings, backend } = source.read().run;
    branch.site.write(({ run }) => ({ run: { ...run, backend } }));
    // Its loss is the chosen one: that of the facts may be older.
    const { loss } = { ...source.settings(), ...own };
    if (settings) branch.run.resume({ ...settings, ...own, loss });
    this.announce(branch, branchEvents(source, checkpoint.step, loss));
    this.keepUp(branch);
    return branch.site.id;
  }

  /** Adds a lane that differs in this; null where there is no room for another. It starts at step 0, and the others wait until it has caught up. */
  add(own: LaneChange): LaneId | null {
    const added = this.members.place(own);
    if (added) this.keepUp(added);
    return added?.site.id ?? null;
  }

  /** Takes a recording in the place of all lanes; `ofRun` = what its cases were for, `changes` = what is its other lanes' own, in their order. */
  load(recording: Recording, ofRun: RunCases, changes: readonly LaneChange[]): void {
    for (const { site } of this.members.all) this.remove(site.id);
    this.reset();
    this.core.store.setState(({ cases }) => ({ cases: { ...cases, ofRun } }));
    const [first, ...others] = recording.lanes;
    this.fill(this.members.get('A'), first, recording);
    this.core.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'outcome' } }));
    others.forEach((lane, i) => {
      this.fill(this.members.place(changes[i]), lane, recording);
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
    this.members.remove(id);
  }

  private get furthest(): number {
    return Math.max(0, ...this.members.all.map(({ run }) => run.step));
  }

  /** A lane that comes while others are on their way goes where they go: else they would wait for it for ever. */
  private keepUp({ run }: Member): void {
    const aim = Math.max(0, ...this.members.all.map((member) => member.run.aim));
    if (aim > 0) run.goTo(aim);
  }

  /** Gives a lane, where there was room for it, the past of a recorded one. */
  private fill(member: Member | null, lane: RecordedLane, { name, madeAt }: Recording): void {
    if (!member) return;
    const { site, run } = member;
    takeRecorded(site.arrays, lane);
    run.resume(lane.settings);
    const recorded = { name, madeAt, backend: lane.backend };
    site.write((slice) => ({ run: { ...slice.run, recorded, backend: lane.backend } }));
    this.announce(member, lane.events);
  }

  /** Tells of the past that a lane was given. */
  private announce({ site, run }: Member, events: readonly RunEvent[]): void {
    const predictedSteps = predictedStepsOf(site.arrays);
    site.write((slice) => ({
      run: { ...slice.run, validated: slice.run.validated + 1, predictedSteps, events },
    }));
    run.announce();
    void showPast(this.core, site, this.score, this.core.store.getState().shownStep);
  }
}
