import { type LaneId, laneIds } from './laneId';
import { type LaneSite, laneSite } from './laneSite';
import type { LaneChange } from './model';
import { Convoy } from './run/convoy';
import { Run } from './run/run';
import type { ScorePrediction } from './scoring';
import { freshRun, freshSlice } from './store';
import { emptyArrays, type LaneArrays } from './vault';
import type { Core } from './wires';

/** A lane of the page, and the run that it is on. */
export interface Member {
  readonly site: LaneSite;
  run: Run;
}

/** The lanes that are there, in one convoy; lane A always is. */
export class LaneMembers {
  private convoy = new Convoy();
  private readonly members = new Map<LaneId, Member>();

  constructor(
    private readonly core: Core,
    private readonly score: ScorePrediction,
  ) {
    this.join('A');
  }

  get all(): readonly Member[] {
    return [...this.members.values()];
  }

  /** Null where there is none of that letter. */
  get(id: LaneId): Member | null {
    return this.members.get(id) ?? null;
  }

  /** Adds a lane that rests, which has this of its own and what `prepare` gives it of a past; null where there is no room for another. */
  place(own: LaneChange, prepare: (arrays: LaneArrays) => void = () => {}): Member | null {
    const id = laneIds.find((free) => !this.members.has(free));
    if (!id) return null;
    this.core.store.setState(({ others }) => ({ others: [...others, { ...freshSlice, id, own }] }));
    prepare(laneSite(this.core, id).arrays);
    return this.join(id);
  }

  /** Not lane A. */
  remove(id: LaneId): void {
    if (id === 'A') return;
    this.get(id)?.run.abandon();
    this.members.delete(id);
    this.core.lanes[id].stop();
    this.core.vault.others.delete(id);
    this.core.store.setState(({ others }) => ({ others: others.filter((other) => other.id !== id) }));
  }

  abandonRuns(): void {
    for (const { run } of this.all) run.abandon();
  }

  /** Gives every lane a run that was not begun, in the place of the abandoned one; it keeps its settings, and loses its past. */
  renewRuns(): void {
    this.convoy = new Convoy();
    const { cases } = this.core.store.getState();
    for (const member of this.all) {
      Object.assign(member.site.arrays, emptyArrays(cases.shown));
      member.site.write(({ run: { revision } }) => ({ ...freshSlice, run: { ...freshRun, revision: revision + 1 } }));
      member.run = this.freshRun(member.site);
    }
  }

  private join(id: LaneId): Member {
    const site = laneSite(this.core, id);
    const member = { site, run: this.freshRun(site) };
    this.members.set(id, member);
    return member;
  }

  private freshRun(site: LaneSite): Run {
    return new Run(this.core, site, this.score, this.convoy);
  }
}
