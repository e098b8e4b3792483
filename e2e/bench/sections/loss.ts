import type { Bench } from '../context';
import type { BackendUsed } from '../inPage/engine';
import type { TimedLoss } from '../inPage/training';
import { type Measured, median } from '../row';

const side = 48;
const blobCounts = [1, 20, 200] as const;
const leastMs = 60;

export const loss = {
  name: 'loss',
  title: `The loss of a patch of ${side}^3 with its gradient`,
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const backend of bench.backends) rows.push(...(await measureBackend(bench, backend)));
    return rows;
  },
};

/** The counts in turn, so that all of them meet the same noise. */
async function measureBackend(bench: Bench, backend: BackendUsed): Promise<readonly Measured[]> {
  const page = await bench.engine(backend, 'ours');
  const all = blobCounts.map((count) => ({ count, ms: [] as number[], planMs: [] as number[] }));
  for (let round = 0; round < (bench.isQuick ? 3 : 7); round++)
    for (const { count, ms, planMs } of all) {
      bench.say(`${backend} loss, ${column(count)}`);
      const timed = await page.call<TimedLoss>('training', 'timeLoss', side, count, leastMs);
      ms.push(timed.ms);
      planMs.push(timed.planMs);
    }
  const columns = (of: 'ms' | 'planMs') =>
    Object.fromEntries(all.map((one) => [column(one.count), median(one[of])] as const));
  const compare = [column(200), column(1)] as const;
  return [
    {
      ...{ what: `${backend} loss and gradient`, unit: 'ms', values: columns('ms'), compare },
      target: { must: 1.3, aim: 1.05, better: 'less', of: 'ratio' },
    },
    { what: `${backend} of that, sorting voxels by region`, unit: 'ms', values: columns('planMs'), compare },
  ];
}

function column(count: number): string {
  return count === 1 ? '1 blob' : `${count} blobs`;
}
