import { type Bench, onEachBackend } from '../context';
import type { BackendUsed } from '../inPage/engine';
import type { Measured, Target } from '../row';
import { isAimedAt, type Size, sizeInWords, sizes } from './sizes';
import { StepTimer } from './stepTimer';
import { ourTraining, stockTraining } from './trainingPage';

const rounds = 3;

export const steps = {
  name: 'steps',
  title: 'Training steps (forward, backward, Adam); stock = the same written with plain tfjs alone',
  measure: onEachBackend(measureBackend),
};

async function measureBackend(bench: Bench, backend: BackendUsed): Promise<readonly Measured[]> {
  const { isQuick, say } = bench;
  const stockPage = isQuick && backend === 'webgpu' ? null : await stockTraining(bench, backend);
  const ours = new StepTimer(await ourTraining(bench, backend), 'ours', isQuick, rounds);
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
  return [...notes, whatIsWrong(ours.totals, stock.totals)];
}

/** The first loss tells whether both compute the same, that after a step whether their gradients are the same. */
function whatIsWrong(ours: readonly number[], stock: readonly number[]): string {
  const isOff = (i: number) => i < stock.length && !(Math.abs(ours[i] - stock[i]) <= 1e-3 * Math.abs(ours[i]));
  const wrong = [0, 1].find(isOff);
  if (wrong === undefined) return '';
  const when = wrong === 0 ? 'its first loss' : 'after one step its loss';
  return `stock's numbers are wrong: ${when} is ${stock[wrong].toFixed(4)}, not ${ours[wrong].toFixed(4)}`;
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
