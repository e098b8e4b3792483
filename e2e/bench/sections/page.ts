import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { BlobscopePage } from '../../blobscopePage';
import { chromiumFlags, findOrInstallChromium } from '../../chromium';
import { recordFrames, type Smoothness } from '../../fixtures/frameRecorder';
import { serveDist } from '../../serveDist';
import type { Bench } from '../context';
import { type Measured, median, type Target } from '../row';

const viewport = { width: 1280, height: 720 };
const run = '#case=abstract&size=64&mode=train&backend=wasm&patch=32&width=8&steps=100000&predictEvery=100';
/** By then all that happens once is over. */
const firstStep = 20;
const secondsEach = 5;

export const page = {
  name: 'page',
  title: `The built page while a lane trains (wasm, 32^3/8, a prediction every 100 steps, ${viewport.width} x ${viewport.height} drawn by software)`,
  measure: async ({ isQuick, say }: Bench): Promise<readonly Measured[]> => {
    say('building the page');
    await build({ logLevel: 'error' });
    return withPage(async (page) => {
      await train(page);
      const rounds: Smoothness[] = [];
      for (let round = 0; round < (isQuick ? 2 : 5); round++) {
        say('frames and tasks of the page');
        rounds.push(await recordFrames(page, () => new Promise((resolve) => setTimeout(resolve, 1000 * secondsEach))));
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

/** The page's thread waits for a processor where others want it, too; what it computes itself is told beside that. */
function rowsOf(rounds: readonly Smoothness[]): readonly Measured[] {
  const row = (what: string, unit: string, of: keyof Smoothness, target?: Omit<Target, 'of'>): Measured => {
    const values = rounds.map((round) => round[of]);
    const worst = target?.better === 'more' ? Math.min(...values) : Math.max(...values);
    return {
      ...{ what, unit, values: { median: median(values), worst } },
      ...(target ? { target: { ...target, of: target.better === 'less' ? 'worst' : 'median' } } : {}),
    };
  };
  return [
    row('frames a second', '1/s', 'framesPerSecond', { must: 30, aim: 60, better: 'more' }),
    row('longest gap between frames', 'ms', 'longestGapMs'),
    row("longest task of the page's thread", 'ms', 'longestTaskMs', { must: 50, aim: 16, better: 'less' }),
    row('the most that it computed in a task', 'ms', 'longestTaskCpuMs'),
    row('the part of the time in which it computed', '', 'busy'),
  ];
}
