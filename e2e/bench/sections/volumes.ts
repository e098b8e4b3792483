import { callInPage } from '../../inBrowser';
import { type Bench, moduleInPage } from '../context';
import { type Measured, median, type Target } from '../row';

interface Work {
  readonly what: string;
  /** In `inPage/`, and which of its exports gives milliseconds for a number of rounds. */
  readonly module: string;
  readonly name: string;
  readonly target: Pick<Target, 'must' | 'aim'>;
}

const works: readonly Work[] = [
  {
    what: 'connected components, 256^3, 5,000 balls, 26 neighbours',
    ...{ module: 'components', name: 'timeComponents' },
    target: { must: 400, aim: 120 },
  },
  {
    what: 'cells (exact Euclidean Voronoi, mm), 256^3, 5,000 balls',
    ...{ module: 'cells', name: 'timeCells' },
    target: { must: 1500, aim: 400 },
  },
];

export const volumes = {
  name: 'volumes',
  title: 'Whole volumes, in a worker',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const work of works) rows.push(await measureWork(bench, work));
    return rows;
  },
};

async function measureWork({ blank, isQuick, say }: Bench, work: Work): Promise<Measured> {
  const { what, target } = work;
  say(what);
  const ask = [moduleInPage(work.module), work.name, isQuick ? 3 : 7] as const;
  const ms = await callInPage<number[]>(blank, moduleInPage('volumes'), 'callInWorker', ...ask);
  return {
    ...{ what, unit: 'ms', target: { ...target, better: 'less', of: 'median' } },
    values: { median: median(ms), fastest: Math.min(...ms) },
  };
}
