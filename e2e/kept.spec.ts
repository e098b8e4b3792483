import type { Page } from '@playwright/test';
import { BlobscopePage } from './blobscopePage';
import { type Ball, maskOf, niftiFile, scanOf } from './fixtures/balls';
import { expect, test } from './fixtures/test';

const database = 'blobscope-runs';
const quick = '#case=abstract&size=48&blobs=5&mode=train&backend=wasm&patch=16&width=4&steps=40&predictEvery=3';

/** Trains three steps, one by one, and waits until they are kept. */
async function pausedRun(blobscope: BlobscopePage): Promise<number> {
  for (const step of [1, 2, 3]) {
    await blobscope.press('Step');
    await blobscope.waitForStep(step);
    await blobscope.waitForRun('paused');
  }
  await expect.poll(async () => (await keptIn(blobscope.page)).steps).toEqual([3]);
  return 3;
}

/** What lies in the browser's storage, read without the page's own code. */
function keptIn(page: Page): Promise<{ readonly steps: number[]; readonly files: number }> {
  return page.evaluate(
    (name) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        let isNone = false;
        opening.onerror = () => (isNone ? resolve({ steps: [], files: 0 }) : reject(opening.error));
        // The page has not made it yet, and would take an empty one for its own.
        opening.onupgradeneeded = () => {
          isNone = true;
          opening.transaction?.abort();
        };
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(['entries', 'files']);
          const entries = transaction.objectStore('entries').getAll();
          const files = transaction.objectStore('files').count();
          transaction.oncomplete = () => {
            opening.result.close();
            resolve({ steps: entries.result.map(({ lanes }) => lanes[0].step), files: files.result });
          };
        };
      }),
    database,
  );
}

test('after a reload the unfinished run is offered, stands where it was, goes on to its end, and is one entry', async ({
  blobscope,
}) => {
  await blobscope.open(quick);
  const { page, unfinishedRun } = blobscope;
  const step = await pausedRun(blobscope);
  const terms = await blobscope.terms();
  await page.reload();
  await blobscope.waitForCase();
  await expect(unfinishedRun).toContainText(`, step ${step} of 40.`);
  await unfinishedRun.getByRole('button', { name: `Resume at step ${step}` }).click();
  await expect(blobscope.run).toContainText(`step ${step} of 40`);
  await expect(unfinishedRun).toBeHidden();
  expect(await blobscope.terms()).toEqual(terms);
  await blobscope.press('Go on');
  await blobscope.waitForRun('finished');
  await expect.poll(() => keptIn(page)).toEqual({ steps: [40], files: 1 });
  await page.reload();
  await blobscope.waitForCase();
  const list = await blobscope.openKeptRuns();
  await expect(list.getByRole('button', { name: 'Open' })).toBeVisible();
  await expect(unfinishedRun).toBeHidden();
});

test('a page that is closed while it trains: its run goes on from the checkpoint that was kept last', async ({
  blobscope,
  context,
}) => {
  await blobscope.open(quick.replace('steps=40&predictEvery=3', 'steps=4000&predictEvery=0'));
  await blobscope.press('Train');
  await expect.poll(async () => (await keptIn(blobscope.page)).files).toBe(1);
  const [step] = (await keptIn(blobscope.page)).steps;
  expect(step % 50).toBe(0);
  await blobscope.page.close();
  const next = new BlobscopePage(await context.newPage());
  await next.open(quick);
  const offer = next.unfinishedRun.getByRole('button', { name: /^Resume at step/ });
  const offered = Number((await offer.innerText()).replace(/\D/g, ''));
  expect(offered).toBeGreaterThanOrEqual(step);
  await offer.click();
  await next.press('Go on');
  await next.waitForStep(offered + 2);
});

