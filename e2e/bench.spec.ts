import { readFileSync } from 'node:fs';
import { maskOf, niftiFile, scanOf } from './fixtures/balls';
import { countPixels } from './fixtures/pixels';
import { expect, test } from './fixtures/test';
import { TouchBoard } from './fixtures/touchBoard';

const small = '#case=abstract&size=48&blobs=20';

test('the largest blob and a tiny one are missed: the ledger, the tide and the formula say what that costs', async ({
  blobscope,
}) => {
  await blobscope.open(small);
  const { page, footer } = blobscope;
  await page.keyboard.press('2');
  const ledger = page.getByRole('region', { name: 'Ledger' });
  await expect(page.getByRole('grid', { name: 'Ledger' })).toHaveAttribute('aria-rowcount', '21');
  await expect(footer).toContainText('F1 1.00 · Dice 1.00');
  await expect(page.getByRole('img', { name: /^The tide: 0 of 20 blobs under water/ })).toBeVisible();

  const sortBy = (name: string) => ledger.getByRole('columnheader', { name, exact: true }).getByRole('button').click();
  await sortBy('Voxels');
  await ledger.getByRole('checkbox', { name: 'Blob 1 is predicted' }).click();
  await expect(blobscope.ledgerRow(1)).toContainText('missed: no predicted voxel in it');
  await expect.poll(() => blobscope.ledgerCell(1, 'Own term')).toBe('1.000');
  await expect(footer).toContainText('sensitivity 0.95');

  await sortBy('Voxels');
  await ledger.getByRole('checkbox', { name: 'Blob 20 is predicted' }).click();
  await expect(footer).toContainText('sensitivity 0.90');
  await expect.poll(() => blobscope.ledgerCell(20, 'Blob pull')).toBe('50 %');
  await sortBy('Voxels');
  await expect.poll(() => blobscope.ledgerCell(1, 'Global pull')).toMatch(/^(> )?99/);

  await ledger.getByRole('button', { name: 'Most ignored first' }).click();
  await expect(ledger.locator('tbody tr[aria-rowindex]').first().locator('td').first()).toHaveText('20');
  await expect(ledger.getByRole('status')).toContainText('Blob 20 is ignored most');

  // The same by keyboard.
  await blobscope.ledgerRow(20).click();
  await page.getByRole('grid', { name: 'Ledger' }).press('Space');
  await expect(footer).toContainText('sensitivity 0.95');
  await page.getByRole('grid', { name: 'Ledger' }).press('Space');
  await expect(footer).toContainText('sensitivity 0.90');
  await blobscope.pick('Part of the bench', 'Loss');
  const formula = page.getByRole('region', { name: 'Formula' });
  await expect(formula).toContainText(/L20 = 1 − \(2 · ≈ 0 \+ ε\) \/ \(≈ 0 \+ \d+ \+ ≈ 0 \+ ε\) = 1\.000/);
  await page.getByRole('slider', { name: 'α global' }).press('Home');
  await expect(page.getByText('0 × global + 1 × blob', { exact: true })).toBeVisible();
  await expect.poll(() => blobscope.ledgerCell(20, 'Mixed pull')).toBe('50 %');

  const sees = page.getByRole('region', { name: 'What this term sees' });
  await expect(sees).toContainText(/The term of blob 20 sees all of the scan but the [\d,]+ voxels of the other blobs/);
  await expect(sees.getByRole('radio', { name: 'Probability · 0.000' })).toBeChecked();
  await sees.getByText(/^None · /).click();
  await expect(sees).toContainText('takes them for background');
});

test('who pulls lies over the scan: nothing while all is right, then the missed blob', async ({ blobscope }) => {
  await blobscope.open(small);
  const { page, picture } = blobscope;
  await blobscope.showMode('Bench');
  const ledger = page.getByRole('region', { name: 'Ledger' });
  await ledger.getByRole('columnheader', { name: 'Voxels', exact: true }).getByRole('button').click();
  await ledger.getByRole('checkbox', { name: 'Blob 1 is predicted' }).waitFor();
  await blobscope.pick('Overlay', 'Pull');
  await expect(picture.getByText('hardly anything pulls')).toBeVisible();
  const before = await countPixels(picture);
  await ledger.getByRole('checkbox', { name: 'Blob 1 is predicted' }).click();
  await expect(picture.getByText(/1 × \d/)).toBeVisible();
  await expect.poll(async () => (await countPixels(picture)).coloured).toBeGreaterThan(before.coloured + 2000);
  await blobscope.pick('Part of the bench', 'Loss');
  await expect(page.getByRole('img', { name: /^global: background < 0\.1 %, blob 1 > 99\.9 %/ })).toBeVisible();
});

