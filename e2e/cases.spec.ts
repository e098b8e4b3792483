import AxeBuilder from '@axe-core/playwright';
import { type Ball, maskOf, niftiFile, scanOf } from './fixtures/balls';
import { expect, test } from './fixtures/test';

const small = 'case=abstract&size=48&blobs=6&patch=24&width=8&learningRate=0.03&steps=60&predictEvery=20';

test('two scans are trained on and a third is validated on: its scores, curve and prediction stand on the page', async ({
  blobscope,
}) => {
  await blobscope.open(`?backend=wasm#mode=compare&${small}&trainSeeds=2&validateSeeds=3`);
  const { page } = blobscope;
  const cases = page.getByRole('region', { name: 'Cases' });
  const third = cases.getByRole('listitem').nth(2);
  await expect(third).toContainText('Seed 3');
  await expect(third).toContainText('48 × 48 × 48 · 6 blobs');
  await expect(cases.getByRole('button', { name: /^Cases/ })).toContainText('2 train · 1 validate');
  await page.getByRole('button', { name: 'Add a lane' }).click();
  await page.getByRole('menuitem', { name: 'Dice', exact: true }).click();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const lanes = page.getByRole('listitem').filter({ hasText: 'step' });
  for (const index of [0, 1]) await expect(lanes.nth(index)).toContainText('step 60 · finished', { timeout: 120_000 });

  // Scores of each lane on the validation scan, and their mean, which is that of the one scan.
  const ofCase = third.getByRole('row');
  await expect(ofCase).toHaveCount(3);
  const cells = await ofCase.nth(1).getByRole('cell').allInnerTexts();
  expect(cells).toHaveLength(5);
  const dice = Number(cells[0]);
  expect(dice).toBeGreaterThan(0);
  expect(dice).toBeLessThanOrEqual(1);
  const mean = page.getByRole('region', { name: 'Scores' }).getByRole('row', { name: /^Dice/ });
  await expect(mean.getByRole('cell').first()).toHaveText(cells[0]);
  await expect(page.getByText(/^On the validation scan, which no lane learns from/)).toBeVisible();

  // Its curve, when its blobs were found, and all thresholds.
  await page.getByRole('combobox', { name: 'What the curves show' }).selectOption('dice');
  await expect(page.getByText(`Dice, on the validation scan: A ${cells[0]}`)).toBeVisible();
  await expect(page.getByRole('region', { name: 'First found, 1 validation scan' })).toContainText(
    /found now, of 6: A \d/,
  );
  await page.getByRole('combobox', { name: 'What the curves show' }).selectOption('f1AtThreshold');
  await expect(page.getByText(/^Best F1: A 0?\.\d+ at 0\.\d+ · B/)).toBeVisible();
  await page.getByRole('combobox', { name: 'What the curves show' }).selectOption('froc');
  await expect(page.getByText(/^Sensitivity at 1: A \d/)).toBeVisible();

  // The scan itself with what was predicted of it, now and earlier; the run stands.
  await third.getByRole('button', { name: /^Show .*seed 3/ }).click();
  await expect(page.getByText(`step 60 · F1 ${cells[3]} · Dice ${cells[0]}`)).toBeVisible();
  await page.getByRole('slider', { name: 'Step whose prediction is shown' }).press('ArrowLeft');
  await expect(ofCase.nth(1).getByRole('rowheader')).toHaveText('A · 40');
  await expect(page.getByText(/^step 40 · F1/)).toHaveCount(2);
  await expect(lanes.nth(0)).toContainText('step 60');
  await page.getByRole('button', { name: 'Back to the newest' }).click();

  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);

  // Another role waits for the next run.
  await cases.getByRole('combobox', { name: /^Role of .*seed 2/ }).selectOption('validate');
  await expect(page.getByText('Changed settings wait for the next run.')).toBeVisible();
  await page.getByRole('button', { name: 'Reset and apply' }).click();
  await expect(cases.getByRole('button', { name: /^Cases/ })).toContainText('1 train · 2 validate');
});

test('own scans are added with their masks, by files and by drop; what cannot be opened says so in its row', async ({
  blobscope,
}) => {
  const dims = [32, 24, 28] as const;
  const balls: readonly Ball[] = [{ centre: [10, 12, 12], radius: 4 }];
  const scan = niftiFile('p2_t1.nii.gz', dims, 'float32', scanOf(dims, balls));
  const mask = niftiFile('p2_seg.nii.gz', dims, 'uint8', maskOf(dims, balls));
  await blobscope.open(`?backend=wasm#mode=train&${small}`);
  const { page } = blobscope;
  const cases = page.getByRole('region', { name: 'Cases' });
  const rows = cases.getByRole('listitem');
  await cases.getByRole('button', { name: /^Cases/ }).click();
  await expect(rows).toHaveCount(1);
  await blobscope.addCase(scan, mask);
  await expect(rows.nth(1)).toContainText('32 × 24 × 28 · 1 blob');
  await expect(rows.nth(1).getByRole('combobox')).toHaveValue('validate');
  await blobscope.addCase({ name: 'broken.nii', buffer: Buffer.from('nothing of the kind') });
  await expect(rows.nth(2).getByRole('alert')).toContainText('broken.nii');
  await blobscope.dropFilesAt('right', scan, mask);
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(3)).toContainText('32 × 24 × 28 · 1 blob');
  await cases.getByRole('button', { name: 'Remove broken.nii' }).click();
  await expect(rows).toHaveCount(3);
  await rows.nth(1).getByRole('button', { name: /^Show/ }).click();
  await expect(blobscope.footer).toContainText('32 × 24 × 28');
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  await expect(blobscope.page.getByText('This is a validation scan.', { exact: false })).toBeVisible();
  await expect(cases.getByRole('button', { name: /^Remove p2/ }).first()).toHaveAttribute('aria-disabled', 'true');
});
