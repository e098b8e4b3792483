import { chromium, type Page } from '@playwright/test';
import { leastOf } from '../src/core/testTimes';
import { BlobscopePage } from './blobscopePage';
import { findChromium } from './chromium';
import { cpuSeconds } from './fixtures/cpuTime';
import { seriousFaults } from './fixtures/seriousFaults';
import { cellsOf } from './fixtures/tableCells';
import { expect, test } from './fixtures/test';

const small = '#case=abstract&size=48&blobs=5&mode=train';
const quick = `${small}&patch=16&width=4&predictEvery=0`;

test('within ten seconds the Room check says what runs, how fast, and what not and why; its diagnostics are copied', async ({
  blobscope,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await blobscope.open(small);
  const { page, roomCheck } = blobscope;
  const before = await cpuSeconds(page);
  await page.keyboard.press('c');
  await expect(roomCheck).toContainText('Checking…');
  await expect(roomCheck.getByRole('progressbar')).toBeVisible();
  await expect.poll(() => seriousFaults(page, '[role="dialog"]'), 'while it checks').toEqual([]);
  await blobscope.waitForVerdict();
  // By processor time, because other programs make it longer by the clock: what the page computes, and with it the adapter that plays a GPU.
  const after = await cpuSeconds(page);
  expect(after.pages - before.pages).toBeLessThan(10);
  expect(after.all - before.all).toBeLessThan(40);

  const [, pace] = (await roomCheck.getByText(/^Ready: /).innerText()).match(
    /^Ready: WebAssembly, about (\S+) steps\/s at 32³\. Tier: (?:large|medium|small)\.$/,
  ) ?? [null, null];
  expect(Number(pace)).toBeGreaterThan(0);
  await expect(roomCheck.getByText(/^[LMS]-W-[\d.]+$/)).toHaveText(new RegExp(`-${pace}$`));
  const backends = await tableOf(page, 'Backends');
  expect(backends.map(([name]) => name.split('\n')[0])).toEqual(['WebGPU', 'WebAssembly', 'Plain JavaScript']);
  expect(backends[1]).toEqual([
    expect.stringContaining('one core'),
    expect.stringMatching(/^all \d+ right$/),
    expect.stringMatching(/^\d\.\de−[5-9]$/),
    expect.stringMatching(/^[\d.]+$/),
    pace,
    'used',
  ]);
  expect(Number(backends[1][3])).toBeGreaterThan(Number(pace));
  expect(backends[0].at(-1)).toMatch(/^not used: /);
  await expect(roomCheck.getByText(/^Patches of \d+³, 1 at once, at width \d+ need about \d+ MiB of /)).toBeVisible();
  await expect(
    roomCheck.getByText(/^The tier \w+ sets the defaults: patches of .+ They are set so now\.$/),
  ).toBeVisible();
  await expect(roomCheck.getByRole('definition').filter({ hasText: /^yes$/ })).toHaveCount(1);

  await roomCheck.getByRole('button', { name: /^Worst error of each operation/ }).click();
  const operations = await tableOf(page, 'Operations');
  expect(operations.length).toBeGreaterThan(10);
  for (const [words, , onWasm] of operations) {
    expect(words).toMatch(/^[A-Z]/);
    // Adam runs on the device on WebGPU only; elsewhere it is plain arithmetic, and there is no kernel to prove.
    const isProvedOnWasm = !words.startsWith('Adam');
    expect(onWasm, words).toMatch(isProvedOnWasm ? /^(0|\d\.\de−\d+)$/ : /^–$/);
  }
  await expect.poll(() => seriousFaults(page, '[role="dialog"]'), 'with its verdict').toEqual([]);

  await roomCheck.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(roomCheck.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/Code: [LMS]-W-[\d.]+\n.*Browser: Chrome \d+ on \w+\n.*Convolution 3×3×3: /s);
  await roomCheck.getByRole('button', { name: 'As plain text' }).click();
  expect(await roomCheck.locator('pre').innerText()).toBe(copied);
  await page.keyboard.press('Escape');
  await expect(roomCheck).toBeHidden();
});

test('it is reached from the badge, the list of keys and the settings; a cancel and a running run are respected', async ({
  blobscope,
}) => {
  await blobscope.open(`${quick}&steps=100000`);
  const { page, roomCheck } = blobscope;
  await blobscope.waitForBackend('WebAssembly');
  await page
    .getByRole('banner')
    .getByRole('button', { name: /WebAssembly · ready/ })
    .click();
  await roomCheck.getByRole('button', { name: 'Cancel' }).click();
  // A cancel waits for the piece of work that is being done, and a shared machine takes its time for it.
  await expect(roomCheck).toContainText('Not checked yet.', { timeout: 120_000 });
  await page.keyboard.press('Escape');

  await blobscope.press('Train');
  await blobscope.waitForStep(3);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Room check' }).click();
  await expect(roomCheck.getByText(/run is going on/)).toHaveText('A run is going on.');
  await expect(roomCheck.getByRole('button', { name: 'Check', exact: true })).toBeDisabled();
  expect((await roomCheck.boundingBox())?.height).toBeLessThan(220);
  const step = await blobscope.step();
  await page.keyboard.press('Escape');
  await expect(roomCheck).toBeHidden();
  await blobscope.waitForStep(step + 3);

  await blobscope.press('Pause');
  await blobscope.waitForRun('paused');
  const rested = await blobscope.step();
  await page.getByRole('button', { name: /^Optimiser & backend/ }).click();
  await page.getByRole('button', { name: 'Room check', exact: true }).click();
  await blobscope.waitForVerdict();
  await page.keyboard.press('Escape');
  await blobscope.press('Step');
  await expect(blobscope.run).toContainText(`step ${rested + 1} of`);
  await expect(blobscope.notices).toBeHidden();
});

test('without WebGPU it says so, and what to do; the copy that a browser forbids is offered as text', async ({
  host,
}) => {
  const browser = await chromium.launch({ args: ['--no-sandbox', '--disable-gpu'], executablePath: findChromium() });
  try {
    const page = await browser.newPage({ baseURL: host.url });
    await page.addInitScript(() => {
      Clipboard.prototype.writeText = () => Promise.reject(new DOMException('forbidden', 'NotAllowedError'));
    });
    const blobscope = new BlobscopePage(page);
    await blobscope.open(`${small}&backend=webgpu`);
    await page.keyboard.press('c');
    await blobscope.waitForVerdict();
    const told = blobscope.roomCheck.getByRole('list', { name: 'What to know' });
    await expect(told).toContainText(
      /The chosen backend cannot be used: .+ Choose wasm.+ Automatic is used meanwhile\./,
    );
    await expect(told).toContainText(/No graphics card is used: .+\. All works without/);
    expect((await tableOf(page, 'Backends'))[0].at(-1)).toBe('cannot be used');
    await blobscope.roomCheck.getByRole('button', { name: 'Copy diagnostics' }).click();
    await expect(blobscope.roomCheck).toContainText('The browser forbids copying: open “As plain text” and select it.');
  } finally {
    await browser.close();
  }
});

test('the backend of the control and of the address is the one that trains; the badge tells which and why', async ({
  blobscope,
}) => {
  await blobscope.open(`${quick}&steps=2&backend=cpu`);
  const { page, run } = blobscope;
  await blobscope.waitForBackend('Plain JavaScript');
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  await expect(run).toContainText('cpu: it runs on JavaScript');
  await blobscope.press('Reset');
  await blobscope.chooseBackend('WebAssembly');
  await blobscope.waitForBackend('WebAssembly');
  await page.getByRole('banner').getByText('WebAssembly · ready').hover();
  await expect(
    page.getByRole('tooltip').filter({ hasText: /You chose wasm: .+ Press for the Room check/ }),
  ).toBeVisible();
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  await expect(run).toContainText('wasm: it runs on WebAssembly');
});

test('a page that was warmed up makes its first step at most three times as long as a later one', async ({
  blobscope,
}) => {
  const firstToLater = async () => {
    await blobscope.open(`${small}&backend=wasm&patch=24&width=8&predictEvery=0&steps=15`);
    await blobscope.waitForBackend('WebAssembly');
    await blobscope.press('Train');
    await blobscope.waitForRun('finished');
    const { elapsedMsPerStep } = JSON.parse((await blobscope.save('Report of the run (JSON)')).toString());
    return elapsedMsPerStep.first / elapsedMsPerStep.median;
  };
  expect(await leastOf(firstToLater, 3)).toBeLessThan(3);
});

test('the tier is measured once and remembered; what the address sets stays', async ({ blobscope }) => {
  await blobscope.open(small);
  const { page } = blobscope;
  const stored = () => page.evaluate(() => localStorage.getItem('blobscope.tier.1'));
  await expect.poll(stored).not.toBeNull();
  await page.evaluate(() => {
    const measured = { backend: 'wasm', msPerStep: 900 };
    localStorage.setItem('blobscope.tier.1', JSON.stringify({ name: 'small', measured }));
  });
  await blobscope.open(small);
  await blobscope.waitForBackend('WebAssembly');
  const network = page.getByRole('button', { name: /^Network & patches/ });
  await expect(network).toContainText('width 4 · 24³');
  await blobscope.open(`${small}&patch=48`);
  await blobscope.waitForBackend('WebAssembly');
  await expect(network).toContainText('width 4 · 48³');
  expect(await stored()).toContain('900');
});

/** Texts of the cells of a table of the Room check, row by row. */
async function tableOf(page: Page, name: string): Promise<string[][]> {
  const rows = page.getByRole('table', { name }).locator('tbody tr');
  await rows.first().waitFor();
  return cellsOf(rows);
}
