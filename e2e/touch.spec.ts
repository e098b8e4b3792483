import { maskOf, niftiFile, scanOf } from './fixtures/balls';
import { findColoured } from './fixtures/pixels';
import { expect, test } from './fixtures/test';
import { TouchBoard } from './fixtures/touchBoard';

const small = '#case=abstract&size=48&blobs=20';

test('the printed example: 3 of 16 found, Dice loss 0.061, blob-Dice 0.8125', async ({ blobscope }) => {
  const bench = new TouchBoard(blobscope);
  await bench.open(small);
  await bench.take('3 of 16 found');
  await expect(blobscope.footer).toContainText('16 blobs');
  await expect(bench.loss('Dice on the whole scan')).toHaveAccessibleName(/: 0\.0610$/);
  await expect(bench.loss('Dice on the whole scan')).toHaveText('0.061');
  await expect(bench.loss('Blob loss over Dice')).toHaveAccessibleName(/: 0\.8125$/);
  await expect(bench.loss('Blob loss over Dice')).toHaveText('0.813');
  await expect(bench.section('All losses')).toContainText('13 above 0.5');
  await bench.show('Metrics');
  await expect.poll(() => bench.metric('Instances', 'Found')).toBe('3');
  await expect.poll(() => bench.metric('Instances', 'Missed')).toBe('13');
  await bench.show('Touch');
  await blobscope.page.getByRole('button', { name: /^Back to / }).click();
  await expect(blobscope.footer).toContainText('20 blobs');
  await bench.rest();
  await expect(bench.standing).toHaveText(/^From a perfect prediction/);
});

test('all losses are one Tab stop: arrows reach values and names, Enter chooses, and Tab comes back to where it was', async ({
  blobscope,
}) => {
  const bench = new TouchBoard(blobscope);
  await bench.open(small);
  const { keyboard } = blobscope.page;
  const table = blobscope.page.getByRole('grid', { name: 'All losses' });
  await expect(table.locator('[tabindex="0"]')).toHaveCount(1);
  const isInTable = () => table.evaluate((grid) => grid.contains(document.activeElement));
  await bench.section('All losses').getByRole('radio', { name: 'Terms alone' }).focus();
  await keyboard.press('Tab');
  await expect(bench.loss('Blob loss over Dice')).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await expect(bench.loss('CC .* over Dice')).toHaveAttribute('aria-pressed', 'true');
  await keyboard.press('ArrowUp');
  await expect(blobscope.page.getByRole('tooltip')).toContainText(/^CC/);
  await keyboard.press('Home');
  await expect(table.getByText('global', { exact: true })).toBeFocused();
  await keyboard.press('Tab');
  expect(await isInTable()).toBe(false);
  await keyboard.press('Shift+Tab');
  await expect(table.getByText('global', { exact: true })).toBeFocused();
});

test('predict everything: any-overlap F1 is 1.0, and other rules disagree', async ({ blobscope }) => {
  const bench = new TouchBoard(blobscope);
  await bench.open(small);
  await bench.take('Everything');
  await bench.show('Metrics');
  await expect.poll(() => bench.rule('any shared voxel')).toEqual(['20', '0', '0', '1.000']);
  await expect.poll(() => bench.rule('IoU ≥ 0.5, best first')).toEqual(['0', '20', '1', '0.000']);
  const dice = async () => Number((await bench.metric('Over voxels', 'Dice')).replace('< ', ''));
  await expect.poll(dice).toBeLessThan(0.2);
});

test('a stroke is painted, said, and undone with Ctrl+Z', async ({ blobscope }) => {
  const bench = new TouchBoard(blobscope);
  await bench.open(small);
  await bench.show('Metrics');
  await expect.poll(() => bench.metric('Instances', 'False')).toBe('0');
  await bench.show('Touch');
  await blobscope.page.keyboard.press('p');
  await expect(bench.section('Brush and false positives').getByRole('radio', { name: 'Paint' })).toBeChecked();
  await bench.stroke([0.2, 0.24], [0.26, 0.24]);
  await expect(bench.standing).toHaveText(/painted a stroke$/);
  await expect(blobscope.footer).not.toContainText('Dice 1.00');
  await blobscope.page.keyboard.press('Control+z');
  await expect(bench.standing).toHaveText(/nothing touched$/);
  await expect(blobscope.footer).toContainText('Dice 1.00');
  await blobscope.page.keyboard.press('Control+Shift+z');
  await expect(bench.standing).toHaveText(/painted a stroke$/);
});

