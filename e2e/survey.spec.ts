import { type Ball, maskOf, niftiFile } from './fixtures/balls';
import { seriousFaults } from './fixtures/seriousFaults';
import { expect, test } from './fixtures/test';

const dims = [32, 30, 28] as const;
const balls: readonly Ball[] = [
  { centre: [8, 9, 10], radius: 4 },
  { centre: [22, 9, 10], radius: 2 },
  { centre: [12, 22, 20], radius: 2 },
];
/** Balls of 257, 33 and 33 voxels of 1 mm; one of 33 voxels of 0.5 mm; nothing. */
const three = niftiFile('a_lesions.nii.gz', dims, 'uint8', maskOf(dims, balls));
const sform = [0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5, 0];
const one = niftiFile('b_lesions.nii.gz', dims, 'uint8', maskOf(dims, [balls[1]]), { sform });
const none = niftiFile('c_lesions.nii.gz', dims, 'uint8', maskOf(dims, []));
/** Two voxels that touch at a corner. */
const corner = niftiFile('corner.nii', [4, 4, 1], 'uint8', [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const greys = niftiFile(
  'd.nii',
  [4, 4, 1],
  'float32',
  Array.from({ length: 16 }, (_, i) => i / 3),
);
const text = { name: 'notes.txt', buffer: Buffer.from('hello') };

test.beforeEach(({ blobscope }) => blobscope.open('#case=abstract&size=48&blobs=5'));

test('masks dropped without a scan are offered a survey: each, together, and as CSV', async ({ blobscope }) => {
  const { page, survey } = blobscope;
  await blobscope.dropFiles(three, one, none);
  await expect(blobscope.footer).toContainText('3 blobs');
  await expect(page.getByRole('combobox', { name: 'Scan', exact: true })).toHaveValue('No scan');
  await page.getByRole('button', { name: 'Survey of 3 masks…' }).click();

  await expect(survey.getByText('3 masks together').first()).toBeVisible();
  const cellsOf = (mask: string) => blobscope.surveyCells(mask);
  // Without one of 33: 2 * 290 / 613. Without both: 2 * 257 / 580 = 0.886.
  await expect
    .poll(() => cellsOf('a_lesions.nii.gz'))
    .toEqual([
      'a_lesions.nii.gz',
      ...['3', '33 33.0 mm³', '33 33.0 mm³', '257 257 mm³', '80 %', '0.46', '1 of 3 Dice 0.95'],
    ]);
  await expect
    .poll(async () => (await cellsOf('b_lesions.nii.gz')).slice(1))
    .toEqual(['1', ...Array.from({ length: 3 }, () => '33 4.13 mm³'), '100 %', '0.00', 'none 1 missed: 0.00']);
  await expect(survey.getByRole('row').filter({ hasText: 'c_lesions' })).toContainText('It has no foreground');
  // 257 + 3 * 33: without one 2 * 323 / 679.
  await expect
    .poll(async () => (await cellsOf('3 masks together')).slice(1))
    .toEqual(['4', '33 4.13 mm³', '33 33.0 mm³', '257 257 mm³', '72 %', '0.47', '1 of 4 Dice 0.95']);
  const chosen = survey.getByRole('region', { name: 'Chosen mask' });
  await expect(chosen).toContainText(
    'Over the voxels of the 3 masks together, Dice can still be 0.95 with the smallest of 4 blobs missed. With Dice 0.90 or more in each mask, 1 of 4 blobs can be missed.',
  );

  const table = (await blobscope.saveSurvey('Save table (CSV)')).toString().trimEnd().split('\r\n');
  expect(table.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
    'file blobs foreground_voxels',
    'a_lesions.nii.gz 3 323',
    'b_lesions.nii.gz 1 33',
    'c_lesions.nii.gz 0 0',
    '(together) 4 356',
  ]);
  const blobs = (await blobscope.saveSurvey('Save blobs (CSV)')).toString().trimEnd().split('\r\n');
  expect(blobs.map((line) => line.split(',').slice(0, 4).join(' '))).toEqual([
    'file blob voxels volume_mm3',
    'a_lesions.nii.gz 1 257 257',
    'a_lesions.nii.gz 2 33 33',
    'a_lesions.nii.gz 3 33 33',
    'b_lesions.nii.gz 1 33 4.125',
  ]);

  await survey.getByRole('button', { name: 'Open b_lesions.nii.gz' }).click();
  await expect(survey).toBeHidden();
  await expect(blobscope.footer).toContainText('1 blob ');
  await expect(page.getByRole('combobox', { name: 'Mask', exact: true })).toHaveValue('b_lesions.nii.gz');
});

test('a built-in case has a card too; masks take its place; bad ones have their sentence', async ({ blobscope }) => {
  const { page, survey } = blobscope;
  await page.getByRole('button', { name: 'Survey masks…' }).click();
  await expect(survey.getByRole('region', { name: 'Chosen mask' })).toContainText('5 blobs · 26-connected');
  await expect(survey.getByRole('radiogroup', { name: 'Blobs by' })).toBeHidden();
  const png = await blobscope.saveSurvey('Save card (PNG)');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(1920);

  await blobscope.addToSurvey(corner, greys, text);
  const row = (name: string) => survey.getByRole('row').filter({ hasText: name });
  await expect(row('notes.txt')).toContainText('text; expected a NIfTI volume');
  await expect(row('d.nii')).toContainText('values with fractions outside 0 to 1; expected whole numbers');
  await expect.poll(async () => (await blobscope.surveyCells('corner.nii'))[1]).toBe('1');
  await blobscope.pick('Blobs by', '6');
  await expect.poll(async () => (await blobscope.surveyCells('corner.nii'))[1]).toBe('2');
  await blobscope.dropFiles(three);
  await expect.poll(async () => (await blobscope.surveyCells('a_lesions.nii.gz'))[1]).toBe('3');
  await survey.getByRole('button', { name: 'Remove notes.txt' }).click();
  await expect(row('notes.txt')).toHaveCount(0);

  await survey.getByRole('button', { name: 'corner.nii', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(survey.getByRole('region', { name: 'Chosen mask' })).toContainText('All 2 blobs are equally large.');
  await survey.getByRole('img', { name: /^Lorenz curve: the smallest of 2 holds 50 % of the voxels/ }).waitFor();
  await page.keyboard.press('Escape');
  await expect(survey).toBeHidden();
});

test('of many masks six rows or more are in sight beside the chosen one; where it is narrow the two charts take turns; arrows choose', async ({
  blobscope,
}) => {
  const { page, survey } = blobscope;
  await page.getByRole('button', { name: 'Survey masks…' }).click();
  const many = Array.from({ length: 9 }, (_, n) => ({ ...one, name: `mask_${n}.nii.gz` }));
  await blobscope.addToSurvey(...many);
  await expect(survey.getByText('9 masks together').first()).toBeVisible();
  await expect(survey.getByRole('status')).toHaveCount(0);
  const list = survey.getByRole('region', { name: 'Masks' });
  const charts = survey.getByRole('heading', { name: /^(Lorenz curve|Sizes)/ });
  for (const size of [
    { width: 1280, height: 720, charts: 2 },
    { width: 1024, height: 768, charts: 1 },
  ]) {
    await page.setViewportSize(size);
    const rows = () =>
      list.evaluate((scroller) => {
        const end = scroller.querySelector('tfoot')?.getBoundingClientRect().top ?? 0;
        return [...scroller.querySelectorAll('tbody tr')].filter((row) => row.getBoundingClientRect().bottom <= end)
          .length;
      });
    await expect.poll(rows, { message: `at ${size.width}` }).toBeGreaterThanOrEqual(6);
    await expect(charts.filter({ visible: true })).toHaveCount(size.charts);
  }
  await blobscope.pick('Chart', 'Sizes');
  await expect(charts.filter({ visible: true })).toHaveText(/^Sizes/);

  // Tab stops in the chosen row only: the arrows choose.
  const names = list.getByRole('button', { name: /^mask_\d\.nii\.gz$|^9 masks together$/ });
  await names.last().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('button', { name: 'mask_1.nii.gz', exact: true })).toBeFocused();
  await expect(survey.getByRole('region', { name: 'Chosen mask' })).toContainText('mask_1.nii.gz');
  const stops = (rows: string) =>
    list.evaluate(
      (section, within) =>
        [...section.querySelectorAll(within)].filter((one) => (one as HTMLElement).tabIndex >= 0).length,
      `${rows} :is(button, [tabindex])`,
    );
  expect(await stops('tr[aria-selected="true"]')).toBeGreaterThanOrEqual(3);
  expect(await stops('tr[aria-selected="false"]')).toBe(0);
  await list.getByRole('button', { name: 'Remove mask_1.nii.gz' }).focus();
  for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowDown');
  await expect(list.getByRole('button', { name: 'mask_7.nii.gz', exact: true })).toBeInViewport({ ratio: 1 });
});

for (const theme of ['dark', 'light'] as const)
  test(`in the ${theme} theme the survey has no serious faults of access and cuts nothing off`, async ({
    blobscope,
  }) => {
    const { page, survey } = blobscope;
    const toggle = page.getByRole('button', { name: `Change to the ${theme} theme` });
    if (await toggle.isVisible()) await toggle.click();
    await page.getByRole('button', { name: 'Survey masks…' }).click();
    await blobscope.addToSurvey(three, one, none, text);
    await expect(survey.getByText('3 masks together').first()).toBeVisible();
    for (const size of [
      { width: 1280, height: 720 },
      { width: 1024, height: 768 },
    ]) {
      await page.setViewportSize(size);
      const cut = () =>
        survey
          .locator('button, th, h3, dt, dd, td small')
          .evaluateAll((elements) =>
            elements
              .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
              .map((element) => element.textContent),
          );
      await expect.poll(cut, { message: `at ${size.width}` }).toEqual([]);
      const words = survey
        .getByRole('region', { name: 'Chosen mask' })
        .getByRole('heading', { level: 2 })
        .locator('../..');
      const below = () => words.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
      await expect.poll(below, { message: `words out of sight at ${size.width}` }).toBe(0);
    }
    await expect.poll(() => seriousFaults(page, '[role="dialog"]')).toEqual([]);
  });
