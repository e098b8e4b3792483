import type { PresetId } from '../core/bench/edit';
import type { BenchBeginning } from '../protocol/benchCalls';
import type { Core } from './app';
import type { BenchDesk } from './benchDesk';
import type { BenchActions, BenchOrigin, Brush } from './benchModel';
import { changedSettings, isSameAsked } from './benchQuestion';
import { studyBench } from './benchStudies';
import { laneSite } from './laneSite';
import type { AppState } from './model';
import { addNotice } from './store';

/** Intents about the bench. `openMade` opens the case of a preset that needs its own, and says whether it is open then. */
export function createBenchActions(core: Core, desk: BenchDesk, openMade: () => Promise<boolean>): BenchActions {
  const { store } = core;
  const begin = (from: BenchBeginning) => desk.touch({ kind: 'begin', from });
  askAnewForOverlays(core, desk);
  return {
    startBench: (from) => {
      const beginning = beginningOf(core, from);
      if (beginning) begin(beginning);
      else
        addNotice(
          store,
          'info',
          'This lane has predicted nothing yet; press Predict, or start from a perfect prediction.',
        );
    },
    editBench: (edit, options = {}) => desk.touch({ kind: 'edit', edit, gesture: options.gesture ?? null }),
    undoBench: () => desk.touch({ kind: 'undo' }),
    redoBench: () => desk.touch({ kind: 'redo' }),
    resetBench: () => desk.touch({ kind: 'reset' }),
    setBench: (change) => {
      const before = store.getState().benchSettings;
      const benchSettings = changedSettings(before, change);
      store.setState({ benchSettings });
      if (!isSameAsked(benchSettings, before)) desk.ask();
    },
    loadPreset: (preset) => void loadPreset(core, preset, begin, openMade),
    openPrediction: (file) => begin({ kind: 'file', file }),
    studyBench: (kind) => void studyBench(core, desk, kind),
    showBenchPart: (benchPart) => store.setState({ benchPart }),
    setBrush: (change) => store.setState((state) => withBrush(state, change)),
  };
}

async function loadPreset(
  { store }: Core,
  preset: PresetId,
  begin: (from: BenchBeginning) => void,
  openMade: () => Promise<boolean>,
): Promise<void> {
  const isOwnCase = preset === 'three_of_sixteen' && store.getState().openCase?.source.kind !== 'made';
  if (isOwnCase && !(await openMade())) return;
  begin({ kind: 'preset', preset });
}

/** Null = the lane has predicted nothing. */
function beginningOf(core: Core, from: BenchOrigin): BenchBeginning | null {
  if (typeof from === 'string') return { kind: from };
  const isThere = from.lane === 'A' || core.store.getState().others.some(({ id }) => id === from.lane);
  if (!isThere) return null;
  const site = laneSite(core, from.lane);
  const { prediction } = site.read();
  const { probability } = site.arrays;
  return prediction && probability && { kind: 'lane', step: prediction.step, probability };
}

/** A brush that is on; what it does is seen on the overlays of the prediction only. */
function withBrush({ brush, picture }: AppState, change: Partial<Brush>): Pick<AppState, 'brush' | 'picture'> {
  const next = { ...brush, ...change };
  const isSeen = picture.overlay === 'outcome' || picture.overlay === 'probability' || picture.overlay === 'heat';
  return { brush: next, picture: next.mode === 'off' || isSeen ? picture : { ...picture, overlay: 'outcome' } };
}

/** Volumes are made for the overlay that is shown, so another overlay asks anew. */
function askAnewForOverlays({ store }: Core, desk: BenchDesk): void {
  const needsVolume = ['probability', 'heat'];
  store.subscribe((now, before) => {
    const { overlay } = now.picture;
    if (now.mode === 'bench' && overlay !== before.picture.overlay && needsVolume.includes(overlay)) desk.ask();
  });
}
