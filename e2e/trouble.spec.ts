import { gzipSync } from 'node:zlib';
import { chromium, type Worker } from '@playwright/test';
import { BlobscopePage, type GivenFile } from './blobscopePage';
import { findChromium } from './chromium';
import { type Ball, maskOf, niftiFile, scanOf } from './fixtures/balls';
import { breakAfterStep, keepGpu, loseGpu, loseGpuAfterStep } from './fixtures/laneHooks';
import { expect, test } from './fixtures/test';

const dims = [16, 16, 16] as const;
const balls: readonly Ball[] = [{ centre: [8, 8, 8], radius: 3 }];
const scan = niftiFile('head_t1.nii.gz', dims, 'float32', scanOf(dims, balls));
const mask = niftiFile('head_seg.nii.gz', dims, 'uint8', maskOf(dims, balls));

const tinyRun = '#case=abstract&size=48&blobs=5&mode=train&patch=16&width=4&predictEvery=0';

test('each wrong file gives one sentence: what was found, what was expected, what to do; what was open stays', async ({
  blobscope,
}) => {
  await blobscope.open('#case=abstract&size=48&blobs=5');
  for (const [file, sentence] of wrongFiles())
    await test.step(file.name, async () => {
      await blobscope.openFiles(file);
      await expect(blobscope.refusal).toHaveText(sentence);
      await expectFirstCase(blobscope);
      await blobscope.refusal.getByRole('button', { name: 'Dismiss' }).click();
      await expect(blobscope.refusal).toBeHidden();
    });
  await blobscope.openFiles(scan, mask);
  await expect(blobscope.footer).toContainText('1 blob ');
});

function wrongFiles(): (readonly [Exclude<GivenFile, string>, RegExp])[] {
  const whole = niftiFile('x.nii', dims, 'uint8', maskOf(dims, balls)).buffer;
  const film = niftiFile('film.nii', dims, 'uint8', [], { dim: [4, 8, 8, 8, 5, 1, 1, 1] });
  const huge = niftiFile('huge.nii.gz', dims, 'uint8', [], { dim: [3, 512, 512, 512, 1, 1, 1, 1] });
  const hollow = niftiFile('hollow.nii', dims, 'uint8', [], { dim: [3, 16, 0, 16, 1, 1, 1, 1] });
  const zeros = gzipSync(Buffer.alloc(60_000_000));
  return [
    [
      { name: 'notes.nii', buffer: Buffer.from('dear diary') },
      /^notes\.nii: text; expected a NIfTI volume .+ Drop .+\.$/,
    ],
    [
      { name: 'cut.nii.gz', buffer: gzipSync(whole).subarray(0, -20) },
      /^cut\.nii\.gz: a gzip that breaks off .+; expected a complete one\. Copy or download .+\.$/,
    ],
    [
      { name: 'short.nii', buffer: whole.subarray(0, 2000) },
      /^short\.nii: .+ of data where the header promises .+; expected all of it\. .+\.$/,
    ],
    [film, /^film\.nii: .+5 time points.*; expected .+\. Pick one time point and save it as its own file\.$/],
    [hollow, /^hollow\.nii: a NIfTI header with sides of 16 x 0 x 16 voxels; expected .+\. .+\.$/],
    [
      huge,
      /^huge\.nii\.gz: a volume of 512 x 512 x 512 = 134 million voxels; expected at most 67 million .+\. Crop .+\.$/,
    ],
    [
      { name: 'bomb.nii.gz', buffer: Buffer.concat([gzipSync(whole), ...new Array<Buffer>(10).fill(zeros)]) },
      /^bomb\.nii\.gz: a gzip .+; expected .+\. Make sure that the file .+\.$/,
    ],
  ];
}

