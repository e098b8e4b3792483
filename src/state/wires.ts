import type { LaneCalls } from '../protocol/laneCalls';
import type { ScanCalls } from '../protocol/scanCalls';
import type { SupervisedWorker } from '../protocol/supervise';
import type { RunStore } from './kept/runStore';
import type { LaneId } from './laneId';
import type { RecordingPort } from './recordings/recordingPort';
import type { AppStore } from './store';
import type { Vault } from './vault';

/** What the state works with: the page's workers, files, and where runs are kept. */
export interface Wires {
  readonly scan: SupervisedWorker<ScanCalls>;
  readonly lanes: Readonly<Record<LaneId, SupervisedWorker<LaneCalls>>>;
  readonly recordings: RecordingPort;
  readonly runs: RunStore;
  /** Workers of their own for trials: so many run at once. */
  readonly trials: readonly SupervisedWorker<LaneCalls>[];
  /** The result of a study that comes with the page, as it was read; null = there is none. */
  readonly measuredStudy: () => Promise<unknown>;
  /** Cores of the machine, as far as the browser says. */
  readonly cores: number;
}

/** What the actions share. */
export interface Core extends Wires {
  readonly store: AppStore;
  readonly vault: Vault;
}