test('a blob is ticked as missed: sensitivity falls, and a sentence says why', async ({ blobscope }) => {
  const bench = new TouchBoard(blobscope);
  await bench.open(small);
  const nothing = bench.section('Selected blob');
  await expect(nothing).toContainText('press B');
  await blobscope.page.keyboard.press('b');
  const blob = bench.section(/^Blob \d+$/);
  await blob.getByRole('checkbox', { name: /^Missed/ }).click();
  await expect(blob).toContainText('Missed: no predicted voxel in it.');
  await expect(blob.getByRole('button', { name: 'Grow' })).toHaveAttribute('aria-disabled', 'true');
  await expect(blobscope.footer).toContainText('sensitivity 0.95');
  await bench.show('Metrics');
  await expect.poll(() => bench.metric('Instances', 'Sensitivity')).toBe('0.950');
  await bench.show('Touch');
  await blob.getByRole('checkbox', { name: /^Missed/ }).click();
  await expect(blobscope.footer).toContainText('sensitivity 1.00');
});

test('what is false is pressed in the picture: the panel, the list and the picture say which prediction it is, and why', async ({
  blobscope,
}) => {
  const bench = new TouchBoard(blobscope);
  const { page, picture } = blobscope;
  await bench.open(small);
  await bench.take('Invented or missed A');
  // The crosshair goes to it, so that the slices show it; then nothing is looked at any more.
  await page.keyboard.press('f');
  const chosen = bench.section(/^Prediction \d+$/);
  await expect(chosen).toContainText('False: touches no blob.');
  const name = await chosen.getByRole('heading').innerText();
  await chosen.getByRole('button', { name: 'Close' }).click();
  await expect(chosen).toBeHidden();
  const row = page.getByRole('grid', { name: /false/i }).getByRole('row', { selected: true });
  await expect(row).toHaveCount(0);
  // Pink is what is false.
  await picture.click({ position: await findColoured(picture, [325, 355]) });
  await expect(chosen.getByRole('heading')).toHaveText(name);
  await expect(chosen).toContainText('False: touches no blob.');
  await expect(picture.getByRole('status').filter({ hasText: name })).toContainText('touches no blob');
  await expect(row).toContainText(name.replace('Prediction ', ''));
});

test('a prediction is dropped on the bench; one that cannot be read is refused by name, and nothing is lost', async ({
  blobscope,
}) => {
  const bench = new TouchBoard(blobscope);
  const dims = [24, 24, 24] as const;
  const balls = [
    { centre: [7, 7, 7], radius: 4 },
    { centre: [17, 17, 17], radius: 2 },
  ] as const;
  await blobscope.open(small);
  await blobscope.openFiles(
    niftiFile('head.nii.gz', dims, 'int16', scanOf(dims, balls)),
    niftiFile('head_seg.nii.gz', dims, 'uint8', maskOf(dims, balls)),
  );
  await blobscope.waitForCase();
  await blobscope.page.keyboard.press('2');
  await bench.rest();
  await blobscope.dropFiles(niftiFile('half.nii.gz', dims, 'uint8', maskOf(dims, balls.slice(0, 1))));
  await expect(bench.standing).toContainText('From half.nii.gz (binary)');
  await expect(blobscope.footer).toContainText('sensitivity 0.50');
  await blobscope.dropFiles({ name: 'notes.nii', buffer: Buffer.from('no picture at all') });
  await expect(blobscope.page.getByRole('alert')).toContainText('notes.nii');
  await expect(bench.standing).toContainText('From half.nii.gz (binary)');
});

