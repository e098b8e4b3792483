import type { Bench } from '../context';
import type { BackendUsed } from '../inPage/engine';
import type { TimedLoss } from '../inPage/training';
import { type Measured, median, type Target } from '../row';

const side = 48;
const blobCounts = [1, 20, 200] as const;
const leastMs = 60;

const titles = { blob: 'blob loss', cc: 'CC loss' } as const;
const target: Target = { must: 1.3, aim: 1.05, better: 'less', of: 'ratio' };

export const loss = {
  name: 'loss',
  title: `The loss of a patch of ${side}^3 with its gradient`,
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const backend of bench.backends)
      for (const scheme of ['blob', 'cc'] as const) rows.push(...(await measureLoss(bench, backend, scheme)));
    return rows;
  },
};

/** The counts in turn, so that all of them meet the same noise. */
async function measureLoss(
  bench: Bench,
  backend: BackendUsed,
  scheme: keyof typeof titles,
): Promise<readonly Measured[]> {
  const what = `${backend} ${titles[scheme]}`;
  const page = await bench.engine(backend, 'ours');
  const all = blobCounts.map((count) => ({ count, ms: [] as number[], prepareMs: [] as number[] }));
  for (let round = 0; round < (bench.isQuick ? 3 : 7); round++)
    for (const { count, ms, prepareMs } of all) {
      bench.say(`${what}, ${column(count)}`);
      const timed = await page.call<TimedLoss>('training', 'timeLoss', scheme, side, count, leastMs);
      ms.push(timed.ms);
      prepareMs.push(timed.prepareMs);
    }
  const columns = (of: 'ms' | 'prepareMs') =>
    Object.fromEntries(all.map((one) => [column(one.count), median(one[of])] as const));
  const compare = [column(200), column(1)] as const;
  return [
    {
      ...{ what, unit: 'ms', values: columns('ms'), compare },
      ...(scheme === 'blob' ? { target } : {}),
    },
    { what: `${what}: of that, sorting voxels`, unit: 'ms', values: columns('prepareMs'), compare },
  ];
}

function column(count: number): string {
  return count === 1 ? '1 blob' : `${count} blobs`;
}
