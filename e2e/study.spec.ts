import type { Locator } from '@playwright/test';
import { savedBy } from './fixtures/givenFiles';
import { seriousFaults } from './fixtures/seriousFaults';
import { expect, test } from './fixtures/test';

const small = '#case=abstract&size=48&blobs=5&mode=compare&patch=16&width=4&backend=wasm';

/** Types a number into a field of a form. */
async function fill(within: Locator, name: string, value: number): Promise<void> {
  await within.getByRole('textbox', { name, exact: true }).fill(String(value));
}

/** The least that a study can be, but for its seeds. */
async function makeTiny(study: Locator): Promise<void> {
  const sizes = { Steps: 20, 'Case size': 48, 'Learn from': 1, 'Judged on': 1, Width: 4, Patch: 16 };
  for (const [name, value] of Object.entries(sizes)) await fill(study, name, value);
}

/** The texts that do not fit where they stand. */
function cutOff(dialog: Locator): Promise<(string | null)[]> {
  return dialog
    .locator('button, th, td, small, label, h2')
    .evaluateAll((elements) =>
      elements
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map((element) => element.textContent),
    );
}

test('a tiny study goes from the dialog to its table and its files', async ({ blobscope }) => {
  const { page } = blobscope;
  await blobscope.open(small);
  await page.getByRole('button', { name: 'Compare losses over tasks…' }).click();
  const study = page.getByRole('dialog', { name: 'Study: losses over tasks and seeds' });
  await expect(study).toContainText('Small networks on synthetic data');
  await study.getByRole('checkbox', { name: 'MS lesions' }).uncheck();
  await fill(study, 'Seeds', 1);
  await makeTiny(study);
  await expect(study).toContainText('2 trials');
  await study.getByRole('button', { name: 'Begin the study' }).click();
  await expect(study.getByText('2 of 2 trials done')).toBeVisible({ timeout: 120_000 });

  const table = study.getByRole('region', { name: 'Your study' }).getByRole('table', { name: 'One huge, many tiny' });
  await expect(table.getByRole('row')).toHaveCount(3);
  const cells = await table.getByRole('row').nth(2).getByRole('cell').allInnerTexts();
  // A mean, and below it the difference to Dice; one seed has no interval.
  expect(cells[1]).toMatch(/^\d\.\d\d\s[+−]?\d\.\d\d$/);
  await expect(study).toContainText('Fewer than three seeds give no interval');

  const own = study.getByRole('region', { name: 'Your study' });
  const csv = (await savedBy(own.getByRole('button', { name: 'Save trials (CSV)' })))
    .toString()
    .trimEnd()
    .split('\r\n');
  expect(csv.map((line) => line.split(',').slice(0, 5).join(' '))).toEqual([
    'task loss seed backend steps',
    'abstract dice 1 wasm 20',
    'abstract blob_dice 1 wasm 20',
  ]);
  expect(csv[2].split(',')[6]).toMatch(/^(0\.\d+|0|1)$/);
  const markdown = (await savedBy(own.getByRole('button', { name: 'Save table (Markdown)' }))).toString();
  expect(markdown).toContain('| Dice | 1 |');
  expect(markdown).toContain('Small networks on synthetic data');
  await page.reload();
  await blobscope.waitForCase();
  await page.getByRole('button', { name: 'Compare losses over tasks…' }).click();
  await expect(own.getByText('2 of 2 trials done')).toBeVisible();
  await own.getByRole('button', { name: 'Discard' }).click();
  await expect(study.getByRole('button', { name: 'Begin the study' })).toBeVisible();
  const damaged = { name: 'study.json', mimeType: 'application/json', buffer: Buffer.from('{"format":') };
  await study.getByLabel('Saved study').setInputFiles(damaged);
  await expect(study.getByRole('alert')).toHaveText(/^A study that cannot be shown: .+ Make it again\.$/);
});

