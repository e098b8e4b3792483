import { callInPage } from '../../inBrowser';
import { type Bench, type EnginePage, moduleInPage } from '../context';
import type { BackendUsed, Kernels } from '../inPage/engine';
import type { TimedSteps } from '../inPage/training';
import { type Measured, median, type Target } from '../row';
import { type Size, sizeInWords, sizes } from './sizes';

export const steps = {
  name: 'steps',
  title: 'Training steps (forward, backward, Adam)',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const backend of bench.backends) rows.push(...(await measureBackend(bench, backend)));
    for (const backend of bench.backends) rows.push(...(await measureFirst(bench, backend)));
    return rows;
  },
};

async function measureBackend(bench: Bench, backend: BackendUsed): Promise<readonly Measured[]> {
  const rows: Measured[] = [];
  const ours = await openSide(bench, backend, 'ours');
  const stock = await openSide(bench, backend, 'stock');
  for (const size of sizes) {
    bench.say(`${backend} step ${sizeInWords(size)}`);
    const notes = [await ours.begin(size), await stock.begin(size)];
    for (let round = 0; round < rounds; round++) for (const side of [ours, stock]) await side.go();
    const isTold = ours.totals.length > 1 && stock.totals.length > 1;
    if (isTold && !isClose(ours.totals[1], stock.totals[1]))
      notes.push(
        `stock's numbers are wrong: after one step its loss is ${stock.totals[1].toFixed(4)}, not ${ours.totals[1].toFixed(4)}`,
      );
    if (stock.times().length > 0 && stock.borrowed.length > 0)
      notes.push(`stock with our ${stock.borrowed.join(', ')}, which it lacks`);
    rows.push({
      what: `${backend} step ${sizeInWords(size)}`,
      unit: 'ms',
      values: { ours: median(ours.times()), stock: median(stock.times()) },
      compare: ['stock', 'ours'],
      ...targetOf(bench, backend, size),
      note: notes.filter(Boolean).join('; '),
    });
  }
  return rows;
}

const rounds = 3;

/** Ours or stock of one backend: steps of a size as long as they are worth their time. */
interface Side {
  /** Starts a run; gives why it is left out, or nothing. */
  begin(size: Size): Promise<string>;
  /** A few more steps, if there is time. */
  go(): Promise<void>;
  /** Of the steps after the first, or of the first alone where there was no time for more. */
  times(): readonly number[];
  readonly totals: readonly number[];
  readonly borrowed: readonly string[];
}

async function openSide(bench: Bench, backend: BackendUsed, kernels: Kernels): Promise<Side> {
  const isLeftOut = bench.isQuick && backend === 'webgpu' && kernels === 'stock';
  const page = isLeftOut ? null : await bench.engine(backend, kernels);
  const limits = limitsOf(bench.isQuick, kernels);
  const state = { ms: [] as number[], totals: [] as number[], msPerWork: 0, isOpen: false };
  return {
    begin: async (size) => {
      Object.assign(state, { ms: [], totals: [], isOpen: false });
      if (!page) return `${kernels} left out of a quick run`;
      const expectedMs = state.msPerWork * workOf(size);
      if (2 * expectedMs > limits.budgetMs)
        return `${kernels} left out: it would take about ${(expectedMs / 1000).toFixed(0)} s a step`;
      await page.call('training', 'startRun', size.side, size.baseWidth);
      state.isOpen = true;
      await runInto(state, page, 1);
      state.msPerWork = state.ms[0] / workOf(size);
      return state.ms[0] > limits.budgetMs / 2 ? `${kernels}: only its first step` : '';
    },
    go: async () => {
      const spentMs = state.ms.reduce((total, ms) => total + ms, 0);
      const hasTime = spentMs + state.ms[0] <= limits.budgetMs;
      if (page && state.isOpen && hasTime) await runInto(state, page, limits.stepsAtOnce);
      if (state.ms.length > 1) state.msPerWork *= Math.min(1, state.ms[state.ms.length - 1] / state.ms[0]);
    },
    times: () => (state.ms.length > 1 ? state.ms.slice(1) : state.ms),
    get totals() {
      return state.totals;
    },
    borrowed: page?.borrowed ?? [],
  };
}

async function runInto(state: { ms: number[]; totals: number[] }, page: EnginePage, count: number): Promise<void> {
  const { ms, totals } = await page.call<TimedSteps>('training', 'runSteps', count);
  state.ms.push(...ms);
  state.totals.push(...totals);
}

function limitsOf(isQuick: boolean, kernels: Kernels) {
  if (kernels === 'ours') return { budgetMs: isQuick ? 8_000 : 20_000, stepsAtOnce: isQuick ? 3 : 5 };
  return { budgetMs: isQuick ? 6_000 : 75_000, stepsAtOnce: 1 };
}

const stockTargets: Readonly<Record<BackendUsed, Pick<Target, 'must' | 'aim'>>> = {
  wasm: { must: 12, aim: 25 },
  webgpu: { must: 5, aim: 12 },
};
const stockTargetOnGpu = { must: 5, aim: 15 };

function targetOf({ adapter }: Bench, backend: BackendUsed, { side, baseWidth }: Size): { target?: Target } {
  if (side !== 32 || baseWidth !== 8) return {};
  const isGpu = backend === 'webgpu' && adapter?.isSoftware === false;
  return { target: { ...(isGpu ? stockTargetOnGpu : stockTargets[backend]), better: 'more', of: 'ratio' } };
}

/** The first step of lanes that have just started and proved their backend, and of such that were warmed up as the page does while the user looks at the scan. */
async function measureFirst(bench: Bench, backend: BackendUsed): Promise<readonly Measured[]> {
  const size = { side: 32, baseWidth: 8 };
  const all = { started: [] as number[], warmed: [] as number[], later: [] as number[] };
  bench.say(`${backend} first step`);
  for (let round = 0; round < (bench.isQuick ? 1 : 3); round++)
    for (const kind of ['started', 'warmed'] as const) {
      const ask = [backend, size.side, 6, kind === 'warmed'] as const;
      const ms = await callInPage<number[]>(bench.blank, moduleInPage('lanes'), 'timeFirstSteps', ...ask);
      all[kind].push(ms[0]);
      all.later.push(...ms.slice(2));
    }
  const later = median(all.later);
  const row = (first: readonly number[], which: string) => ({
    ...{ what: `${backend} first step ${sizeInWords(size)} of a lane ${which}`, unit: 'ms' },
    values: { first: median(first), later },
    compare: ['first', 'later'] as const,
  });
  return [
    row(all.started, 'just started'),
    { ...row(all.warmed, 'warmed up'), target: { must: 3, aim: 3, better: 'less', of: 'ratio' } },
  ];
}

function workOf({ side, baseWidth }: Size): number {
  return side ** 3 * baseWidth ** 2;
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-3 * Math.abs(a);
}