test('a mask from another place is refused beside its scan, and the earlier case stays', async ({ blobscope }) => {
  await blobscope.open('#case=abstract&size=48&blobs=5');
  const elsewhere = { sform: [1, 0, 0, 900, 0, 1, 0, 900, 0, 0, 1, 900] };
  await blobscope.openFiles(scan, niftiFile('far_mask.nii', dims, 'uint8', maskOf(dims, balls), elsewhere));
  await expect(blobscope.refusal).toHaveText(
    /^a mask that lies elsewhere than the scan: .+; expected .+\. Check .+\.$/,
  );
  await expectFirstCase(blobscope);
});

test('odd voxels and odd masks open, and what was made of them is said', async ({ blobscope }) => {
  await blobscope.open('#case=abstract&size=48&blobs=5');
  const { footer, remarks, page } = blobscope;
  const holes = scanOf(dims, balls).map((value, i) => (i < 40 ? Number.NaN : value));
  await blobscope.openFiles(niftiFile('holes_t1.nii', dims, 'float32', holes), mask);
  await expect(footer).toContainText('1 blob ');
  await expect(remarks).toContainText('holes_t1.nii: 40 of its voxels were not finite numbers');

  const nothing = new Array<number>(16 ** 3).fill(0);
  await blobscope.openFiles(niftiFile('dark_t1.nii', dims, 'float32', nothing), mask);
  await expect(remarks).toContainText('Every voxel of the scan is 0');

  await blobscope.openFiles(scan, niftiFile('empty_mask.nii', dims, 'uint8', nothing));
  await expect(remarks).toContainText('The mask has no foreground; there are no blobs to label.');
  await expect(footer).toContainText('0 blobs');
  await expect(page.getByText('The mask has no blob.')).toBeVisible();

  const wide = [24, 24, 24] as const;
  const two: readonly Ball[] = [...balls, { centre: [20, 20, 20], radius: 2 }];
  await blobscope.openFiles(scan, niftiFile('wide_mask.nii', wide, 'uint8', maskOf(wide, two)));
  await expect(remarks).toContainText('The mask reaches beyond the scan: 33 of its 156 foreground voxels lie outside');
  await expect(footer).toContainText('1 blob ');
});

test('the scan worker dies while it opens a file: a sentence, and the next opening works', async ({
  blobscope,
  strayErrors,
}) => {
  await blobscope.open('#case=abstract&size=48&blobs=5');
  const worker = await blobscope.worker('scan');
  await worker.evaluate(() => {
    const breakSoon = () => setTimeout(() => raise('planted'));
    const raise = (message: string) => {
      throw new Error(message);
    };
    addEventListener('message', breakSoon, { once: true });
  });
  await blobscope.openFiles(scan, mask);
  await expect(blobscope.refusal).toContainText('The scan worker stopped');
  await expectFirstCase(blobscope);
  await blobscope.pick('Neighbours', '6');
  await expect(blobscope.footer).toContainText('6-connected');
  await blobscope.openFiles(scan, mask);
  await expect(blobscope.footer).toContainText('1 blob ');
  strayErrors.splice(0);
});

