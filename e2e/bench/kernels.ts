/**
 * Times our webgpu kernels beside tfjs's own on one adapter, and our wasm kernels, and prints medians: `npx tsx e2e/bench/kernels.ts`.
 * `--quick` leaves out tfjs's slowest.
 */
import { parseArgs } from 'node:util';
import type { AdapterFacts } from '../../src/core/room';
import { type BrowserPage, callInPage, openBrowserPage } from '../inBrowser';
import type { Kernels, timeSteps, Work } from './kernelsInPage';

const inPage = '/e2e/bench/kernelsInPage.ts';
const repetitions = 3;

const works: readonly Work[] = [
  { op: 'conv3d', side: 24, from: 1, to: 8, kernel: 3 },
  { op: 'conv3d', side: 32, from: 8, to: 8, kernel: 3 },
  { op: 'conv3d', side: 24, from: 16, to: 16, kernel: 3 },
  { op: 'conv3d', side: 32, from: 8, to: 1, kernel: 1 },
  { op: 'inputGradient', side: 32, from: 8, to: 8, kernel: 3 },
  { op: 'filterGradient', side: 24, from: 1, to: 8, kernel: 3 },
  { op: 'filterGradient', side: 32, from: 8, to: 8, kernel: 3 },
  { op: 'filterGradient', side: 24, from: 16, to: 16, kernel: 3 },
  { op: 'downsample', side: 32, from: 8, to: 16, kernel: 2 },
  { op: 'upsampleLearned', side: 16, from: 16, to: 8, kernel: 2 },
  { op: 'normLeaky', side: 32, from: 8, to: 8, kernel: 0 },
  { op: 'normLeakyGrad', side: 32, from: 8, to: 8, kernel: 0 },
];

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const columns: readonly Kernels[] = options.quick ? ['ours', 'wasm'] : ['ours', 'stock', 'wasm'];
const headings = { ours: 'webgpu, ours', stock: 'webgpu, stock', wasm: 'wasm, ours' } as const;

const pages: BrowserPage[] = [];
try {
  for (const kernels of columns) {
    const page = await openBrowserPage();
    pages.push(page);
    await callInPage(page, inPage, 'open', kernels);
  }
  await printAdapter(pages[0]);
  print(['', ...columns.map((kernels) => headings[kernels]), options.quick ? '' : 'ours / stock']);
  for (const work of works) await printWork(work);
  await printSteps(24, 8);
} finally {
  for (const page of pages) await page.close();
}

async function printAdapter(page: BrowserPage): Promise<void> {
  const { device, isSoftware } = await callInPage<AdapterFacts>(page, '/src/engine/backends/webgpu.ts', 'findAdapter');
  process.stdout.write(`webgpu on ${device}${isSoftware ? ', which is the processor and no GPU' : ''}\n`);
}

async function printWork(work: Work): Promise<void> {
  const times: number[] = [];
  for (const page of pages) times.push(median(await callInPage(page, inPage, 'timeWork', work, repetitions)));
  const { op, side, from, to, kernel } = work;
  const perMs = multiplyAdds(work) / 1e6;
  const name = kernel > 0 ? `${op} ${side}^3 ${from}→${to}, kernel ${kernel}` : `${op} ${side}^3 x ${from}`;
  const speed = (ms: number) => (kernel > 0 ? ` ${(perMs / ms).toPrecision(2)} GMAC/s` : '');
  print([name, ...times.map((ms) => `${ms.toFixed(1)} ms${speed(ms)}`), ratioOf(times)]);
}

async function printSteps(size: number, baseWidth: number): Promise<void> {
  const all: Awaited<ReturnType<typeof timeSteps>>[] = [];
  for (const [i, page] of pages.entries()) {
    const steps = columns[i] === 'stock' ? 1 : 5;
    all.push(await callInPage(page, inPage, 'timeSteps', size, baseWidth, steps));
  }
  const times = all.map((one) => median(one.times));
  print([`training step ${size}^3/${baseWidth}`, ...times.map((ms) => `${ms.toFixed(0)} ms`), ratioOf(times)]);
  print(['the first step', ...all.map(({ firstMs }) => `${firstMs.toFixed(0)} ms`)]);
  print(['tensors held after all', ...all.map(({ tensors }) => `${tensors}`)]);
  print(['GPU memory held', ...all.map(({ bytes }) => (bytes === null ? '' : `${(bytes / 2 ** 20).toFixed(1)} MiB`))]);
}

/** How many times as fast ours is. */
function ratioOf([ours, stock]: readonly number[]): string {
  return options.quick ? '' : `${(stock / ours).toFixed(1)}`;
}

function multiplyAdds({ op, side, from, to, kernel }: Work): number {
  const voxels = op === 'downsample' ? (side / 2) ** 3 : side ** 3;
  return voxels * kernel ** 3 * from * to;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell, i) => cell.padEnd(i === 0 ? 38 : 26)).join('')}\n`);
}
