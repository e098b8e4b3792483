import type { NetworkSettings } from '../core/settings';
import { hasAdam } from './ops';
import type { AdamState } from './optimiser';
import type { Guard, Trainer } from './trainer';
import { DeviceTrainer } from './trainer/device';
import { PlainTrainer } from './trainer/plain';

/**
 * Goes on from a state on the running backend: with weights and moments on the device, where it has the kernels for that, so that it
 * is never waited for; else in plain memory, where every backend's step ends.
 */
export function openTrainer(state: AdamState, network: NetworkSettings, guard: Guard = (work) => work()): Trainer {
  return hasAdam() ? new DeviceTrainer(state, network, guard) : new PlainTrainer(state, network, guard);
}
