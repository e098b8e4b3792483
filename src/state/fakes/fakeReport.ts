import type { RoomReport } from '../../core/room';

/** Of a machine on which wasm is right and everything else is missing. */
export function fakeReport(msAt32: number): RoomReport {
  const missing = { device: null, refusal: 'it is not there', checks: [], speed: null };
  const checks = [{ op: 'conv3d 3x3x3', maxError: 1e-7, passed: true }];
  const sizes = { patchSize: 32, batchSize: 1, baseWidth: 8 };
  return {
    machine: { isSecure: true, browser: 'a browser', cores: 2, memoryGiB: null },
    adapter: null,
    backends: [
      { name: 'webgpu', ...missing },
      { name: 'wasm', device: 'one core', refusal: null, checks, speed: { msAt24: 30, msAt32 } },
      { name: 'cpu', ...missing },
    ],
    used: 'wasm',
    why: 'wasm runs on one core.',
    refusedChoice: null,
    memory: { ...sizes, totalBytes: 1, tensorBytes: 1, totalLimit: 2, tensorLimit: 2, refusal: null },
  };
}
