import type { PhantomSettings } from '../../core/phantoms/settings';
import type { Trial, TrialCase } from '../../core/study/trial';
import { homeId } from '../cases/casesModel';
import { homeCase } from '../cases/selectCases';
import { laneCase } from '../cases/trainingInput';
import { lanesOf, settingsOf } from '../laneSite';
import type { AppState } from '../model';
import type { Core } from '../wires';
import type { RepeatChoice, RepeatPlan } from './trials';

/** The lanes as they stand now, with seeds from that of lane A on; null where no scan with its mask is open. */
export function planRepeat(state: AppState, { seeds, steps, judgedOn }: RepeatChoice): RepeatPlan | null {
  const home = homeCase(state);
  if (!home?.hasScan || !home.hasMask) return null;
  const { settings } = state;
  const { name, source, connectivity } = home;
  return {
    case: { name, source },
    connectivity,
    lanes: lanesOf(state).map((id) => ({ id, settings: settingsOf(state, id) })),
    seeds: Array.from({ length: seeds }, (_, i) => settings.seed + i),
    steps,
    judgedOn: source.kind === 'phantom' ? judgedOn : 0,
  };
}

/** The case that the trials of a plan learn from; of a scan of the user's, its arrays as they are now. Throws a CallError where they are not there. */
export function repeatCase(core: Core, { case: { source } }: RepeatPlan): TrialCase {
  if (source.kind === 'phantom') return { kind: 'phantom', settings: source.settings };
  const { dims, spacingMm, scan, ids } = laneCase(core, homeId, 'train');
  return { kind: 'scan', dims, spacingMm, scan, ids };
}

/**
 * The trial of a lane: pair `index` of its seeds. A lane with a seed of its own counts on from that one. It is judged on cases of the same kind
 * with other seeds; where there are none, on what it learned from.
 */
export function repeatTrial(
  plan: RepeatPlan,
  lane: RepeatPlan['lanes'][number],
  index: number,
  learned: TrialCase,
): Trial {
  const { steps, connectivity, judgedOn } = plan;
  const settings = { ...lane.settings, seed: lane.settings.seed + index, steps, predictEvery: 0 };
  const validate = learned.kind === 'phantom' ? otherCases(learned.settings, judgedOn) : [learned];
  return { settings, train: [learned], validate, connectivity, rule: { kind: 'anyOverlap' } };
}

const firstOtherSeed = 1001;

/** The same kind of case with other seeds; never its own. */
function otherCases(settings: PhantomSettings, count: number): TrialCase[] {
  return Array.from({ length: count + 1 }, (_, i) => firstOtherSeed + i)
    .filter((seed) => seed !== settings.seed)
    .slice(0, count)
    .map((seed) => ({ kind: 'phantom', settings: { ...settings, seed } }));
}
