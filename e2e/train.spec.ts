import { columnOf, rowsOf } from './fixtures/csv';
import { countPixels } from './fixtures/pixels';
import { expect, test } from './fixtures/test';

const quick = '#case=abstract&size=48&mode=train&backend=wasm&patch=16&width=4';

test('a run trains, predicts and scores; its numbers move on the page and are whole in its files', async ({
  blobscope,
}) => {
  await blobscope.open(`${quick}&steps=20&predictEvery=10`);
  const { page, run } = blobscope;
  expect((await blobscope.terms()).total).toBeNaN();
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  await expect(run).toContainText('step 20 of 20');
  await expect(run).toContainText(/wasm.* runs on .+ weights\./);

  const csv = rowsOf(await blobscope.save('Numbers of the run (CSV)'));
  const blobs = await blobscope.blobCount();
  const names = Array.from({ length: blobs }, (_, i) => `blob_${i + 1}`);
  expect(csv.header.slice(0, 8)).toEqual([
    'step',
    'alpha',
    'beta',
    'learning_rate',
    'elapsed_ms',
    'total',
    'global',
    'blob',
  ]);
  expect(csv.header.slice(8)).toEqual(names);
  expect(columnOf(csv, 'step')).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)));
  const ownTerms = csv.rows.flatMap((row) => row.slice(8));
  expect(ownTerms).toContain('');
  expect(ownTerms.some((cell) => Number(cell) > 0)).toBe(true);
  for (const row of csv.rows) {
    const [, alpha, beta, , , total, global, blob] = row.map(Number);
    expect(total).toBeCloseTo(alpha * global + beta * blob, 5);
  }
  const [shown, last] = [await blobscope.terms(), csv.rows[19].map(Number)];
  expect(shown).toEqual({
    total: expect.closeTo(last[5], 2),
    global: expect.closeTo(last[6], 2),
    blob: expect.closeTo(last[7], 2),
  });
  expect(new Set(columnOf(csv, 'global')).size).toBeGreaterThan(10);

  const report = JSON.parse((await blobscope.save('Report of the run (JSON)')).toString());
  expect(report).toMatchObject({ backend: { name: 'wasm' }, steps: 20, prediction: { step: 20, threshold: 0.5 } });
  expect(report.blobs).toHaveLength(blobs);
  expect(report.prediction.foundBlobs + report.prediction.missedBlobs).toBe(blobs);
  await expect.poll(() => blobscope.score('found')).toBe(String(report.prediction.foundBlobs));
  expect(Number(await blobscope.score('dice'))).toBeCloseTo(report.prediction.dice, 2);
  await expect(blobscope.footer).toContainText(`Dice ${report.prediction.dice.toFixed(2)}`);
  const results = (await blobscope.rows()).map((row) => row.at(-1));
  expect(results.filter((result) => result !== 'found' && result !== 'missed')).toEqual([]);

  await blobscope.pick('Overlay', 'Found');
  const legend = page.getByRole('list', { name: 'Legend' });
  await expect(legend.getByRole('listitem')).toHaveText(['true positive', 'false positive', 'missed']);
  const atHalf = await blobscope.score('dice');
  // At so low a threshold nearly every voxel is predicted.
  await blobscope.type('Threshold', '0.01');
  await expect.poll(() => blobscope.score('dice')).not.toBe(atHalf);
  await expect.poll(() => blobscope.score('found')).toBe(String(blobs));
  await blobscope.type('Threshold', '0.5');
  await expect.poll(() => blobscope.score('dice')).toBe(atHalf);
});

test('charts are saved as pictures and drawings that other programs can read', async ({ blobscope }) => {
  await blobscope.open(`${quick}&steps=4&predictEvery=0`);
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  for (const chart of ['Loss terms', 'Each blob, each step'] as const) {
    const svg = (await blobscope.save('Drawing (SVG)', chart)).toString();
    const { fault, marks } = await blobscope.page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        fault: parsed.querySelector('parsererror')?.textContent ?? null,
        marks: parsed.querySelectorAll('path, polyline, rect, image').length,
      };
    }, svg);
    expect(fault).toBeNull();
    expect(marks).toBeGreaterThan(2);
    expect(svg).not.toMatch(/NaN|undefined|https?:\/\/(?!www\.w3\.org\/)/);
    const png = await blobscope.save('Picture (PNG)', chart);
    expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(png.readUInt32BE(16)).toBeGreaterThan(200);
    expect(png.subarray(-8, -4).toString()).toBe('IEND');
  }
  await blobscope.pick('Shape of the blob curves', 'Lines');
  const lines = (await blobscope.save('Drawing (SVG)', 'Each blob, each step')).toString();
  expect(lines).toContain('</svg>');
});

