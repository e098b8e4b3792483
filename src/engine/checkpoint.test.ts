import { expect, test } from 'vitest';
import { InputError } from '../core/errors';
import { checkpointBytes, stateFromCheckpoint } from './checkpoint';

const state = {
  weights: Float32Array.of(1.5, -2e-20, 3),
  first: Float32Array.of(0.1, 0.2, -0.3),
  second: Float32Array.of(1e-9, 0, 4),
  step: 12,
};

test('a state comes back from its bytes, bit by bit', () => {
  expect(stateFromCheckpoint({ step: 12, bytes: checkpointBytes(state) }, 3)).toEqual(state);
});

test('the bytes are weights, first, second moments as little-endian float32', () => {
  const bytes = new Uint8Array(checkpointBytes(state));
  expect(bytes.length).toBe(36);
  expect([...bytes.subarray(0, 4)]).toEqual([0, 0, 0xc0, 0x3f]);
  expect(new DataView(bytes.buffer).getFloat32(32, true)).toBe(4);
});

test('bytes of another network, or of a ruined run, are refused with what to do', () => {
  const bytes = checkpointBytes(state);
  expect(() => stateFromCheckpoint({ step: 1, bytes }, 4)).toThrow(InputError);
  expect(() => stateFromCheckpoint({ step: 1, bytes }, 4)).toThrow(/36 bytes.*expected 48 bytes.*reset the run/);
  expect(() => stateFromCheckpoint({ step: -1, bytes }, 3)).toThrow(InputError);
  const ruined = checkpointBytes({ ...state, weights: Float32Array.of(1, Number.NaN, 2) });
  expect(() => stateFromCheckpoint({ step: 1, bytes: ruined }, 3)).toThrow(/not finite/);
});
