import { bestBuild } from '../../../src/engine/kernels/wasm/builds';

/** What the page knows of the machine, in words. */
export function describeMachine(): Record<string, string> {
  return {
    'cores the page sees': String(navigator.hardwareConcurrency),
    'wasm SIMD': WebAssembly.validate(simdProbe) ? 'yes' : 'no',
    'wasm relaxed SIMD': bestBuild() === 'relaxed' ? 'yes' : 'no',
    'shared memory': globalThis.crossOriginIsolated ? 'yes' : 'no, as on plain static hosts',
    'user agent': navigator.userAgent,
  };
}

/** A module whose only function is i32x4.splat. */
const simdProbe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x20, 0x00, 0xfd, 0x11, 0x0b],
);
