import type { BackendName } from '../../core/settings';
import { msPerStep, type StepSpeed, tierOf, withTier } from '../../core/tier';
import type { Core } from '../wires';

/** What is made of measured speeds: the tier, and with it the default sizes. */
export interface TierKeeper {
  /** The last measurement counts. It changes settings that nobody chose, and only before the first run of this visit. */
  readonly adopt: (backend: BackendName, speed: StepSpeed) => void;
  readonly isMeasuredOn: (backend: BackendName) => boolean;
}

export function createTierKeeper({ store }: Pick<Core, 'store'>): TierKeeper {
  let hasRun = false;
  store.subscribe(({ lane, run }) => {
    // Also one that was trained elsewhere, and is looked at.
    hasRun ||= lane.phase !== 'none' || run.settings !== null;
  });
  return {
    adopt: (backend, speed) => {
      const name = tierOf(speed);
      store.setState(({ tier: { pinned }, settings }) => ({
        tier: { name, measured: { backend, msPerStep: msPerStep(speed) }, pinned },
        settings: hasRun ? settings : withTier(settings, name, pinned),
      }));
    },
    isMeasuredOn: (backend) => store.getState().tier.measured?.backend === backend,
  };
}
