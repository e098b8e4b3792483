import { callInPage } from '../../inBrowser';
import { type Bench, moduleInPage } from '../context';
import type { TimedTouch, TouchTimes } from '../inPage/touches';
import { type Measured, median, type Target } from '../row';

const sizes = [
  { name: 'timeTouches128', title: '128^3, 200 blobs', must: 100, aim: 50 },
  { name: 'timeTouches256', title: '256^3, 1,000 blobs', must: 300, aim: 150 },
] as const;

/** How soon the bench answers a touch of a prediction. */
export const touches = {
  name: 'touches',
  title: 'The answer to a touch of a prediction, in a worker: losses, ledger and metrics',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const size of sizes) {
      bench.say(`touches at ${size.title}`);
      const rounds = bench.isQuick ? 3 : 9;
      const ask = [moduleInPage('touches'), size.name, rounds] as const;
      const times = await callInPage<TouchTimes>(bench.blank, moduleInPage('volumes'), 'callInWorker', ...ask);
      rows.push(...rowsOf(size, times, bench.isQuick));
    }
    return rows;
  },
};

function rowsOf({ title, must, aim }: (typeof sizes)[number], { firstMs, touches }: TouchTimes, isQuick: boolean) {
  const target: Target = { must, aim, better: 'less', of: 'median' };
  const usual = touches.filter(({ isLargest }) => !isLargest);
  const largest = touches.filter(({ isLargest }) => isLargest);
  const row = (what: string, of: readonly TimedTouch[], part: 'quickMs' | 'fullMs'): Measured => ({
    what: `${title}: ${what}`,
    unit: 'ms',
    values: {
      median: median(of.flatMap((touch) => touch[part])),
      // Of the medians by kind of touch.
      'slowest kind': Math.max(...of.map((touch) => median(touch[part]) ?? 0)),
    },
  });
  const first = { what: `${title}: the first answer, all metrics`, unit: 'ms', values: { median: firstMs } };
  const kinds = isQuick ? [] : touches.map((touch) => row(`all metrics, ${touch.name}`, [touch], 'fullMs'));
  return [
    { ...row('losses, ledger, chosen rule', usual, 'quickMs'), target },
    { ...row('all metrics', usual, 'fullMs'), target },
    { ...row('all metrics, the largest blob touched', largest, 'fullMs') },
    first,
    ...kinds,
  ];
}
