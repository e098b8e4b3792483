import { join } from 'node:path';
import type { Bench, EnginePage } from '../context';
import type { TimedSteps } from '../inPage/training';
import { runPython, torchVersion } from '../python';
import { type Measured, median, type Target } from '../row';
import { isAimedAt, type Size, sizeInWords, sizes } from './sizes';

const script = join(import.meta.dirname, '../torchStep.py');

/** How PyTorch is run; 0 threads = as many as it takes by itself. */
interface Way {
  readonly column: string;
  readonly threads: number;
  readonly batch: number;
}

/** Two patches at once because PyTorch gives a single small one to its plain convolution, and not to the faster oneDNN. */
const ways: readonly Way[] = [
  { column: 'PyTorch 1 thread', threads: 1, batch: 1 },
  { column: '1 thread, two at once', threads: 1, batch: 2 },
  { column: 'all threads', threads: 0, batch: 1 },
];
const stepsEach = 5;

/** Milliseconds of a patch by column, and PyTorch's convolutions by column. */
interface Collected {
  readonly size: Size;
  readonly ms: Readonly<Record<string, number[]>>;
  readonly convolutions: Map<string, string>;
}

export const torch = {
  name: 'torch',
  title: 'The same training step in PyTorch (ms a patch)',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const version = await torchVersion();
    const chosen = bench.isQuick ? sizes.slice(0, 2) : sizes;
    const collected = chosen.map(emptyFor);
    if (version !== null) await collect(bench, collected);
    return collected.map((one) => rowOf(one, version));
  },
};

/** Ours and PyTorch in turn, so that all meet the same noise. */
async function collect(bench: Bench, collected: readonly Collected[]): Promise<void> {
  const page = await bench.engine('wasm', 'ours');
  for (let round = 0; round < (bench.isQuick ? 1 : 2); round++)
    for (const entry of collected) {
      bench.say(`PyTorch and ours, ${sizeInWords(entry.size)}`);
      for (const way of ways) {
        const parameters = await timeOurs(page, entry);
        await timeTorch(entry, way, parameters);
      }
    }
}

/** Gives the number of weights. */
async function timeOurs(page: EnginePage, { size, ms }: Collected): Promise<number> {
  const parameters = await page.call<number>('training', 'startRun', size.side, size.baseWidth);
  await page.call('training', 'runSteps', 2);
  ms.ours.push(...(await page.call<TimedSteps>('training', 'runSteps', stepsEach)).ms);
  return parameters;
}

/** What the script prints, of a size. */
interface TorchTimes {
  readonly parameters: number;
  readonly ms: readonly number[];
  readonly convolution: string;
}

async function timeTorch({ size, ms, convolutions }: Collected, way: Way, parameters: number): Promise<void> {
  const numbers = { threads: way.threads, batch: way.batch, steps: stepsEach, seconds: 6 };
  const options = Object.entries(numbers).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const ask = [script, ...options, '--sizes', `${size.side}x${size.baseWidth}`];
  // Threads that spin while they wait take each other's time where cores are few: without this, two were slower than one.
  const [timed]: readonly TorchTimes[] = JSON.parse(
    lastLine(await runPython(ask, { OMP_WAIT_POLICY: 'passive' })),
  ).sizes;
  if (timed.parameters !== parameters)
    throw new Error(`the network in PyTorch has ${timed.parameters} weights, ours ${parameters}`);
  ms[way.column].push(...timed.ms.map((one) => one / way.batch));
  convolutions.set(way.column, timed.convolution);
}

function emptyFor(size: Size): Collected {
  const columns = ['ours', ...ways.map(({ column }) => column)];
  return { size, ms: Object.fromEntries(columns.map((column) => [column, []])), convolutions: new Map() };
}

function rowOf({ size, ms, convolutions }: Collected, version: string | null): Measured {
  const used = [...convolutions].map(([column, names]) => `${column}: ${names}`).join('; ');
  const values = Object.fromEntries(Object.entries(ms).map(([column, times]) => [column, median(times)]));
  return {
    ...{ what: `wasm step ${sizeInWords(size)}`, unit: 'ms', values, compare: [fastestOfOneThread(values), 'ours'] },
    ...(isAimedAt(size) ? { target } : {}),
    note:
      version === null
        ? 'there is no PyTorch here ($PYTHON names a Python that has it)'
        : `PyTorch ${version}; ${used}`,
  };
}

const target: Target = { must: 1, aim: 2, better: 'more', of: 'ratio' };

/** Ours is held to PyTorch at its best: the column of the way that took one core least for a patch. */
function fastestOfOneThread(values: Readonly<Record<string, number | null>>): string {
  const columns = ways.filter(({ threads }) => threads === 1).map(({ column }) => column);
  const msOf = (column: string) => values[column] ?? Number.POSITIVE_INFINITY;
  return columns.reduce((best, column) => (msOf(column) < msOf(best) ? column : best));
}

/** PyTorch's profiler may write lines of its own before ours. */
function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
