import type { PresetId } from '../../core/bench/edits/edit';
import { type Dims, voxelIndex } from '../../core/volume';
import type { BenchBeginning } from '../../protocol/benchCalls';
import type { BenchActions, BenchOrigin, Brush } from '../benchModel';
import { changedSettings, isSameAsked } from '../benchQuestion';
import { laneSite } from '../laneSite';
import type { AppState } from '../model';
import { addNotice } from '../store';
import type { Core } from '../wires';
import { stopStudy, studyBench } from './askStudy';
import type { BenchDesk } from './benchDesk';

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
    measureBench: () => desk.measure(),
    stopBench: () => desk.stopDoing(),
    stopBenchStudy: (name) => stopStudy(core, desk, name),
    showBenchPart: (benchPart) => store.setState({ benchPart }),
    selectComponent: (voxel) => {
      store.setState((state) => withComponent(state, voxel));
      if (voxel !== null) desk.ask();
    },
    stepFalse: (by) => stepFalse(core, desk, by),
    setBrush: (change) => store.setState((state) => withBrush(state, change)),
  };
}

function stepFalse({ store }: Core, desk: BenchDesk, by: 1 | -1): void {
  const go = () => {
    const { openCase, bench } = store.getState();
    const voxel = openCase && nextFalse(bench, openCase.grid.dims, by);
    if (voxel === null) return false;
    store.setState((state) => withComponent(state, voxel));
    desk.ask();
    return true;
  };
  const { bench, ledger } = store.getState();
  if (bench.phase !== 'open') return;
  if (ledger.shows === 'false' && bench.answer.falseComponents) {
    go();
    return;
  }
  const { revision } = bench;
  const stop = store.subscribe((now) => {
    const isAnswered = now.bench.phase === 'open' && now.bench.answer.falseComponents !== null;
    const isOff = now.bench.phase !== 'open' || now.ledger.shows !== 'false';
    if (!isAnswered && !isOff) return;
    stop();
    if (isAnswered && now.bench.revision > revision) go();
  });
  store.setState({ ledger: { ...ledger, shows: 'false' } });
}

/** The place of the anchor of the false component after the one that is looked at, in the order of the list; null = the list is empty. */
function nextFalse(bench: AppState['bench'], dims: Dims, by: 1 | -1): number | null {
  const listed = (bench.phase === 'open' && bench.answer.falseComponents?.listed) || [];
  if (bench.phase !== 'open' || listed.length === 0) return null;
  const { component } = bench.answer;
  const at = component?.verdict === 'false' ? listed.findIndex(({ number }) => number === component.number) : -1;
  const next = at < 0 ? (by > 0 ? 0 : listed.length - 1) : (at + by + listed.length) % listed.length;
  return voxelIndex(dims, ...listed[next].anchorVoxel);
}

/** A component that is looked at is seen where the prediction is shown, and no blob is selected beside it. */
function withComponent(
  { benchSettings, picture, selectedBlob }: AppState,
  voxel: number | null,
): Pick<AppState, 'benchSettings' | 'picture' | 'selectedBlob'> {
  const isSeen = voxel === null || picture.overlay === 'outcome' || picture.overlay === 'probability';
  return {
    benchSettings: { ...benchSettings, seenVoxel: voxel },
    picture: isSeen ? picture : { ...picture, overlay: 'outcome' },
    selectedBlob: voxel === null ? selectedBlob : null,
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

/** Volumes are made for the overlay that is shown, and false components are listed while the list is, so another one asks anew. */
function askAnewForOverlays({ store }: Core, desk: BenchDesk): void {
  const needsVolume = ['probability', 'heat'];
  store.subscribe((now, before) => {
    const { overlay } = now.picture;
    const isListed = now.ledger.shows === 'false' && before.ledger.shows !== 'false';
    if (isListed) desk.ask();
    if (now.mode === 'bench' && overlay !== before.picture.overlay && needsVolume.includes(overlay)) desk.ask();
  });
}
