import { recordFrames } from './fixtures/frameRecorder';
import { expect, test } from './fixtures/test';

const longRun = '#case=abstract&size=48&mode=train&backend=wasm&steps=100000';

/** What the page itself may compute in one task, whatever else the machine does meanwhile: a task as long as that can be felt. */
const longestCpuMs = 50;
/** The part of its time in which the page's thread may compute: less leaves room for 60 frames a second beside a lane that takes a core. */
const mostBusy = 0.5;
/** From its start to its end a task also waits for a processor: far above what is seen on two busy cores, far below a step or a prediction computed in the page. */
const longestWallMs = 1000;
/** Other programs may take most of two cores away from what draws; a page that waits for its lane has no frame at all for seconds. */
const leastFrames = 2;

test('the page goes on smoothly while a lane trains and predicts', async ({ blobscope, page }, { annotations }) => {
  await blobscope.open(`${longRun}&patch=32&width=8&predictEvery=50`);
  await blobscope.press('Train');
  await blobscope.waitForStep(5);
  const before = await blobscope.step();
  const smoothness = await recordFrames(page, () => new Promise((resolve) => setTimeout(resolve, 10_000)));
  annotations.push({ type: 'smoothness', description: JSON.stringify(smoothness) });
  await blobscope.waitForStep(before + 10);
  await expect(blobscope.page.getByText(/^step \d+ · [\d.]+ s$/)).toBeVisible({ timeout: 120_000 });
  await blobscope.press('Pause');
  await blobscope.waitForRun('paused');
  const { longestTaskCpuMs, longestTaskMs, busy, framesPerSecond, stretch } = smoothness;
  expect(longestTaskCpuMs).toBeLessThan(longestCpuMs);
  expect(busy).toBeLessThan(mostBusy);
  // What other programs make longer is measured by how much longer they made most tasks.
  expect(longestTaskMs).toBeLessThan(longestWallMs * stretch);
  expect(framesPerSecond).toBeGreaterThan(leastFrames / stretch);
});

test('charts are drawn by the processor, so that they do not hold up frames where it plays the graphics card, too', async ({
  blobscope,
  page,
}) => {
  await blobscope.open(longRun);
  const attributes = () =>
    page
      .getByRole('img', { name: /^(Loss terms|Each blob)/ })
      .locator('canvas')
      .evaluateAll((canvases) =>
        canvases.map((canvas) => {
          const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
          return context?.getContextAttributes().willReadFrequently;
        }),
      );
  // The terms' one canvas, and the two layers of the strip.
  await expect.poll(attributes).toEqual([true, true, true]);
});

test('training goes on in a hidden tab, where the page gets no frames and its timers run once a second', async ({
  blobscope,
}) => {
  const { page } = blobscope;
  await page.addInitScript(installHiding);
  await blobscope.open(`${longRun}&patch=16&width=4&predictEvery=50`);
  await blobscope.press('Train');
  await blobscope.waitForStep(3);
  await page.evaluate(() => (globalThis as Hideable).hide?.());
  const before = await blobscope.step();
  await expect.poll(() => blobscope.step(), { timeout: 120_000 }).toBeGreaterThan(before + 20);
});

type Hideable = typeof globalThis & { hide?: () => void };

/**
 * Gives the page `hide()`, after which it is treated as browsers treat hidden tabs. Done by hand because a driven Chromium keeps every
 * tab awake.
 */
function installHiding(): void {
  const frame = window.requestAnimationFrame.bind(window);
  const timeout = window.setTimeout.bind(window);
  let isHidden = false;
  window.requestAnimationFrame = (call) => (isHidden ? 0 : frame(call));
  const slowed = (handler: TimerHandler, delay = 0, ...values: unknown[]) =>
    timeout(handler, isHidden ? Math.max(1000, delay) : delay, ...values);
  window.setTimeout = slowed as typeof window.setTimeout;
  Object.defineProperty(document, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  Object.defineProperty(document, 'hidden', { get: () => isHidden });
  (globalThis as Hideable).hide = () => {
    isHidden = true;
    document.dispatchEvent(new Event('visibilitychange'));
  };
}