test('of a probability map every threshold is tried; a press on the curve takes one', async ({ blobscope }) => {
  const bench = new TouchBoard(blobscope);
  const dims = [24, 24, 24] as const;
  const sure = { centre: [7, 7, 7], radius: 4 } as const;
  const unsure = { centre: [17, 17, 17], radius: 3 } as const;
  await blobscope.open(small);
  await blobscope.openFiles(
    niftiFile('head.nii.gz', dims, 'int16', scanOf(dims, [sure, unsure])),
    niftiFile('head_seg.nii.gz', dims, 'uint8', maskOf(dims, [sure, unsure])),
  );
  await blobscope.waitForCase();
  await blobscope.page.keyboard.press('2');
  await bench.rest();
  const probabilities = maskOf(dims, [sure, { ...unsure, value: 0.3 }]).map((p) => 0.9 * p);
  await blobscope.dropFiles(niftiFile('net.nii.gz', dims, 'float32', probabilities));
  await expect(bench.standing).toContainText('From net.nii.gz (probabilities)');
  await bench.show('Metrics');
  await expect(bench.section('When is a blob found?')).toContainText('1 of 2 found');
  await blobscope.page.getByRole('button', { name: /^Every threshold/ }).click();
  const curve = blobscope.page.getByRole('img', {
    name: /^F1 at every threshold: F1 0\.667 at 0\.5 · best 1\.000 at 0\.05/,
  });
  await curve.scrollIntoViewIfNeeded();
  const box = await curve.boundingBox();
  if (!box) throw new Error('there is no curve');
  await curve.click({ position: { x: box.width / 4, y: box.height / 2 } });
  await expect(bench.section('When is a blob found?')).toContainText('2 of 2 found');
});

test('a beginning that takes long says how far it is, and is stopped by Cancel: what was there before stays', async ({
  blobscope,
}) => {
  const bench = new TouchBoard(blobscope);
  const { page } = blobscope;
  const side = 256;
  const mask = Buffer.alloc(side ** 3);
  const scan = Buffer.alloc(side ** 3);
  for (let v = 0; v < scan.length; v++) scan[v] = (v * 7) % 97;
  // 1,000 cubes of 2 to 5 voxels a side.
  for (let n = 0; n < 1000; n++) {
    const corner = [n % 10, Math.floor(n / 10) % 10, Math.floor(n / 100)].map((k) => 8 + 24 * k);
    const size = 2 + (n % 4);
    for (let z = 0; z < size; z++)
      for (let y = 0; y < size; y++) {
        const from = corner[0] + side * (corner[1] + y + side * (corner[2] + z));
        mask.fill(1, from, from + size);
      }
  }
  const dims = [side, side, side] as const;
  await blobscope.open(small);
  await blobscope.openFiles(
    niftiFile('large.nii', dims, 'uint8', scan),
    niftiFile('large_seg.nii', dims, 'uint8', mask),
  );
  await expect(blobscope.footer).toContainText('1,000 blobs', { timeout: 180_000 });
  await page.keyboard.press('2');
  await bench
    .work(/^(Cutting the scan into cells|(Making|Measuring) the prediction)$/)
    .getByRole('button', { name: 'Cancel' })
    .click();
  await expect(bench.refusal).toContainText('You stopped it before a prediction lay on the bench.');
  await bench.refusal.getByRole('button', { name: 'Start from a perfect prediction' }).click();
  await bench.rest(180_000);
  await page.keyboard.press('b');
  await bench
    .section(/^Blob \d+$/)
    .getByRole('checkbox', { name: /^Missed/ })
    .click();
  await expect(bench.standing).toHaveText(/missed$/);
  const standing = await bench.standing.innerText();
  const footer = await blobscope.footer.innerText();
  await bench.press('Eroded');
  await bench
    .work(/^(Making|Measuring) the prediction$/)
    .getByRole('button', { name: 'Cancel' })
    .click();
  await bench.rest(180_000);
  await expect(bench.standing).toHaveText(standing);
  expect(await blobscope.footer.innerText()).toBe(footer);
  await page.keyboard.press('Control+z');
  await expect(bench.standing).toHaveText(/nothing touched$/);
  await page.keyboard.press('Control+Shift+z');
  await expect(bench.standing).toHaveText(standing);
});
