import { noRunStore } from '../kept/runStore';
import { fakeLanes } from './fakeLane';
import { fakeRecordings } from './fakeRecordings';
import { fakeScan } from './fakeScan';

/** The wires of a page for tests of the state: lanes and a scan worker in the same thread, no workers for trials, and nowhere to keep runs. */
export function fakeWires() {
  return {
    ...{ scan: fakeScan(), lanes: fakeLanes(), trials: [], recordings: fakeRecordings, runs: noRunStore, cores: 1 },
    measuredStudy: async () => null,
  };
}
