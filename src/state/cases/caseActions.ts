import { createTurns } from '../../protocol/turns';
import type { Actions } from '../actions';
import { createBenchActions } from '../bench/benchActions';
import { BenchDesk } from '../bench/benchDesk';
import type { BenchActions } from '../benchModel';
import { createScanMemory } from '../scanMemory';
import { createScoring, type ScorePrediction } from '../scoring';
import { createSurveyActions } from '../survey/surveyActions';
import type { Core } from '../wires';
import { CaseList } from './caseList';
import { assemble, goBackToCase, type Opener, openFiles, openMade, openMask, openPhantom, relabel } from './openCases';
import { createOpenings } from './openings';

type CaseActions = Pick<
  Actions,
  | 'openPhantom'
  | 'openFiles'
  | 'goBackToCase'
  | 'chooseRoles'
  | 'readMaskAs'
  | 'setConnectivity'
  | 'cancelOpening'
  | 'addPhantoms'
  | 'addCaseFiles'
  | 'setCaseRole'
  | 'removeCase'
  | 'showCase'
  | 'showBlobOf'
> &
  ReturnType<typeof createSurveyActions>;

/** Intents that open cases or survey masks, the scoring of predictions, and the bench: all ask the scan worker, one thing at a time. */
export function createCaseActions(core: Core): {
  readonly actions: CaseActions & BenchActions;
  readonly score: ScorePrediction;
  readonly bench: BenchDesk;
  readonly list: CaseList;
} {
  const inTurn = createTurns();
  const openings = createOpenings(core, inTurn);
  const memory = createScanMemory(core.scan);
  const list = new CaseList(core, memory, inTurn, openings);
  const opener: Opener = { ...core, openings, memory, list };
  const actions: CaseActions = {
    openPhantom: (settings, further = []) => void openPhantom(opener, settings, further),
    openFiles: (files) => void openFiles(opener, files),
    goBackToCase: () => void goBackToCase(opener),
    chooseRoles: (scanId, maskId) => void assemble(opener, { kind: 'all' }, { scanId, maskId }),
    readMaskAs: (reading) => void assemble(opener, reading),
    setConnectivity: (connectivity) => void relabel(opener, connectivity),
    cancelOpening: openings.cancel,
    addPhantoms: (count) => list.addPhantoms(count),
    addCaseFiles: (files) => void list.addFiles(files),
    setCaseRole: (id, role) => list.setRole(id, role),
    removeCase: (id) => void list.remove(id),
    showCase: (id) => void list.show(id),
    showBlobOf: (id, blob) =>
      void list.show(id).then(() => {
        if (core.store.getState().cases.shown === id) core.store.setState({ selectedBlob: blob });
      }),
    ...createSurveyActions(core, memory, inTurn, (file, blobsBy) => void openMask(opener, file, blobsBy)),
  };
  const bench = new BenchDesk(core, memory, inTurn);
  const benchActions = createBenchActions(core, bench, () => openMade(opener, 'three_of_sixteen'));
  return { actions: { ...actions, ...benchActions }, score: createScoring(core, memory, inTurn), bench, list };
}
