import type { Bench, EnginePage } from '../context';
import type { BackendUsed, Fingerprint, TimedWork } from '../inPage/engine';
import type { Work } from '../inPage/work';
import { type Measured, median, type Target } from '../row';

const works: readonly Work[] = [
  ...[8, 16].flatMap((channels) => [
    ...(['conv3d', 'inputGradient', 'filterGradient'] as const).map((op) => ({
      ...{ op, side: 32, kernel: 3, from: channels, to: channels },
    })),
  ]),
  { op: 'conv3d', side: 32, from: 1, to: 8, kernel: 3 },
  { op: 'downsample', side: 32, from: 8, to: 16, kernel: 2 },
  { op: 'upsampleLearned', side: 16, from: 16, to: 8, kernel: 2 },
  { op: 'conv3d', side: 32, from: 8, to: 1, kernel: 1 },
  { op: 'normLeaky', side: 32, from: 8, to: 8, kernel: 0 },
  { op: 'normLeakyGrad', side: 32, from: 8, to: 8, kernel: 0 },
];

const names = {
  conv3d: 'convolution',
  inputGradient: 'input gradient',
  filterGradient: 'filter gradient',
  downsample: 'downsample',
  upsampleLearned: 'upsampleLearned',
  normLeaky: 'norm + leaky ReLU, forward',
  normLeakyGrad: 'norm + leaky ReLU, forward and backward',
} as const;

/** Short, so that some runs have a core to themselves even where others use it, too. */
const leastMs = 20;
/** Of one backend's stock kernel; no further repetition is begun after it. */
const stockBudgetMs = 4000;

export const kernels = {
  name: 'kernels',
  title: 'Kernels (GMAC/s: multiply-adds of the plain sum, however a kernel gets there)',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const backend of bench.backends) {
      for (const work of works) rows.push(await measureWork(bench, backend, work));
    }
    return [...rows, await againstMatrixProduct(bench)];
  },
};

async function measureWork(bench: Bench, backend: BackendUsed, work: Work): Promise<Measured> {
  const what = `${backend} ${nameOf(work)}`;
  bench.say(what);
  const withStock = !(bench.isQuick && backend === 'webgpu');
  const ours = await bench.engine(backend, 'ours');
  const stock = withStock ? await bench.engine(backend, 'stock') : null;
  const times = await alternate(work, ours, stock, bench.isQuick ? 5 : 9);
  const isSpeed = work.kernel > 0;
  const inUnit = (ms: number | null) => (ms !== null && isSpeed ? multiplyAdds(work) / 1e6 / ms : ms);
  const values = {
    ours: inUnit(median(times.ours)),
    stock: inUnit(median(times.stock)),
    'ours at best': inUnit(Math.min(...times.ours)),
  };
  return {
    ...{ what, values, unit: isSpeed ? 'GMAC/s' : 'ms' },
    compare: isSpeed ? ['ours', 'stock'] : ['stock', 'ours'],
    ...(backend === 'wasm' && isAimedAt(work) ? { target: wasmTarget } : {}),
    note: stock ? times.note : 'stock left out of a quick run',
  };
}

/** Ours and stock in turn, so that both meet the same noise. */
async function alternate(work: Work, ours: EnginePage, stock: EnginePage | null, rounds: number) {
  const times: { ours: number[]; stock: number[] } = { ours: [], stock: [] };
  let note = '';
  let stockMs = 0;
  for (let round = 0; round < rounds; round++) {
    const one = await ours.call<TimedWork>('engine', 'timeWork', work, leastMs);
    times.ours.push(one.ms);
    if (!stock || stockMs > stockBudgetMs) continue;
    const other = await stock.call<TimedWork>('engine', 'timeWork', work, leastMs);
    times.stock.push(other.ms);
    stockMs += other.ms;
    if (!isAlike(one.fingerprint, other.fingerprint)) note = "stock's numbers are wrong";
  }
  return { ...times, note };
}

/** Whether two results are equal but for rounding. */
function isAlike(a: Fingerprint, b: Fingerprint): boolean {
  const far = Math.max(Math.abs(a.length - b.length), Math.abs(a.product - b.product));
  return far <= 1e-3 * a.length;
}

const wasmTarget: Target = { must: 8, aim: 15, better: 'more', of: 'ours' };

function isAimedAt({ op, from, to }: Work): boolean {
  return from === 16 && to === 16 && ['conv3d', 'inputGradient', 'filterGradient'].includes(op);
}

function nameOf({ op, side, from, to, kernel }: Work): string {
  const size = kernel > 0 ? `${from}→${to}, kernel ${kernel}` : `x ${from}`;
  return `${names[op]} ${side}^3 ${size}`;
}

/** Each voxel of the input (of the output, for the strided convolution) meets every weight once. */
function multiplyAdds({ op, side, from, to, kernel }: Work): number {
  const voxels = op === 'downsample' ? (side / 2) ** 3 : side ** 3;
  return voxels * kernel ** 3 * from * to;
}

/** On a real GPU: how much of what tfjs's own matrix product reaches there our convolution reaches, in percent. */
async function againstMatrixProduct({ adapter, engine, say }: Bench): Promise<Measured> {
  const work: Work = { op: 'conv3d', side: 64, from: 32, to: 32, kernel: 3 };
  const row = {
    what: `on a GPU, ${nameOf(work)}, against tfjs's best matrix product`,
    unit: '',
    target: { must: 0.3, aim: 0.6, better: 'more', of: 'ratio' },
    compare: ['ours', 'stock'],
  } as const;
  if (!adapter || adapter.isSoftware)
    return { ...row, values: { ours: null, stock: null }, note: 'there is no GPU here' };
  say(row.what);
  const page = await engine('webgpu', 'ours');
  const { ms } = await page.call<TimedWork>('engine', 'timeWork', work, leastMs);
  const stock = await page.call<number>('engine', 'bestMatrixProduct', [1024, 2048, 4096]);
  return { ...row, unit: 'GMAC/s', values: { ours: multiplyAdds(work) / 1e6 / ms, stock } };
}
