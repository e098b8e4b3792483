/**
 * Times our webgpu kernels beside tfjs's own on one adapter, and our wasm kernels, and prints medians: `npx tsx e2e/bench/kernels.ts`.
 * `--quick` leaves out tfjs's slowest.
 */
import { parseArgs } from 'node:util';
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

const pages = new Map<Kernels, BrowserPage>();
try {
  for (const kernels of columns) {
    const page = await openBrowserPage();
    pages.set(kernels, page);
    await callInPage(page, inPage, 'open', kernels);
  }
  await printAdapter();
  print(['', ...columns.map((name) => `${name === 'wasm' ? 'wasm' : `webgpu ${name}`}`), 'ours / stock']);
  for (const work of works) await printWork(work);
  await printSteps(24, 8);
} finally {
  for (const page of pages.values()) await page.close();
}

async function printAdapter(): Promise<void> {
  const page = pages.get('ours');
  const found = page && (await callInPage<{ device: string }>(page, '/src/engine/backends/webgpu.ts', 'findAdapter'));
  process.stdout.write(`adapter: ${found?.device}\n`);
}

async function printWork(work: Work): Promise<void> {
  const times: number[] = [];
  for (const [, page] of pages)
    times.push(median(await callInPage<number[]>(page, inPage, 'timeWork', work, repetitions)));
  const { op, side, from, to, kernel } = work;
  const macs = multiplyAdds(work);
  const cell = (ms: number) => `${ms.toFixed(1)} ms${macs > 0 ? ` ${(macs / ms / 1e6).toPrecision(2)} GMAC/s` : ''}`;
  const name = `${op} ${side}^3 ${from}→${to}${kernel > 0 ? ` k${kernel}` : ''}`;
  print([name, ...times.map(cell), ratioOf(times)]);
}

async function printSteps(size: number, baseWidth: number): Promise<void> {
  const all: Awaited<ReturnType<typeof timeSteps>>[] = [];
  for (const [kernels, page] of pages)
    all.push(await callInPage(page, inPage, 'timeSteps', size, baseWidth, kernels === 'stock' ? 1 : 5));
  const times = all.map((one) => median(one.times));
  print([`training step ${size}^3/${baseWidth}`, ...times.map((ms) => `${ms.toFixed(0)} ms`), ratioOf(times)]);
  print(['its first step', ...all.map(({ firstMs }) => `${firstMs.toFixed(0)} ms`), '']);
  const held = all.map((one) => one.held.at(-1));
  print([
    'held after it',
    ...held.map((h) => `${h?.tensors} tensors, ${((h?.bytes ?? 0) / 2 ** 20).toFixed(1)} MiB`),
    '',
  ]);
}

/** How many times as fast ours is. */
function ratioOf([ours, stock]: readonly number[]): string {
  return options.quick ? '' : `${(stock / ours).toFixed(1)}x`;
}

function multiplyAdds({ op, side, from, to, kernel }: Work): number {
  const voxels = op === 'downsample' ? (side / 2) ** 3 : side ** 3;
  return voxels * kernel ** 3 * from * to;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function print(cells: readonly string[]): void {
  process.stdout.write(`${cells.map((cell, i) => cell.padEnd(i === 0 ? 32 : 24)).join('')}\n`);
}