test('a study that a reload interrupts is taken up paused, and goes on with what is missing', async ({ blobscope }) => {
  const { page } = blobscope;
  await blobscope.open(small);
  const openStudy = () => page.getByRole('button', { name: 'Compare losses over tasks…' }).click();
  await openStudy();
  const study = page.getByRole('dialog', { name: 'Study: losses over tasks and seeds' });
  await study.getByRole('checkbox', { name: 'MS lesions' }).uncheck();
  await fill(study, 'Seeds', 3);
  await makeTiny(study);
  await study.getByRole('button', { name: 'Begin the study' }).click();
  const own = study.getByRole('region', { name: 'Your study' });
  await expect(own.getByText(/^[12] of 6 trials done · about \d+ (s|min) left/)).toBeVisible({ timeout: 90_000 });
  await page.reload();
  await blobscope.waitForCase();
  await openStudy();
  await expect(own.getByText(/^[1-5] of 6 trials done · paused$/)).toBeVisible();
  const kept = await own.getByRole('table').getByRole('row').nth(1).innerText();
  expect(kept).toMatch(/^Dice\s+[1-3]\s+0\.\d\d/);
  await own.getByRole('button', { name: 'Go on' }).click();
  await own.getByRole('button', { name: 'Stop now' }).click();
  await expect(own.getByText(/^[1-5] of 6 trials done · paused$/)).toBeVisible();
  await own.getByRole('button', { name: 'Go on' }).click();
  await expect(own.getByText('6 of 6 trials done')).toBeVisible({ timeout: 90_000 });
  await expect(own).toContainText(/small-blob sensitivity [+−]?\d\.\d\d \[.+3 seeds/);
});

test('lanes are repeated over seeds: bands, table, and a verdict that says how little it holds', async ({
  blobscope,
}) => {
  const { page } = blobscope;
  await blobscope.open(small);
  await page.getByRole('button', { name: 'Add a lane' }).click();
  await page.getByRole('menuitem').first().click();
  const section = page.getByRole('region', { name: 'Is it noise?' });
  await fill(section, 'Seeds', 3);
  await fill(section, 'Steps', 20);
  await fill(section, 'Judged on', 1);
  await expect(section).toContainText('judged on 1 other case of its kind');
  await section.getByRole('button', { name: 'Repeat with 3 seeds' }).click();
  await expect(section.getByText('6 of 6 trials done')).toBeVisible({ timeout: 120_000 });
  await expect(section).toContainText(/small-blob sensitivity [+−]?\d\.\d\d \[−?\d\.\d\d, −?\d\.\d\d\].+3 seeds/);
  await expect(section).toContainText('hold the truth about 83 times in 100');

  await section.getByRole('button', { name: 'Curves and table…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it noise? The lanes over several seeds' });
  await dialog.getByRole('img', { name: /^F1 at each threshold: Best F1: A .+ B / }).waitFor();
  await dialog.getByRole('img', { name: /^FROC of each lane: Sensitivity at 1: A .+ B / }).waitFor();
  await expect(dialog.getByRole('table').getByRole('row')).toHaveCount(3);
  await expect.poll(() => cutOff(dialog)).toEqual([]);
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect.poll(() => cutOff(dialog)).toEqual([]);
});

for (const theme of ['dark', 'light'] as const)
  test(`in the ${theme} theme the study has no serious faults of access and cuts nothing off`, async ({
    blobscope,
  }) => {
    const { page } = blobscope;
    await blobscope.open(small);
    const toggle = page.getByRole('button', { name: `Change to the ${theme} theme` });
    if (await toggle.isVisible()) await toggle.click();
    await page.getByRole('button', { name: 'Compare losses over tasks…' }).click();
    const study = page.getByRole('dialog', { name: 'Study: losses over tasks and seeds' });
    const measured = study.getByRole('region', { name: 'What we measured' });
    await expect(measured.getByRole('table', { name: 'MS lesions' })).toBeVisible();
    await expect(measured).toContainText('How the tasks were set');
    await study.getByRole('button', { name: 'The 20 rows of the table' }).click();
    for (const size of [
      { width: 1280, height: 720 },
      { width: 1024, height: 768 },
    ]) {
      await page.setViewportSize(size);
      await expect.poll(() => cutOff(study), { message: `at ${size.width}` }).toEqual([]);
    }
    await expect.poll(() => seriousFaults(page, '[role="dialog"]')).toEqual([]);
  });
