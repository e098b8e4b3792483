import type { Locator } from '@playwright/test';
import { cellsOf } from './fixtures/tableCells';
import { expect, test } from './fixtures/test';

const quick = '#case=abstract&size=48&mode=train&backend=wasm&patch=24&width=4&steps=20&predictEvery=0';

/** The rows of a table of the dialog, cell by cell, without its head. */
async function rowsOf(dialog: Locator, table: string): Promise<string[][]> {
  const rows = dialog.getByRole('table', { name: table }).locator('tbody tr');
  await rows.first().waitFor();
  return cellsOf(rows);
}

test('a step is gone through stage by stage with its own numbers, and then tells what was foretold', async ({
  blobscope,
}) => {
  await blobscope.open(quick);
  const { page, run } = blobscope;
  await blobscope.press('Step');
  await blobscope.waitForRun('paused');
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Slow motion of one step' });
  await expect(dialog.getByText(/^Step 2 cuts one patch of 24³ voxels/)).toBeVisible();
  const stages = dialog.getByRole('list', { name: 'Stages' }).getByRole('button');
  await expect(stages).toHaveCount(8);
  const picture = dialog.getByRole('img', { name: /^Slice / });
  const blobs = (await rowsOf(dialog, 'Blobs in the patch')).length - 1;
  await expect(dialog).toContainText(`It holds ${blobs === 1 ? '1 blob' : `${blobs} blobs`}`);

  const seen = new Set<string>();
  for (let stage = 1; stage <= 8; stage++) {
    await expect(dialog.getByRole('heading', { name: new RegExp(`^${stage} of 8: `) })).toBeVisible();
    seen.add((await picture.screenshot()).toString('base64'));
    await expect(picture).toHaveAccessibleName(/^Slice \d+ of 24, with .*Lit: /);
    await page.keyboard.press('ArrowRight');
  }
  expect(seen.size).toBeGreaterThanOrEqual(7);
  await expect(run).toContainText('step 1 of 20');

  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(dialog.getByRole('heading', { name: '6 of 8: Plus global' })).toBeVisible();
  const [, alpha, global, beta, blob, total] = (
    (await dialog.innerText()).match(/L = ([\d.]+) · ([\d.]+) \+ ([\d.]+) · ([\d.]+) = ([\d.]+)/) ?? []
  ).map(Number);
  expect(total).toBeCloseTo(alpha * global + beta * blob, 2);

  await stages.last().click();
  await dialog.getByRole('button', { name: 'Do this step' }).click();
  await expect(dialog.getByText(/^Done\. Step 2 told what was foretold/)).toBeVisible();
  const compared = await rowsOf(dialog, 'Foretold and told');
  expect(compared.length).toBe(3 + blobs);
  for (const [name, foretold, told] of compared) expect(Number(foretold), name).toBeCloseTo(Number(told), 5);
  expect(Number(compared[0][1])).toBeCloseTo(total, 2);
  await dialog.getByRole('button', { name: 'Look at step 3' }).click();
  await expect(dialog.getByText(/^Step 3 cuts/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(run).toContainText('step 2 of 20');
  await page.keyboard.press('ArrowRight');
  await expect(run).toContainText('step 3 of 20');
});

test('it shows the cells of CC, the weights of inverse weighting and both sides of BiCC; a run on its way is paused', async ({
  blobscope,
}) => {
  await blobscope.open(`${quick.replace('steps=20', 'steps=100000')}`);
  const { page } = blobscope;
  const dialog = page.getByRole('dialog', { name: 'Slow motion of one step' });
  const open = () => page.getByRole('button', { name: 'Slow motion' }).click();
  const stage = (name: string) => dialog.getByRole('button', { name });
  await blobscope.choose('Instance term', 'CC (Voronoi cells)');
  await blobscope.press('Train');
  await blobscope.waitForStep(3);
  await open();
  await stage('Each blob’s term').click();
  await expect(dialog).toContainText('Each blob is scored in its own cell');
  await expect(dialog.getByText(/^Lblob|^L\d/).first()).toBeVisible();
  await blobscope.waitForRun('paused');
  const stopped = await blobscope.step();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  expect(await blobscope.step()).toBe(stopped);

  await blobscope.choose('Instance term', 'Inverse weighting');
  await open();
  await stage('Each blob’s term').click();
  await expect(dialog.getByRole('columnheader', { name: 'Weight of each' })).toBeVisible();
  await page.keyboard.press('Escape');

  await blobscope.choose('Instance term', 'BiCC');
  await open();
  await stage('Mean').click();
  await expect(dialog.getByText(/both sides/)).toBeVisible();
});
