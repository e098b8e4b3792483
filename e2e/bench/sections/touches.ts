import { callInPage } from '../../inBrowser';
import { type Bench, moduleInPage } from '../context';
import type { TimedTouch, Touched, TouchTimes } from '../inPage/touches';
import { type Measured, median, type Target } from '../row';

const sizes = [
  { side: 128, blobCount: 200, must: 100, aim: 50 },
  { side: 256, blobCount: 1000, must: 300, aim: 150 },
] as const;

/** A mask with its faults is what a lesson touches; a trained lane or a file brings probabilities of which no two are equal. */
const kindsOfPrediction: readonly Touched[] = ['mask', 'probabilities'];

/** How soon the bench answers a touch of a prediction. */
export const touches = {
  name: 'touches',
  title: 'The answer to a touch of a prediction, in a worker: losses, ledger and metrics',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    for (const size of sizes)
      for (const touched of kindsOfPrediction) {
        const title = `${size.side}^3, ${size.blobCount} blobs, ${touched}`;
        bench.say(`touches at ${title}`);
        const ask = [size.side, size.blobCount, touched, bench.isQuick ? 3 : 9] as const;
        const volumes = [moduleInPage('volumes'), 'callInWorker', moduleInPage('touches'), 'timeTouches'] as const;
        const times = await callInPage<TouchTimes>(bench.blank, ...volumes, ...ask);
        rows.push(...rowsOf({ ...size, title }, times, bench.isQuick));
      }
    return rows;
  },
};

interface Titled {
  readonly title: string;
  readonly must: number;
  readonly aim: number;
}

function rowsOf({ title, must, aim }: Titled, { firstMs, touches }: TouchTimes, isQuick: boolean) {
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
    { ...row('all metrics, the largest blob touched', largest, 'fullMs'), target },
    first,
    ...kinds,
  ];
}