test('the lane dies while it trains: the run goes on from its last checkpoint, and that is said', async ({
  blobscope,
  strayErrors,
}) => {
  await blobscope.open('#case=abstract&size=48&mode=train&backend=wasm&patch=16&width=4&steps=120&predictEvery=0');
  await breakAfterStep(await blobscope.worker('lane A'), 60);
  await blobscope.press('Train');
  await expect(blobscope.notices).toContainText(/The lane stopped \(.*planted.*\)\. The run goes on from step 50\./, {
    timeout: 120_000,
  });
  await blobscope.waitForRun('finished');
  await expect(blobscope.run).toContainText('step 120 of 120');
  const csv = (await blobscope.save('Numbers of the run (CSV)')).toString().trimEnd().split('\r\n');
  expect(csv.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  strayErrors.splice(0);
});

test('a run that this machine cannot hold is refused before it starts', async ({ blobscope }) => {
  await blobscope.open('#case=abstract&size=64&mode=train&backend=cpu&patch=64&width=16&batch=4&levels=3');
  await blobscope.press('Train');
  await expect(blobscope.run.getByRole('alert')).toHaveText(/.+; expected .+\. .+\./);
  await blobscope.press('Reset');
  await expect(blobscope.run).toContainText('not started');
});

test('without WebGPU the page says so, and left to itself it goes on with wasm', async ({ host }) => {
  const browser = await chromium.launch({ args: ['--no-sandbox', '--disable-gpu'], executablePath: findChromium() });
  try {
    const page = await browser.newPage({ baseURL: host.url });
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'gpu', { get: () => undefined }));
    const blobscope = new BlobscopePage(page);
    await blobscope.open(`${tinyRun}&backend=webgpu&steps=2`);
    await blobscope.press('Train');
    await expect(blobscope.run.getByRole('alert')).toHaveText(/webgpu.+; expected .+\. .+\./i);
    await blobscope.open(`${tinyRun}&backend=auto&steps=2`);
    await blobscope.press('Train');
    await blobscope.waitForRun('finished');
    await expect(blobscope.run).toContainText('wasm runs on');
    await page.getByRole('banner').getByText('WebAssembly').hover();
    await expect(page.getByRole('tooltip').filter({ hasText: 'webgpu was refused: ' })).toBeVisible();
  } finally {
    await browser.close();
  }
});

test('the GPU is lost while it trains: a sentence, and the run is brought to its end', async ({ blobscope }) => {
  await blobscope.open(`${tinyRun}&backend=wasm&steps=3`);
  await loseGpuAfterStep(await laneOnGpu(blobscope), 1);
  await blobscope.press('Train');
  await expect(blobscope.notices).toContainText(/the GPU (was lost|gave no answer).+ The run goes on from step 0\./i, {
    timeout: 120_000,
  });
  await blobscope.waitForRun('finished');
  await expect(blobscope.run).toContainText('step 3 of 3');
});

test('the GPU is lost while a run rests: that is said at once, and the run goes on where it stood', async ({
  blobscope,
}) => {
  await blobscope.open(`${tinyRun}&backend=wasm&steps=4`);
  const lane = await laneOnGpu(blobscope);
  await blobscope.press('Step');
  await blobscope.waitForRun('paused');
  await loseGpu(lane);
  await expect(blobscope.notices).toContainText(
    /The GPU was lost.+ The run is safe: it goes on from step 1 when you train on\./,
  );
  await expect(blobscope.run).toContainText('step 1 of 4');
  await blobscope.press('Go on');
  await blobscope.waitForRun('finished');
  const csv = (await blobscope.save('Numbers of the run (CSV)')).toString().trimEnd().split('\r\n');
  expect(csv.slice(1).map((line) => Number(line.split(',')[0]))).toEqual([1, 2, 3, 4]);
});

/** Has the lane's backend chosen anew as WebGPU, by the page's own control, and its device kept, to be lost. */
async function laneOnGpu(blobscope: BlobscopePage): Promise<Worker> {
  const { page } = blobscope;
  test.skip(
    !(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) != null)),
    'no WebGPU adapter here',
  );
  const lane = await blobscope.worker('lane A');
  await keepGpu(lane);
  await blobscope.chooseBackend('WebGPU');
  await blobscope.waitForBackend('WebGPU');
  return lane;
}

/** The case that was open before the trouble is still there and can be worked with. */
async function expectFirstCase(blobscope: BlobscopePage): Promise<void> {
  await expect(
    blobscope.page.getByRole('button', { name: 'Built-in cases; open now: One huge, many tiny' }),
  ).toBeVisible();
  expect(await blobscope.blobCount()).toBe(5);
  await blobscope.row(2).click();
  await expect(blobscope.picture.getByText(/^Blob 2 ·/)).toBeVisible();
  await blobscope.page.keyboard.press('Escape');
}
