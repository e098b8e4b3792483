import type { Connectivity, MaskReading } from '../core/case';
import type { PhantomSettings } from '../core/phantoms/settings';
import type { LossSettings, TrainSettings } from '../core/settings';
import type { Study } from '../core/study/study';
import type { Triple } from '../core/volume';
import type { BenchActions } from './benchModel';
import type { CaseId, CaseRole, FurtherPhantom } from './cases/casesModel';
import type { LaneId } from './laneId';
import type { LaneChange, LedgerView, SlowLook } from './model';
import type { RepeatChoice, TrialWork } from './study/trials';
import type { BlobsBy } from './survey/survey';
import type { ChartView, CompareView, Mode, PictureView, TableView, Theme } from './viewModel';

/** What a user can want; one name each. None of them throws: failures become state (`opening`, `lane`, `notices`). */
export interface Actions extends BenchActions {
  showMode(mode: Mode): void;
  setTheme(theme: Theme): void;
  toggleHelp(): void;
  dismissNotice(id: number): void;

  /** `further` = others like it that come into the list beside it. */
  openPhantom(settings: PhantomSettings, further?: readonly FurtherPhantom[]): void;
  openFiles(files: readonly File[]): void;
  /** Opens again what was open before an example opened a case of its own. */
  goBackToCase(): void;
  /** Swap or choose roles among the opened files, or read the mask's values otherwise. */
  chooseRoles(scanId: number | null, maskId: number | null): void;
  readMaskAs(reading: MaskReading): void;
  setConnectivity(connectivity: Connectivity): void;
  /** Stops what the scan worker is doing; what was open stays. */
  cancelOpening(): void;

  /** Adds so many built-in cases to the list, like the one that was opened first but for their seeds. */
  addPhantoms(count: number): void;
  /** Adds scans with their masks to the list. */
  addCaseFiles(files: readonly File[]): void;
  /** Acts with the next run, where one has begun. */
  setCaseRole(id: CaseId, role: CaseRole): void;
  /** Not the case that was opened first, and none of a run that has begun. */
  removeCase(id: CaseId): void;
  /** Shows this case of the list in the picture, with what the lanes predicted of it. */
  showCase(id: CaseId): void;
  /** The same, and chooses a blob of it. */
  showBlobOf(id: CaseId, blob: number): void;

  /** Shows the survey of masks, with the masks that are open among its rows, and measures what waits. */
  openSurvey(): void;
  /** Also stops the measuring; what waits is measured when the survey is shown again. */
  closeSurvey(): void;
  addToSurvey(files: readonly File[]): void;
  /** How blobs are told apart; every mask is measured anew. */
  tellBlobsBy(blobsBy: BlobsBy): void;
  removeFromSurvey(rowId: number): void;
  clearSurvey(): void;
  holdSurvey(): void;
  goOnWithSurvey(): void;
  /** Makes a measured mask the open case, and closes the survey. */
  openSurveyed(rowId: number): void;

  selectBlob(id: number | null): void;
  /** Next or previous blob in the order of the table. */
  stepBlob(by: 1 | -1): void;
  hoverBlob(id: number | null): void;
  crosshairMoved(mm: Triple): void;
  setTable(change: Partial<TableView>): void;
  setLedger(change: Partial<LedgerView>): void;
  setPicture(change: Partial<PictureView>): void;
  setChart(change: Partial<ChartView>): void;
  setCompare(change: Partial<CompareView>): void;

  /** Settings that need a new run reset it; the loss acts from the next step on. */
  changeSettings(change: Partial<Omit<TrainSettings, 'loss'>>): void;
  changeLoss(change: Partial<LossSettings>): void;
  /** The defaults of this machine's tier. */
  restoreDefaults(): void;
  /** Shows the Room check, and runs it where it has not been. */
  openRoom(): void;
  /** Also ends a check that is on its way. */
  closeRoom(): void;
  checkRoom(): void;
  cancelRoomCheck(): void;

