import { chromiumFlags, gpuFlags } from '../chromium';
import { type BrowserPage, callInPage, openBrowserPage } from '../inBrowser';
import type { BackendUsed, Kernels } from './inPage/engine';
import type { Measured } from './row';

/** One part of the bench. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly measure: (bench: Bench) => Promise<readonly Measured[]>;
}

/** What a section measures on one backend after another. */
export function onEachBackend(
  measure: (bench: Bench, backend: BackendUsed) => Promise<readonly Measured[]>,
): Section['measure'] {
  return async (bench) => {
    const rows: Measured[] = [];
    for (const backend of bench.backends) rows.push(...(await measure(bench, backend)));
    return rows;
  };
}

/** The adapter that WebGPU found; null where there is none. */
export type Adapter = { readonly device: string; readonly isSoftware: boolean } | null;

/** What sections share: pages that stay open, each with its own Chromium, and what was asked for. */
export interface Bench {
  readonly isQuick: boolean;
  readonly adapter: Adapter;
  /** The backends that can be measured here. */
  readonly backends: readonly BackendUsed[];
  /** The page that runs this backend with these kernels. */
  readonly engine: (backend: BackendUsed, kernels: Kernels) => Promise<EnginePage>;
  /** A new page that trains with plain tfjs, nothing of ours loaded into it. */
  readonly stockTraining: (backend: BackendUsed) => Promise<TrainingCall>;
  /** A new page, whose memory nothing has grown before. */
  readonly freshEngine: (backend: BackendUsed) => Promise<EnginePage>;
  /** The page that runs no backend itself: for workers. */
  readonly blank: BrowserPage;
  /** Tells on stderr what is being done. */
  readonly say: (what: string) => void;
  readonly close: () => Promise<void>;
}

/** Calls an export of the page's module that trains. */
export type TrainingCall = <Answer>(name: string, ...args: readonly unknown[]) => Promise<Answer>;

/** A page whose engine runs. */
export interface EnginePage {
  /** Calls an export of a module in `inPage/`. */
  readonly call: <Answer>(module: 'engine' | 'training', name: string, ...args: readonly unknown[]) => Promise<Answer>;
}

/** Opens the blank page and looks for an adapter. `wantsGpu` = not the software adapter that the tests ask for. */
export async function openBench(isQuick: boolean, wantsGpu: boolean): Promise<Bench> {
  const flags = wantsGpu ? gpuFlags : chromiumFlags;
  const blank = await openBrowserPage(flags);
  const pages = [blank];
  const engines = new Map<string, Promise<EnginePage>>();
  const openEngine = async (backend: BackendUsed, kernels: Kernels): Promise<EnginePage> => {
    const page = await openBrowserPage(flags);
    pages.push(page);
    const call = <Answer>(module: string, name: string, ...args: readonly unknown[]) =>
      callInPage<Answer>(page, moduleInPage(module), name, ...args);
    await call('engine', 'open', backend, kernels);
    return { call };
  };
  const stockTraining = async (backend: BackendUsed): Promise<TrainingCall> => {
    const page = await openBrowserPage(flags);
    pages.push(page);
    const call: TrainingCall = (name, ...args) => callInPage(page, moduleInPage('stockTraining'), name, ...args);
    await call('open', backend);
    return call;
  };
  const engine = (backend: BackendUsed, kernels: Kernels) => {
    const key = `${backend} ${kernels}`;
    const opened = engines.get(key) ?? openEngine(backend, kernels);
    engines.set(key, opened);
    return opened;
  };
  const adapter = await findAdapter(blank);
  return {
    ...{ isQuick, adapter, engine, stockTraining, blank },
    freshEngine: (backend) => openEngine(backend, 'ours'),
    backends: adapter ? ['wasm', 'webgpu'] : ['wasm'],
    say: (what) => process.stderr.write(`  ${what}\n`),
    close: async () => void (await Promise.all(pages.map((page) => page.close()))),
  };
}

/** The address of a module in `inPage/`. */
export function moduleInPage(name: string): string {
  return `/e2e/bench/inPage/${name}.ts`;
}

/** How the adapter is called in the table: one that the processor plays is never called a GPU. */
export function adapterInWords(adapter: Adapter): string {
  if (!adapter) return 'none';
  return adapter.isSoftware ? `${adapter.device}: a software adapter, played by the processor` : adapter.device;
}

function findAdapter({ page, origin }: BrowserPage): Promise<Adapter> {
  return page.evaluate(async (url) => {
    const { findAdapter } = await import(/* @vite-ignore */ url);
    return findAdapter().then(
      ({ device, isSoftware }: { device: string; isSoftware: boolean }) => ({ device, isSoftware }),
      () => null,
    );
  }, `${origin}/src/engine/backends/webgpu.ts`);
}