test('pause, single step, go on and reset do what they say', async ({ blobscope }) => {
  await blobscope.open(`${quick}&steps=5000&predictEvery=0`);
  const { page, run } = blobscope;
  await blobscope.press('Step');
  await blobscope.waitForRun('paused');
  expect(await blobscope.step()).toBe(1);
  await page.keyboard.press('ArrowRight');
  await expect(run).toContainText('step 2 of');
  await blobscope.press('Go on');
  await blobscope.waitForStep(10);
  await blobscope.press('Pause');
  await blobscope.waitForRun('paused');
  const stopped = await blobscope.step();
  await blobscope.press('Step');
  await expect(run).toContainText(`step ${stopped + 1} of`);
  await blobscope.press('Reset');
  await expect(run).toContainText('step 0 of');
  await expect(run).toContainText('not started');
  await expect(run.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  expect((await blobscope.terms()).total).toBeNaN();
});

test('alpha and beta act in the middle of a run; settings that cannot wait for the next one', async ({ blobscope }) => {
  await blobscope.open(`${quick}&steps=100000&predictEvery=0`);
  const { page, run } = blobscope;
  await blobscope.press('Train');
  await blobscope.waitForStep(3);
  await blobscope.type('α global', '0.5');
  await blobscope.type('β blob', '3');
  const changedAt = await blobscope.step();
  await blobscope.waitForStep(changedAt + 20);
  await blobscope.press('Pause');
  await blobscope.waitForRun('paused');
  const paused = await blobscope.step();
  const csv = rowsOf(await blobscope.save('Numbers of the run (CSV)'));
  expect([...new Set(columnOf(csv, 'alpha'))]).toEqual(['2', '0.5']);
  expect([...new Set(columnOf(csv, 'beta'))]).toEqual(['1', '3']);
  expect(csv.rows.length).toBe(paused);

  await page.getByRole('button', { name: /^Optimiser & backend/ }).click();
  await blobscope.type('Seed', '9');
  await expect(run).toContainText('Changed settings wait for the next run.');
  await run.getByRole('button', { name: 'Reset and apply' }).click();
  await expect(run).toContainText('step 0 of');
});

test('two runs with one seed give the same terms, and another seed gives others', async ({ blobscope }) => {
  const termsOfRun = async () => {
    await expect(blobscope.run).toContainText('step 0 of');
    await blobscope.press('Train');
    await expect(blobscope.run).toContainText('step 8 of 8', { timeout: 120_000 });
    await blobscope.waitForRun('finished');
    const { header, rows } = rowsOf(await blobscope.save('Numbers of the run (CSV)'));
    const timing = header.indexOf('elapsed_ms');
    return rows.map((row) => row.filter((_, column) => column !== timing));
  };
  await blobscope.open(`${quick}&steps=8&predictEvery=4&seed=5`);
  const first = await termsOfRun();
  await blobscope.press('Reset');
  expect(await termsOfRun()).toEqual(first);
  await blobscope.page.getByRole('button', { name: /^Optimiser & backend/ }).click();
  await blobscope.type('Seed', '6');
  await blobscope.press('Reset');
  expect(await termsOfRun()).not.toEqual(first);
});

test('a prediction can be asked for, lies over the scan as probability and as outcome', async ({ blobscope }) => {
  await blobscope.open(`${quick}&steps=200&predictEvery=0`);
  const { page, picture } = blobscope;
  await blobscope.press('Step');
  await blobscope.waitForRun('paused');
  await expect(page.getByRole('radio', { name: 'Probability' })).toBeDisabled();
  await page.getByRole('button', { name: 'Predict now' }).click();
  await expect(page.getByRole('radio', { name: 'Probability' })).toBeEnabled();
  await expect.poll(() => blobscope.score('found')).toMatch(/^\d+$/);
  await blobscope.pick('Overlay', 'Found');
  await expect.poll(async () => (await countPixels(picture)).coloured).toBeGreaterThan(1000);
  await blobscope.pick('Overlay', 'Probability');
  await expect(picture.getByText(/^p 0/)).toBeVisible();
});

test('a run goes on under other losses, each with its own terms, and says which base they know', async ({
  blobscope,
}) => {
  await blobscope.open(`${quick}&steps=20&predictEvery=0`);
  const { page } = blobscope;
  const loss = page.getByRole('region', { name: 'Loss', exact: true });
  await blobscope.choose('Instance term', 'CC (Voronoi cells)');
  await expect(loss).toContainText('2 × global + 1 × CC');
  await blobscope.press('Step');
  await blobscope.waitForStep(1);
  await blobscope.choose('Instance term', 'BiCC');
  await blobscope.choose('Base', 'Dice + BCE');
  await blobscope.press('Step');
  await blobscope.waitForStep(2);
  const { total, global, blob } = await blobscope.terms();
  expect(total).toBeCloseTo(2 * global + blob, 1);

  await page.getByRole('combobox', { name: 'Base', exact: true }).click();
  await expect(page.getByRole('option', { name: 'Focal (not with BiCC)' })).toHaveAttribute(
    'data-combobox-disabled',
    'true',
  );
  await page.keyboard.press('Escape');
  await blobscope.choose('Instance term', 'Inverse weighting');
  await expect(page.getByRole('combobox', { name: 'Base', exact: true })).toHaveValue('Dice, squared');
  await blobscope.press('Step');
  await blobscope.waitForStep(3);
  await loss.getByRole('button', { name: 'About this loss' }).click();
  await expect(loss).toContainText('Shirokikh et al. 2020');
});