  play(): void;
  pause(): void;
  /** Play or pause. */
  togglePlay(): void;
  singleStep(): void;
  /** Looks at the next step of the chosen lane before it is done; a run on its way is paused. Asked again, it looks at the step that is next then. */
  openSlowMotion(): void;
  closeSlowMotion(): void;
  /** Looks anew, at another lane or patch. */
  lookSlowlyAt(change: Partial<SlowLook>): void;
  resetRun(): void;
  predict(): void;
  cancelPredict(): void;
  setThreshold(threshold: number): void;

  /** Adds a lane that differs from lane A in this; null = there are four already. */
  addLane(own: LaneChange): LaneId | null;
  /** Replaces what is a lane's own; its loss acts from the next step on, anything else with the next run. */
  changeLane(id: LaneId, own: LaneChange): void;
  removeLane(id: LaneId): void;
  /** Adds a lane that goes on from another's last checkpoint at or before a step, with that lane's settings but for the change; null = no room, or no checkpoint. */
  branchLane(from: LaneId, step: number, change: LaneChange): LaneId | null;
  /** Shows in every lane what was predicted at this step or last before it; null = the newest. */
  showStep(step: number | null): void;
  /** Asks every lane what all thresholds make of its newest validation. */
  sweepLanes(): void;
  /** Shows the runs that are kept in this browser. */
  openKeptList(): void;
  closeKeptList(): void;
  /** Reads the list anew. */
  refreshKept(): Promise<void>;
  /** Keeps the run at once, as far as its newest checkpoint: the page may be closed soon. */
  keepRunNow(): Promise<void>;
  /** Whether runs are kept by themselves. */
  keepRuns(isOn: boolean): void;
  /** Puts a kept run in the place of the lanes; false = it could not be, and its row says why. */
  openKept(id: string): Promise<boolean>;
  /** A run with a name of its own is pinned. */
  renameKept(id: string, name: string): Promise<void>;
  /** Pinned runs are never dropped to make room. */
  pinKept(id: string, isPinned: boolean): Promise<void>;
  /** Asks the browser not to clear kept runs by itself. */
  askToPersist(): Promise<void>;
  deleteKept(id: string): Promise<void>;
  /** Deletes all of them, and makes sure that nothing is left. */
  clearKept(): Promise<void>;
  /** The file of a kept run, under its present name; null = it could not be read, and its row says why. */
  exportKept(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Takes a recording's file into the list. */
  importKept(bytes: Uint8Array): Promise<void>;
  /** Does not ask again whether to resume it. */
  dismissOffer(id: string): Promise<void>;

  /** Trains every lane of the comparison several times in the background, in the place of the repeats before. */
  repeatLanes(choice: RepeatChoice): void;
  /** Runs a study in the background, in the place of the one before. */
  startStudy(study: Study): void;
  /** Takes up a study from a file or from the last visit, held, with what has come of it; a damaged one is refused: the sentence that says why, else null. */
  resumeStudy(data: unknown): string | null;
  /** Trials that run come to their end; no other is taken. */
  holdTrials(work: TrialWork): void;
  /** Also ends those that run; they begin anew when it goes on. */
  stopTrials(work: TrialWork): void;
  goOnWithTrials(work: TrialWork): void;
  /** The failed ones wait again. */
  retryTrials(work: TrialWork): void;
  discardTrials(work: TrialWork): void;
  /** Whether trials go on while the user's own lanes train. */
  letTrialsDisturb(mayDisturb: boolean): void;
  /** Shows repeats or study in their dialog; null = closes it. */
  showTrials(work: TrialWork | null): void;

  /** All lanes as they stand, as a file; null where nothing was trained. */
  packRecording(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Opens a recording in the place of the lanes; false = it could not be, and a notice says why. */
  openRecording(bytes: Uint8Array): Promise<boolean>;
}
