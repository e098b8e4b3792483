import type { Locator, Page } from '@playwright/test';
import { pixelAt } from './fixtures/pixels';
import { seriousFaults } from './fixtures/seriousFaults';
import { expect, test } from './fixtures/test';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
] as const;

/** Modes, and in the Bench the parts of its panel. */
const views = [
  ['Blobs', null],
  ['Bench', 'Touch'],
  ['Bench', 'Loss'],
  ['Bench', 'Metrics'],
  ['Train', null],
  ['Compare', null],
] as const;

const quick = '#case=abstract&size=48&blobs=20&backend=wasm&patch=16&width=4&steps=4&predictEvery=2';

for (const theme of ['dark', 'light'] as const)
  test(`in the ${theme} theme nothing is cut off or hard to reach at any size, in Blobs, Bench, Train and Compare`, async ({
    blobscope,
  }) => {
    await blobscope.open(quick);
    const { page } = blobscope;
    const toggle = page.getByRole('button', { name: `Change to the ${theme} theme` });
    if (await toggle.isVisible()) await toggle.click();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    for (const [mode, part] of views) {
      await blobscope.showMode(mode);
      if (part) await blobscope.pick('Part of the bench', part);
      for (const size of sizes) {
        await page.setViewportSize(size);
        const where = `${mode} ${part ?? ''} at ${size.width} x ${size.height}`;
        // At the narrowest the panel folds by itself, and can be unfolded.
        const unfold = page.getByRole('button', { name: 'Show the panel' });
        if (size.width > 1024) await expect(unfold).toBeHidden();
        else {
          await expect(unfold).toBeVisible();
          await expect.poll(() => clippedTexts(page), `${where}, panel folded`).toEqual([]);
          await unfold.click();
        }
        await expect.poll(() => clippedTexts(page), where).toEqual([]);
      }
      await page.setViewportSize(sizes[1]);
      await expect.poll(() => seriousFaults(page), `${mode} ${part ?? ''} before a run`).toEqual([]);
    }
    await blobscope.showMode('Train');
    await blobscope.press('Train');
    await blobscope.waitForRun('finished');
    await expect.poll(() => seriousFaults(page), 'Train after a run').toEqual([]);
    for (const size of sizes) {
      await page.setViewportSize(size);
      const where = `after a run at ${size.width} x ${size.height}`;
      await expect.poll(() => clippedTexts(page), where).toEqual([]);
    }
  });

test('three lanes and a changed setting are seen whole, side by side and with a curtain', async ({ blobscope }) => {
  await blobscope.open(quick.replace('steps=4', 'steps=12'));
  const { page } = blobscope;
  await blobscope.showMode('Compare');
  for (const lane of ['Dice', 'Same loss, another seed']) {
    await page.getByRole('button', { name: 'Add a lane' }).click();
    await page.getByRole('menuitem', { name: lane, exact: true }).click();
  }
  await blobscope.press('Step');
  // The step axis is lane A's; while another lane is on its way the play button pauses.
  await expect(page.getByRole('listitem').filter({ hasText: 'step 1 · paused' })).toHaveCount(3);
  await blobscope.type('Predict every', '3');
  await blobscope.press('Go on');
  await blobscope.waitForRun('finished');
  const changes = page.getByRole('button', { name: '1 change during the run' });
  await changes.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^steps? .*predicts every 2 → every 3$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  for (const arrangement of ['sides', 'curtain']) {
    if (arrangement === 'curtain') await page.getByRole('radio', { name: 'Side by side' }).press('ArrowRight');
    for (const size of sizes) {
      await page.setViewportSize(size);
      const unfold = page.getByRole('button', { name: 'Show the panel' });
      if (size.width <= 1024) await unfold.click();
      const where = `${arrangement} at ${size.width} x ${size.height}`;
      await expect.poll(() => clippedTexts(page), { message: where, timeout: 3000 }).toEqual([]);
    }
    await page.setViewportSize(sizes[1]);
    await expect.poll(() => seriousFaults(page), arrangement).toEqual([]);
  }
});

/** Texts of controls and names that are cut off, and the page itself where it would scroll. */
function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight)
      faults.push(`the page scrolls: ${scrollWidth} x ${scrollHeight}`);
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, .mantine-Button-label, label, h1, h2, dt, dd, th, footer span',
    )) {
      const { width } = element.getBoundingClientRect();
      const isHidden = width <= 1 || element.closest('[aria-hidden="true"], .visually-hidden') !== null;
      // A line of a fold may end in an ellipsis: all of it is inside.
      const mayEnd = element.matches('[aria-expanded]');
      if (!isHidden && !mayEnd && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        faults.push(`${element.tagName} "${element.innerText}" ${element.scrollWidth} > ${element.clientWidth}`);
    }
    return faults;
  });
}

