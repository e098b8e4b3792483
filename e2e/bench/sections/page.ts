import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { BlobscopePage } from '../../blobscopePage';
import { chromiumFlags, findOrInstallChromium } from '../../chromium';
import { serveDist } from '../../serveDist';
import type { Bench } from '../context';
import { type Frames, noteFrames } from '../frames';
import { type Measured, median } from '../row';

const viewport = { width: 1280, height: 720 };
const run = '#case=abstract&size=64&mode=train&backend=wasm&patch=32&width=8&steps=100000&predictEvery=100';
/** By then all that happens once is over. */
const firstStep = 20;
const secondsEach = 4;

export const page = {
  name: 'page',
  title: `The built page while a lane trains (wasm, 32^3/8, a prediction every 100 steps, ${viewport.width} x ${viewport.height} drawn by software)`,
  measure: async ({ isQuick, say }: Bench): Promise<readonly Measured[]> => {
    say('building the page');
    await build({ logLevel: 'error' });
    return withPage(async (page) => {
      await train(page);
      const rounds: Frames[] = [];
      for (let round = 0; round < (isQuick ? 2 : 5); round++) {
        say('frames and tasks of the page');
        rounds.push(await page.evaluate(noteFrames, 1000 * secondsEach));
      }
      return rowsOf(rounds);
    });
  },
};

async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
  const host = await serveDist();
  const browser = await chromium.launch({ args: [...chromiumFlags], executablePath: findOrInstallChromium() });
  try {
    return await use(await browser.newPage({ baseURL: host.url, viewport }));
  } finally {
    await browser.close();
    await host.close();
  }
}

async function train(page: Page): Promise<void> {
  const blobscope = new BlobscopePage(page);
  await blobscope.open(run);
  await blobscope.press('Train');
  await blobscope.waitForStep(firstStep);
}

/** The shortest task that the browser tells of. */
const longMs = 50;

/** `median` is over the rounds. */
function rowsOf(rounds: readonly Frames[]): readonly Measured[] {
  const rates = rounds.map(({ perSecond }) => perSecond);
  const longestGaps = rounds.map(({ gaps }) => Math.max(...gaps));
  const longestTasks = rounds.map(({ longTasks }) => Math.max(longMs, ...longTasks));
  const count = rounds.reduce((sum, { longTasks }) => sum + longTasks.length, 0);
  return [
    {
      ...{ what: 'frames a second', unit: '1/s', values: { median: median(rates), worst: Math.min(...rates) } },
      target: { must: 30, aim: 60, better: 'more', of: 'median' },
    },
    {
      what: 'longest gap between frames',
      unit: 'ms',
      values: { median: median(longestGaps), worst: Math.max(...longestGaps) },
    },
    {
      ...{ what: "longest task of the page's thread", unit: 'ms' },
      values: { median: median(longestTasks), worst: Math.max(...longestTasks) },
      target: { must: longMs, aim: 16, better: 'less', of: 'worst' },
      note: `${count} of ${longMs} ms or more in ${secondsEach * rounds.length} s; the browser does not tell of shorter ones`,
    },
  ];
}