test('a false component is selected by key and in the list, and says why it is false', async ({ blobscope }) => {
  const { page, picture } = blobscope;
  const bench = new TouchBoard(blobscope);
  await bench.open(small);
  await bench.section('Examples').getByRole('button', { name: 'A' }).last().click();
  const ledger = page.getByRole('region', { name: 'Ledger' });
  await ledger.getByText('1 false').click();
  await expect(ledger.getByRole('status')).toContainText('1 component is false by this rule');
  await page.keyboard.press('f');
  const facts = page.getByRole('region', { name: /^Prediction \d+$/ });
  await expect(facts).toContainText('False: touches no blob.');
  await expect(facts).toContainText(/Its middle lies [\d.]+ mm from blob \d+\./);
  await expect(picture.getByText(/^Prediction \d+ · \d+ voxels · .* · false: touches no blob$/)).toBeVisible();
  const list = page.getByRole('grid', { name: 'False components' });
  await expect(list.locator('tr[aria-selected="true"]')).toContainText('touches no blob');

  await page.keyboard.press('Escape');
  await expect(facts).toBeHidden();
  await list.locator('tbody tr[aria-rowindex]').first().click();
  await expect(facts).toBeVisible();
  await ledger.getByText(/^20 blobs$/).click();
  await page.keyboard.press('b');
  await expect(page.getByRole('region', { name: /^Blob \d+$/ })).toBeVisible();
});

test('the ledger is saved with all its columns, files and rule; columns are put away and come back', async ({
  blobscope,
}) => {
  await blobscope.open(small);
  const { page } = blobscope;
  await page.keyboard.press('2');
  const ledger = page.getByRole('region', { name: 'Ledger' });
  const heads = () => page.getByRole('grid', { name: 'Ledger' }).getByRole('columnheader').allInnerTexts();
  await expect.poll(heads).not.toContain('Recall');
  await ledger.getByRole('button', { name: 'Columns of the ledger' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Recall' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Own term' }).click();
  await page.keyboard.press('Escape');
  expect(await heads()).toContain('Recall');
  expect(await heads()).not.toContain('Own term');

  const download = page.waitForEvent('download');
  await ledger.getByRole('button', { name: 'Save the ledger' }).click();
  await page.getByRole('menuitem', { name: 'Ledger (CSV)' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8').split('\r\n');
  expect(lines).toContain("# matching rule: any shared voxel (ISLES'22 WMH 2017)");
  const names = lines.findIndex((line) => line.startsWith('blob,voxels,'));
  expect(lines[names].split(',')).toContain('own_term');
  expect(lines.slice(names + 1).filter((line) => line !== '')).toHaveLength(20);

  await blobscope.open(small);
  await page.keyboard.press('2');
  await expect.poll(heads).toContain('Recall');
  expect(await heads()).not.toContain('Own term');
});

test('without a blob, and without a mask, the Bench says so', async ({ blobscope }) => {
  await blobscope.open(small);
  const { page, picture } = blobscope;
  await blobscope.showMode('Bench');
  const dims = [24, 24, 24] as const;
  const scan = niftiFile('head.nii.gz', dims, 'int16', scanOf(dims, []));
  await blobscope.openFiles(scan);
  await expect(page.getByText('Only a scan is open. Drop its mask to see its blobs.').first()).toBeVisible();
  await expect(picture.getByText('Found', { exact: true })).toBeVisible();
  await blobscope.openFiles(scan, niftiFile('head_seg.nii.gz', dims, 'uint8', maskOf(dims, [])));
  await expect(page.getByRole('region', { name: 'Ledger' })).toContainText('The mask has no blob.');
});