test('with the keyboard alone a run is started and paused, and the list of keys opened and closed', async ({
  blobscope,
}) => {
  await blobscope.open('#case=abstract&size=48&backend=wasm&patch=16&width=4&steps=100000&predictEvery=0');
  const { page, run } = blobscope;
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('Play or pause the run');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();

  await page.keyboard.press('3');
  await expect(run).toBeVisible();
  const play = run.getByRole('button', { name: 'Train', exact: true });
  for (let stops = 0; stops < 60 && !(await play.evaluate((button) => button === document.activeElement)); stops++)
    await page.keyboard.press('Tab');
  await expect(play).toBeFocused();
  await page.keyboard.press('Space');
  await blobscope.waitForStep(3);
  await expect(run.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Space');
  await blobscope.waitForRun('paused');
  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: 'Imbalance' })).toBeVisible();
  await page.keyboard.press('o');
  await expect(
    page.getByRole('radiogroup', { name: 'Overlay' }).getByRole('radio', { name: 'Blobs' }),
  ).not.toBeChecked();
});

test('no tool, legend or tip lies over a slice, and the ledger tells why without scrolling at 1280 pixels', async ({
  blobscope,
}) => {
  await blobscope.open(quick);
  const { page, picture } = blobscope;
  await blobscope.showMode('Bench');
  await page.keyboard.press('b');
  const canvas = picture.locator('canvas').first();
  const boxOf = async (element: Locator) => {
    const box = await element.boundingBox();
    if (!box) throw new Error('not on the page');
    return box;
  };
  for (const size of [sizes[1], sizes[2]]) {
    await page.setViewportSize(size);
    for (const overlay of ['Found', 'Probability', 'Pull', 'Sees']) {
      await blobscope.pick('Overlay', overlay);
      const where = `${overlay} at ${size.width}`;
      const slices = await boxOf(canvas);
      const tools = await boxOf(picture.getByRole('radiogroup', { name: 'Overlay' }));
      expect(tools.y + tools.height, where).toBeLessThanOrEqual(slices.y);
      const legend = picture.getByRole('list', { name: 'Legend' }).or(picture.getByText(/^p 0|∂L/));
      for (const words of [legend.first(), picture.getByRole('status').filter({ hasText: /^Blob \d+ ·/ })]) {
        const { x, y } = await boxOf(words);
        expect(x, where).toBeGreaterThan(slices.x + slices.width / 2);
        expect(y, where).toBeGreaterThan(slices.y + slices.height / 2);
      }
    }
  }
  const scroller = page.getByRole('grid', { name: 'Ledger' }).locator('..');
  const hiddenPx = () => scroller.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  for (const size of [sizes[2], sizes[1]]) {
    await page.setViewportSize(size);
    await expect.poll(hiddenPx).toBe(0);
    await expect(scroller.getByRole('columnheader', { name: /^Why/ })).toBeInViewport({ ratio: 1 });
  }
});

test.describe('on a system that asks for light', () => {
  test.use({ colorScheme: 'light' });

  test('the page is light from its first paint, picture and charts with it, and turns dark with the system', async ({
    blobscope,
  }) => {
    const { page } = blobscope;
    const scheme = page.locator('html');
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('./');
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');
    expect(await ground()).toBe('rgb(238, 241, 245)');
    await page.unroute('**/assets/*.js');
    await blobscope.open(quick);
    await blobscope.showMode('Bench');
    const corner = async () => (await pixelAt(blobscope.picture, 0.01, 0.99)).every((channel) => channel > 200);
    const tide = page.getByRole('region', { name: 'The tide' }).locator('svg text').first();
    const words = () => tide.evaluate((text) => getComputedStyle(text).fill);
    await expect.poll(corner).toBe(true);
    await expect.poll(words).toBe('rgb(91, 102, 117)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await expect.poll(corner).toBe(false);
    await expect.poll(words).toBe('rgb(139, 149, 165)');
  });

  test('a theme of one’s own is kept, against the system, from the first paint of the next visit on', async ({
    blobscope,
  }) => {
    const { page } = blobscope;
    const scheme = page.locator('html');
    await blobscope.open(quick);
    await page.getByRole('button', { name: 'Change to the dark theme' }).click();
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('./?again');
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.unroute('**/assets/*.js');
    await blobscope.open(quick);
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('button', { name: 'Change to the light theme' }).click();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  });
});