test('runs are renamed, compared, saved and taken in again, deleted, and cleared to nothing', async ({ blobscope }) => {
  await blobscope.open(quick);
  const { page } = blobscope;
  await pausedRun(blobscope);
  await blobscope.open(`${quick}&seed=5`);
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  // While it trained it may have been kept at an earlier step.
  await expect.poll(() => keptIn(page)).toEqual({ steps: expect.arrayContaining([3, 40]), files: 2 });
  const list = await blobscope.openKeptRuns();
  await expect(list.getByRole('checkbox')).toHaveCount(2);
  await list
    .getByRole('button', { name: /^Rename / })
    .first()
    .click();
  await list.getByRole('textbox', { name: 'New name' }).fill('seed five');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('button', { name: 'Rename seed five' })).toBeVisible();
  for (const index of [0, 1]) await list.getByRole('checkbox').nth(index).check();
  const difference = list.getByRole('region', { name: 'Difference of two runs' });
  await expect(difference.getByRole('row')).toHaveText([/^Setting.*seed five/, 'Seed51']);

  const download = page.waitForEvent('download');
  await list.getByRole('button', { name: 'Save seed five as a file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('seed-five.blobrun');
  const path = await file.path();
  await list.getByRole('button', { name: 'Delete seed five…' }).click();
  await list.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(async () => (await keptIn(page)).files).toBe(1);
  await blobscope.importRun(path);
  await expect(list.getByRole('button', { name: 'Rename seed five' })).toBeVisible();
  await blobscope.importRun({ name: 'cut.blobrun', buffer: Buffer.from('not a run') });
  await expect(list.getByRole('alert')).toContainText('expected a recording that this page has saved');

  await list.getByRole('button', { name: 'Clear all…' }).click();
  await list.getByRole('button', { name: 'Clear all', exact: true }).click();
  await expect(list).toContainText('Nothing is kept yet.');
  await expect.poll(() => keptIn(page)).toEqual({ steps: [], files: 0 });
});

test('a run of own files is offered only once its scan and mask are open again', async ({ blobscope }) => {
  const dims = [24, 24, 24] as const;
  const balls: readonly Ball[] = [{ centre: [12, 12, 12], radius: 5 }];
  const scan = niftiFile('head_t1.nii.gz', dims, 'float32', scanOf(dims, balls));
  const mask = niftiFile('head_seg.nii.gz', dims, 'uint8', maskOf(dims, balls));
  await blobscope.open(quick);
  await blobscope.openFiles(scan, mask);
  await expect(blobscope.footer).toContainText('1 blob ');
  const step = await pausedRun(blobscope);
  await blobscope.page.reload();
  await blobscope.waitForCase();
  await expect(blobscope.unfinishedRun).toBeHidden();
  await blobscope.openFiles(scan, mask);
  await blobscope.unfinishedRun.getByRole('button', { name: `Resume at step ${step}` }).click();
  await expect(blobscope.run).toContainText(`step ${step} of 40`);
});

test('where storage is refused the run goes on, and that is said once', async ({ blobscope }) => {
  await blobscope.page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.');
    };
  });
  await blobscope.open(quick);
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  await expect(blobscope.notices).toContainText('runs go on in memory only');
  await blobscope.notices.getByRole('button', { name: 'Dismiss' }).click();
  await blobscope.press('Train longer');
  await expect(blobscope.run).toContainText('step 80 of 80', { timeout: 120_000 });
  await blobscope.waitForRun('finished');
  await expect(blobscope.notices).toBeHidden();
  const list = await blobscope.openKeptRuns();
  await expect(list.getByRole('alert')).toContainText('keeps nothing for the page');
});

test('two tabs share the list, a newer page is not kept waiting, and damaged entries are refused and deleted', async ({
  blobscope,
  context,
}) => {
  await blobscope.open(quick);
  await pausedRun(blobscope);
  const list = await blobscope.openKeptRuns();
  const other = await context.newPage();
  await other.goto(blobscope.page.url());
  await other.getByRole('button', { name: 'Kept runs' }).click();
  const otherList = other.getByRole('dialog', { name: 'Kept runs' });
  await expect(otherList.getByRole('checkbox')).toHaveCount(1);
  await expect(otherList).toContainText('in another tab');
  await spoilEntry(other);
  await otherList.getByRole('button', { name: /^Rename / }).click();
  await otherList.getByRole('textbox', { name: 'New name' }).fill('seen in both');
  await other.keyboard.press('Enter');
  await expect(list).toContainText('seen in both');
  await expect(list).toContainText('It is damaged and cannot be opened (case).');
  await list.getByRole('button', { name: 'Delete the damaged run…' }).click();
  await list.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(otherList).not.toContainText('damaged');
  // As a newer page would: neither tab holds it up, and both say what to do.
  await other.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, 99);
        opening.onblocked = () => reject(new Error('blocked'));
        opening.onsuccess = () => resolve(opening.result.close());
      }),
    database,
  );
  await otherList.getByRole('button', { name: 'Close' }).click();
  await other.getByRole('button', { name: 'Kept runs' }).click();
  await expect(otherList.getByRole('alert')).toContainText('newer version of this page: reload');
});

/** Writes an entry that no page would. */
function spoilEntry(page: Page): Promise<void> {
  return page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('entries', 'readwrite');
          transaction.objectStore('entries').put({ id: 'bad', version: 1, name: 'x', keptAt: '', lanes: 7 }, 'bad');
          transaction.oncomplete = () => resolve(opening.result.close());
        };
      }),
    database,
  );
}
