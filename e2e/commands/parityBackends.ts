import type { GoldenCase } from '../../src/core/golden/case';
import type { CheckResult } from '../../src/core/golden/compare';
import { type Evaluate, evaluatePlain } from '../../src/core/golden/run';
import { float32Tolerance, float64Tolerance, type Tolerance } from '../../src/core/golden/tolerance';
import type { RunningBackend } from '../../src/engine/backends/running';
import { findOrInstallChromium } from '../chromium';
import { type BrowserPage, callInPage, openBrowserPage } from '../inBrowser';

/** `plain` is core; `wasm` is engine in Node, with our kernels; `webgpu` is engine in headless Chromium. */
export const backendNames = ['plain', 'wasm', 'webgpu'] as const;
export type ParityBackendName = (typeof backendNames)[number];

/** An implementation of the losses, ready to be compared with golden numbers. */
export interface ParityBackend {
  readonly phase: 'open';
  readonly name: ParityBackendName;
  readonly evaluate: Evaluate;
  readonly tolerance: Tolerance;
  /** What went wrong on the device without any call failing. */
  readonly problems: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** A backend that cannot be had: `missing` from this machine, or `broken` although its parts are there. */
export interface AbsentBackend {
  readonly phase: 'missing' | 'broken';
  readonly name: ParityBackendName;
  readonly reason: string;
}

/** Opens a backend; never throws. */
export async function openParityBackend(name: ParityBackendName): Promise<ParityBackend | AbsentBackend> {
  try {
    return await openers[name]();
  } catch (error) {
    return { phase: 'broken', name, reason: error instanceof Error ? error.message : String(error) };
  }
}

const openers: Readonly<Record<ParityBackendName, () => Promise<ParityBackend | AbsentBackend>>> = {
  plain: openPlain,
  wasm: openWasm,
  webgpu: openWebgpu,
};

async function openPlain(): Promise<ParityBackend> {
  const problems = async () => [];
  const close = async () => {};
  return { phase: 'open', name: 'plain', evaluate: evaluatePlain, tolerance: float64Tolerance, problems, close };
}

async function openWasm(): Promise<ParityBackend> {
  // Loaded late: without them asked for, neither tfjs nor its binaries are touched.
  const { openBackend } = await import('../../src/engine/backends');
  const { evaluateLossOnTensors } = await import('../../src/engine/losses');
  const { nodeAssets } = await import('../../src/engine/nodeAssets');
  const running = await openBackend('wasm', nodeAssets);
  return {
    phase: 'open',
    name: 'wasm',
    evaluate: ({ logits, ids, shape, geometry }, settings) =>
      evaluateLossOnTensors(Float32Array.from(logits), ids, shape, settings, geometry),
    tolerance: float32Tolerance,
    problems: async () => [],
    close: () => running.dispose(),
  };
}

async function openWebgpu(): Promise<ParityBackend | AbsentBackend> {
  const name = 'webgpu';
  try {
    findOrInstallChromium();
  } catch (error) {
    return { phase: 'missing', name, reason: error instanceof Error ? error.message : String(error) };
  }
  const browser = await openBrowserPage();
  try {
    const reason = await whyNoGpu(browser);
    if (reason === null) return await startInPage(browser);
    await browser.close();
    return { phase: 'missing', name, reason };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function whyNoGpu({ page, origin }: BrowserPage): Promise<string | null> {
  return page.evaluate(async (url) => {
    const { findAdapter } = await import(/* @vite-ignore */ url);
    return findAdapter().then(
      () => null,
      (error: Error) => error.message,
    );
  }, `${origin}/src/engine/backends/webgpu.ts`);
}

async function startInPage(browser: BrowserPage): Promise<ParityBackend> {
  const engine = `${browser.origin}/src/engine`;
  const running = await browser.page.evaluateHandle(
    async ([backends, assets]): Promise<RunningBackend> => {
      const { openBackend } = await import(/* @vite-ignore */ backends);
      const { pageAssets } = await import(/* @vite-ignore */ assets);
      return openBackend('webgpu', pageAssets);
    },
    [`${engine}/backends.ts`, `${engine}/assets.ts`] as const,
  );
  return {
    phase: 'open',
    name: 'webgpu',
    evaluate: async (golden, settings) => {
      const result = await evaluateInPage(browser, golden, settings);
      await running.evaluate((backend) => backend.throwIfBroken());
      return result;
    },
    tolerance: float32Tolerance,
    problems: async () => {
      const gpuErrors = await running.evaluate((backend) => backend.gpuErrors());
      return gpuErrors === 0 ? browser.errors : [...browser.errors, `${gpuErrors} GPU errors outside any call`];
    },
    close: () => browser.close(),
  };
}

function evaluateInPage(
  browser: BrowserPage,
  { logits, ids, shape, geometry }: GoldenCase,
  settings: Parameters<Evaluate>[1],
): Promise<CheckResult> {
  const inputs = [Float32Array.from(logits), ids, shape, settings, geometry];
  return callInPage<CheckResult>(browser, '/src/engine/losses.ts', 'evaluateLossOnTensors', ...inputs);
}
