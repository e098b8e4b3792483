import { describe, expect, test } from 'vitest';
import type { AdapterFacts, BackendFinding, RoomReport } from '../../core/room';
import { operationWords } from '../../lessons/operations';
import { fakeReport } from '../../state/fakes/fakeReport';
import { diagnostics } from './diagnostics';
import { formatError, memoryWords, operationRows, paceAt, problems, roomCode, useOf, verdict } from './roomWords';

const good = fakeReport(41);
const [gpu, wasm, cpu] = good.backends;
const adapter: AdapterFacts = {
  device: 'Some GPU',
  isSoftware: false,
  limits: {
    maxStorageBufferBindingSize: 1,
    maxBufferSize: 2,
    maxComputeWorkgroupsPerDimension: 3,
    maxStorageBuffersPerShaderStage: 8,
  },
  features: { 'shader-f16': true, subgroups: false, 'timestamp-query': true },
};
const proved: BackendFinding = { ...wasm, name: 'webgpu', device: 'Some GPU', speed: { msAt24: 4, msAt32: 5 } };
const withGpu = (change: Partial<BackendFinding>, more: Partial<RoomReport> = {}): RoomReport => ({
  ...good,
  adapter,
  backends: [{ ...proved, ...change }, wasm, { ...wasm, name: 'cpu', speed: null }],
  ...more,
});

describe('the verdict and its code', () => {
  test('name backend, pace and tier', () => {
    expect([verdict(good), roomCode(good)]).toEqual([
      'Ready: WebAssembly, about 24 steps/s at 32³. Tier: medium.',
      'M-W-24',
    ]);
    const fast = withGpu({}, { used: 'webgpu' });
    expect([verdict(fast), roomCode(fast)]).toEqual([
      'Ready: WebGPU, about 200 steps/s at 32³. Tier: large.',
      'L-G-200',
    ]);
    expect(roomCode(fakeReport(800))).toBe('S-W-1.3');
  });

  test('of plain JavaScript, which is not timed', () => {
    const last = withGpu({}, { used: 'cpu' });
    expect([verdict(last), roomCode(last)]).toEqual([
      'Ready: Plain JavaScript, slow, and not timed. Tier: small.',
      'S-J',
    ]);
  });
});

describe('problems', () => {
  test('there are none where a GPU is right and fast', () => {
    expect(problems(withGpu({}, { used: 'webgpu' }))).toEqual([]);
  });

  test('a page without a secure context is told as that, and not as a missing graphics card', () => {
    const open = { ...good, machine: { ...good.machine, isSecure: false }, backends: [gpu, wasm] };
    expect(problems(open)).toEqual([expect.stringMatching(/^The page was not opened over https.+Open it/)]);
  });

  test('a missing, a software and a wrong graphics card are three things', () => {
    expect(problems({ ...good, backends: [gpu, wasm] })).toEqual([
      expect.stringMatching(/^No graphics card is used: it is not there\. All works without/),
    ]);
    expect(problems(withGpu({}, { adapter: { ...adapter, isSoftware: true } }))).toEqual([
      expect.stringContaining('played by the processor here (Some GPU)'),
    ]);
    const checks = [{ op: 'conv3d 3x3x3 (no such shader)', maxError: null, passed: false }, ...wasm.checks];
    expect(problems(withGpu({ checks, refusal: '1 of its operations give wrong numbers here' }))).toEqual([
      'WebGPU is left alone: on Some GPU 1 of its operations give wrong numbers here (Convolution 3×3×3). Update the browser and the driver of the graphics card.',
    ]);
  });

  test('memory that is too small, a choice that cannot be had and a slow machine say what to do', () => {
    const memory = { ...good.memory, refusal: 'Too large. Choose patches of 16.' };
    const refusedChoice = 'no WebGPU; expected one. Choose wasm.';
    const said = problems({
      ...fakeReport(900),
      backends: [...fakeReport(900).backends].slice(1, 2),
      memory,
      refusedChoice,
    });
    expect(said).toEqual([
      `The chosen backend cannot be used: ${refusedChoice} Automatic is used meanwhile.`,
      memory.refusal,
      expect.stringContaining('Training is slow here'),
    ]);
  });
});

test('each backend says why it is used or not', () => {
  const report = withGpu({ speed: { msAt24: 900, msAt32: null } });
  expect(report.backends.map((finding) => useOf(finding, report))).toEqual([
    'not used: right, but slower',
    'used',
    'the last resort',
  ]);
  expect(useOf(gpu, good)).toBe('cannot be used');
  expect(paceAt({ msAt24: 900, msAt32: null }, 32)).toBe('≈ 0.47');
  expect(paceAt(null, 24)).toBe('–');
});

test('operations that do alike share a row, with the worst of their errors; a missing backend has none', () => {
  const checks = [
    { op: 'conv3d 3x3x3', maxError: 2e-7, passed: true },
    { op: 'conv3d 3x3x3', maxError: 0.5, passed: false },
    { op: 'exp', maxError: 0, passed: true },
    { op: 'log (broke)', maxError: null, passed: false },
  ];
  expect(operationRows({ ...good, backends: [{ ...wasm, checks }, cpu] })).toEqual([
    { words: 'Convolution 3×3×3', checks: [{ maxError: 0.5, passed: false }, null] },
    { words: 'Element-wise functions', checks: [{ maxError: null, passed: false }, null] },
  ]);
  expect([formatError(2.4e-7), formatError(0), formatError(null)]).toEqual(['2.4e−7', '0', 'no numbers']);
  expect(operationWords('something new')).toBe('something new');
});

test('the plain text holds all of it', () => {
  const text = diagnostics(withGpu({}, { used: 'webgpu' }));
  for (const part of [
    'Code: L-G-200',
    'Browser: a browser',
    'Adapter: Some GPU',
    'maxStorageBuffersPerShaderStage: 8',
    'subgroups: no',
    'WebAssembly: one core; all 1 right; worst error 1.0e−7; steps/s: 33 at 24³, 24 at 32³; not used: right',
    'Convolution 3×3×3: 1.0e−7 | 1.0e−7 | 1.0e−7',
    memoryWords(good.memory),
  ])
    expect(text).toContain(part);
});
