import { defaultTraining } from '../src/core/settings';
import { countPixels, findColoured } from './fixtures/pixels';
import { expect, test } from './fixtures/test';

const small = '#case=abstract&size=48&blobs=20';

test('opens on the built-in case with every blob labelled and coloured, and all places agree on their number', async ({
  blobscope,
}) => {
  await blobscope.open();
  const { page, picture, footer } = blobscope;
  await expect(page.getByRole('button', { name: 'Built-in cases; open now: MS lesions' })).toBeVisible();
  await expect(footer).toContainText(/\d+ × \d+ × \d+ · \S+ mm/);
  const count = await blobscope.blobCount();
  expect(count).toBeGreaterThan(10);
  const imbalance = page.getByRole('region', { name: 'Imbalance' });
  await expect(imbalance.locator('dd').first()).toHaveText(String(count));
  await expect(page.getByRole('region', { name: 'Blobs', exact: true }).getByRole('status')).toHaveText(
    `${count} blobs`,
  );
  await expect(page.getByRole('grid', { name: 'Blobs' })).toHaveAttribute('aria-rowcount', String(count + 1));
  const shares = (await blobscope.rows()).map(([, voxels]) => numberOf(voxels));
  expect(shares.length).toBeGreaterThan(5);
  expect(shares).toEqual([...shares].sort((a, b) => b - a));

  await expect(picture.getByText(/Axial · z \d+/)).toBeVisible();
  const seen = await countPixels(picture);
  expect(seen.grey).toBeGreaterThan(0.05 * seen.all);
  expect(seen.hues).toBeGreaterThan(2);
});

test('the table sorts and filters, and an unclear filter says so', async ({ blobscope }) => {
  await blobscope.open(small);
  const { page } = blobscope;
  const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
  const voxels = async () => (await blobscope.rows()).map(([, count]) => numberOf(count));
  await expect(head('Voxels')).toHaveAttribute('aria-sort', 'descending');
  const falling = await voxels();
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await head('Voxels').getByRole('button').click();
  await expect(head('Voxels')).toHaveAttribute('aria-sort', 'ascending');
  const rising = await voxels();
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  expect(rising[0]).toBeLessThan(falling[0]);

  const filter = page.getByRole('textbox', { name: 'Filter blobs' });
  const said = page.getByRole('region', { name: 'Blobs', exact: true }).getByRole('status');
  await filter.fill('>1000');
  await expect(said).toHaveText('1 of 20 blobs');
  const ids = async () => (await blobscope.rows()).map(([id]) => id).sort();
  await expect.poll(ids).toEqual(['1']);
  await filter.fill('3,7');
  await expect.poll(ids).toEqual(['3', '7']);
  await filter.fill('>99999');
  await expect(page.getByText('No blob meets the filter.')).toBeVisible();
  await filter.fill('hippo');
  await expect(said).toHaveText('“hippo” not understood');
});

test('a row moves the crosshair and dims the others; B goes on to the next, Escape lets all shine again', async ({
  blobscope,
}) => {
  await blobscope.open(small);
  const { page, picture } = blobscope;
  const slice = () => picture.getByText(/Axial · z \d+/).innerText();
  const pixels = await countPixels(picture);
  const before = { slice: await slice(), pixels };
  await blobscope.row(5).click();
  await expect(blobscope.row(5)).toHaveAttribute('aria-selected', 'true');
  await expect(picture.getByText(/^Blob 5 · \d+ voxels/)).toBeVisible();
  await expect.poll(slice).not.toBe(before.slice);
  // Only the chosen blob keeps its colour; the blue of crosshair and slider is the other hue.
  const hues = async () => (await countPixels(picture)).hues;
  await expect.poll(hues).toBeLessThan(before.pixels.hues - 3);
  const dimmed = await hues();

  await page.keyboard.press('b');
  await expect(blobscope.row(6)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+B');
  await expect(blobscope.row(5)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(page.locator('tr[aria-selected="true"]')).toHaveCount(0);
  // A row that is pointed at lights up as well.
  await page.mouse.move(2, 2);
  await expect.poll(hues).toBeGreaterThan(dimmed + 3);
});

test('a click into the picture selects the blob that lies there, and the overlay can be put away', async ({
  blobscope,
}) => {
  await blobscope.open(small);
  const { page, picture } = blobscope;
  await blobscope.row(1).click();
  await expect(picture.getByText(/^Blob 1 ·/)).toBeVisible();
  await page.keyboard.press('Escape');
  await blobscope.pick(/^Views/, 'A');
  // The crosshair stands in the largest blob, so it is in this slice.
  const inBlob = await findColoured(picture);
  await picture.click({ position: inBlob });
  await expect(blobscope.row(1)).toHaveAttribute('aria-selected', 'true');
  await expect(picture.getByText(/^Blob 1 ·/)).toBeVisible();
  await page.keyboard.press('Escape');
  await blobscope.pick('Overlay', 'None');
  await expect.poll(async () => (await countPixels(picture)).hues).toBeLessThan(2);
});

test('other neighbours and other built-in cases give other blobs', async ({ blobscope }) => {
  await blobscope.open('#case=nuclei&size=48');
  const { page, footer } = blobscope;
  await expect(page.getByRole('button', { name: 'Built-in cases; open now: Dense nuclei' })).toBeVisible();
  const loose = await blobscope.blobCount();
  await blobscope.pick('Neighbours', '6');
  await expect(footer).toContainText('6-connected');
  const strict = await blobscope.blobCount();
  expect(strict).toBeGreaterThanOrEqual(loose);

  await page.getByRole('button', { name: /^Built-in cases/ }).click();
  await page.getByRole('radio', { name: 'Liver tumours' }).click();
  await page.getByRole('textbox', { name: 'Blobs', exact: true }).fill('6');
  await page.getByRole('button', { name: 'Make', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Built-in cases; open now: Liver tumours' })).toBeVisible();
  await blobscope.waitForCase();
  expect(await blobscope.blobCount()).toBeLessThan(7);
});

test('what an address asks for beyond the limits of a case is left out', async ({ blobscope }) => {
  await blobscope.open('#case=liver&size=48&blobs=2000&steps=abc&mode=train');
  expect(await blobscope.blobCount()).toBeLessThan(61);
  await expect(blobscope.run).toContainText(`step 0 of ${defaultTraining.steps.toLocaleString('en-US')}`);
});

function numberOf(text: string): number {
  return Number(text.replace(/,/g, ''));
}
