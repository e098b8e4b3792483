import { InputError } from '../core/errors';
import type { AdamState } from './optimiser';

/** The state of a run as bytes: weights, then Adam's first and second moments, float32 little-endian. */
export function checkpointBytes({ weights, first, second }: AdamState): ArrayBuffer {
  const count = weights.length;
  const view = new DataView(new ArrayBuffer(12 * count));
  [weights, first, second].forEach((values, part) => {
    for (let i = 0; i < count; i++) view.setFloat32(4 * (part * count + i), values[i], true);
  });
  return view.buffer;
}

/** The state back from `checkpointBytes`; throws InputError unless the bytes are those of a network of `parameterCount` weights. */
export function stateFromCheckpoint(
  { step, bytes }: { readonly step: number; readonly bytes: ArrayBuffer },
  parameterCount: number,
): AdamState {
  if (bytes.byteLength !== 12 * parameterCount || !Number.isInteger(step) || step < 0)
    throw new InputError({
      found: `The checkpoint holds ${bytes.byteLength} bytes of step ${step}`,
      expected: `${12 * parameterCount} bytes, three numbers for each of the network's ${parameterCount} weights`,
      todo: 'Use the network settings of the run that it came from, or reset the run',
    });
  const view = new DataView(bytes);
  const part = (index: number) =>
    Float32Array.from({ length: parameterCount }, (_, i) => view.getFloat32(4 * (index * parameterCount + i), true));
  const state = { weights: part(0), first: part(1), second: part(2), step };
  if (![state.weights, state.first, state.second].every((values) => values.every(Number.isFinite)))
    throw new InputError({
      found: 'The checkpoint holds numbers that are not finite',
      expected: 'the weights of a sound run',
      todo: 'Reset the run',
    });
  return state;
}
