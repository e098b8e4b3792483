import type { Bench } from '../context';
import type { BackendUsed } from '../inPage/engine';
import type { Measured, Target } from '../row';
import { isAimedAt, type Size, sizeInWords, sizes } from './sizes';
import { StepTimer } from './stepTimer';

const rounds = 3;

export const steps = {
  name: 'steps',
  title: 'Training steps (forward, backward, Adam)',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const backend of bench.backends) rows.push(...(await measureBackend(bench, backend)));
    return rows;
  },
};

async function measureBackend(bench: Bench, backend: BackendUsed): Promise<readonly Measured[]> {
  const { isQuick, engine, say } = bench;
  const stockPage = isQuick && backend === 'webgpu' ? null : await engine(backend, 'stock');
  const ours = new StepTimer(await engine(backend, 'ours'), 'ours', isQuick, rounds);
  const stock = new StepTimer(stockPage, 'stock', isQuick, rounds);
  const rows: Measured[] = [];
  for (const size of sizes) {
    say(`${backend} step ${sizeInWords(size)}`);
    const notes = await measureSize(size, ours, stock);
    rows.push({
      ...{ what: `${backend} step ${sizeInWords(size)}`, unit: 'ms', compare: ['stock', 'ours'] },
      values: { ours: ours.medianMs, stock: stock.medianMs },
      ...targetOf(bench, backend, size),
      note: notes.filter(Boolean).join('; '),
    });
  }
  return rows;
}

/** Ours and stock in turn, so that both meet the same noise. Gives what is to be said of them. */
async function measureSize(size: Size, ours: StepTimer, stock: StepTimer): Promise<readonly string[]> {
  const notes = [await ours.begin(size), await stock.begin(size)];
  for (let round = 0; round < rounds; round++) for (const timer of [ours, stock]) await timer.go();
  const isBorrowing = stock.medianMs !== null && stock.borrowed.length > 0;
  return [
    ...notes,
    whatIsWrong(ours.totals[1], stock.totals[1]),
    isBorrowing ? `stock with our ${stock.borrowed.join(', ')}, which it lacks` : '',
  ];
}

/** The losses after one step tell whether the gradients of both were the same. */
function whatIsWrong(ours: number | undefined, stock: number | undefined): string {
  if (ours === undefined || stock === undefined || Math.abs(ours - stock) <= 1e-3 * Math.abs(ours)) return '';
  return `stock's numbers are wrong: after one step its loss is ${stock.toFixed(4)}, not ${ours.toFixed(4)}`;
}

const stockTargets: Readonly<Record<BackendUsed, Pick<Target, 'must' | 'aim'>>> = {
  wasm: { must: 12, aim: 25 },
  webgpu: { must: 5, aim: 12 },
};
const stockTargetOnGpu = { must: 5, aim: 15 };

function targetOf({ adapter }: Bench, backend: BackendUsed, size: Size): { target?: Target } {
  if (!isAimedAt(size)) return {};
  const isGpu = backend === 'webgpu' && adapter?.isSoftware === false;
  return { target: { ...(isGpu ? stockTargetOnGpu : stockTargets[backend]), better: 'more', of: 'ratio' } };
}
