import { expect } from '@playwright/test';
import { test } from './fixtures/test';

test('two losses train side by side; earlier steps, branches and recordings work on the page', async ({
  page,
  strayErrors: _watched,
}) => {
  await page.goto(`?backend=wasm#mode=compare&case=ms&size=48&blobs=12&steps=60&patch=16&width=4&predictEvery=20`);
  await expect(page.getByText('12 blobs')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Add a lane' }).click();
  await page.getByRole('menuitem', { name: 'Dice', exact: true }).click();
  const lanes = page.getByRole('listitem').filter({ hasText: 'step' });
  await expect(lanes).toHaveCount(2);
  await expect(lanes.nth(0)).toContainText('blob over Dice, 2 : 1');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  for (const index of [0, 1]) await expect(lanes.nth(index)).toContainText('step 60 · finished', { timeout: 90_000 });
  await expect(page.getByText('at step 60', { exact: true })).toBeVisible();
  const sensitivity = page.getByRole('row', { name: /^Sensitivity \d/ });
  await expect(sensitivity.getByRole('cell')).toHaveCount(2);

  // An earlier step in both lanes, and back.
  await page.getByRole('slider', { name: 'Step whose prediction is shown' }).press('ArrowLeft');
  await expect(page.getByText(/^at step 40/)).toBeVisible();
  await expect(page.getByText(/^step 40 · F1/)).toHaveCount(2);
  await page.getByRole('button', { name: 'Back to the newest' }).click();
  await expect(page.getByText('at step 60', { exact: true })).toBeVisible();

  // A branch from the newest checkpoint goes on beside the others.
  await page.getByRole('button', { name: 'Lane A: more' }).click();
  await page.getByRole('menuitem', { name: /blob over Dice, 2 : 4/ }).click();
  await expect(lanes.nth(2)).toContainText('step 60');
  await page.getByRole('button', { name: 'Train longer' }).click();
  for (const index of [0, 2]) await expect(lanes.nth(index)).toContainText('step 120 · finished', { timeout: 90_000 });

  // What is saved opens again, and says that it was recorded.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.blobrun$/);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(lanes.nth(0)).toContainText('step 0');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open…', exact: true }).click();
  await (await chooser).setFiles(await download.path());
  await expect(page.getByText(/^recorded \d{4}-\d\d-\d\d · wasm$/i)).toBeVisible();
  await expect(lanes.nth(1)).toContainText(/step \d\d/);
});

test('a recorded comparison that ships with the page plays at once', async ({ page, strayErrors: _watched }) => {
  await page.goto(`?backend=wasm#mode=compare&case=ms&size=48`);
  await expect(page.getByText(/\d+ blobs/).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Watch…' }).click();
  await page.getByRole('menuitem', { name: /^MS lesions/ }).click();
  await expect(page.getByText('step 300', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^step 300 · F1/)).toHaveCount(2);

  // One picture with a curtain: dragged, moved by keys, back to the middle; the choice is there after a reload.
  await page.getByRole('radio', { name: 'Side by side' }).press('ArrowRight');
  const curtain = page.getByRole('slider', { name: 'Curtain between the lanes' });
  await expect(curtain).toHaveAttribute('aria-valuetext', '50 % lane A, the rest lane B');
  await curtain.press('ArrowLeft');
  await expect(curtain).toHaveAttribute('aria-valuenow', '48');
  const box = await curtain.boundingBox();
  if (!box) throw new Error('the curtain is not in sight');
  await page.mouse.move(box.x + box.width / 2, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 50, box.y + 80, { steps: 4 });
  await page.mouse.up();
  await expect(curtain).not.toHaveAttribute('aria-valuenow', '48');
  await curtain.dblclick({ position: { x: 12, y: 60 } });
  await expect(curtain).toHaveAttribute('aria-valuenow', '50');
  await page.getByRole('button', { name: /^Lane A is on the left/ }).click();
  await page.getByRole('menuitem', { name: /^B/ }).click();
  await expect(curtain).toHaveAttribute('aria-valuetext', '50 % lane B, the rest lane A');
  await page.reload();
  await page.getByRole('button', { name: 'Add a lane' }).click();
  await page.getByRole('menuitem').first().click();
  await expect(curtain).toBeVisible();
});
