import type { BlobscopePage } from './blobscopePage';
import { type Ball, maskOf, niftiFile, scanOf } from './fixtures/balls';
import { expect, test } from './fixtures/test';

const dims = [32, 30, 28] as const;
const balls: readonly Ball[] = [
  { centre: [8, 9, 10], radius: 4, value: 1 },
  { centre: [22, 9, 10], radius: 2, value: 2 },
  { centre: [12, 22, 20], radius: 2, value: 3 },
];
/** Voxels of a ball of radius 4 and of one of radius 2 round the middle of a voxel. */
const [largeVoxels, smallVoxels] = [257, 33];

const scan = niftiFile('knee_t2.nii.gz', dims, 'int16', scanOf(dims, balls));
const mask = niftiFile(
  'knee_seg.nii.gz',
  dims,
  'uint8',
  maskOf(
    dims,
    balls.map((ball) => ({ ...ball, value: 1 })),
  ),
);
const classes = niftiFile('knee_seg.nii', dims, 'uint8', maskOf(dims, balls));

const sizesOf = async (blobscope: BlobscopePage) => (await blobscope.rows()).map(([, voxels]) => voxels);

test.beforeEach(({ blobscope }) => blobscope.open('#case=abstract&size=48&blobs=5'));

test('a scan and its mask are told apart, labelled and measured', async ({ blobscope }) => {
  await blobscope.openFiles(mask, scan);
  const { page, footer, picture } = blobscope;
  await expect(page.getByRole('combobox', { name: 'Scan', exact: true })).toHaveValue('knee_t2.nii.gz');
  await expect(page.getByRole('combobox', { name: 'Mask', exact: true })).toHaveValue('knee_seg.nii.gz');
  await expect(footer).toContainText('32 × 30 × 28 · 1 mm');
  await expect(footer).toContainText('3 blobs');
  const firstCells = async () => (await blobscope.rows()).map((cells) => cells.slice(0, 3));
  await expect.poll(firstCells).toEqual([
    ['1', `${largeVoxels}`, `${largeVoxels}`],
    ['2', `${smallVoxels}`, `${smallVoxels.toFixed(1)}`],
    ['3', `${smallVoxels}`, `${smallVoxels.toFixed(1)}`],
  ]);
  await blobscope.row(1).click();
  for (const place of ['Sagittal · x 8', 'Coronal · y 9', 'Axial · z 10'])
    await expect(picture.getByText(place, { exact: true })).toBeVisible();
});

test('own files are trained on like any built-in case', async ({ blobscope }) => {
  await blobscope.open('#case=abstract&size=48&blobs=5&mode=train&backend=wasm&patch=16&width=4&steps=3');
  await blobscope.openFiles(scan, mask);
  await expect(blobscope.footer).toContainText('3 blobs');
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  const header = (await blobscope.save('Numbers of the run (CSV)')).toString().split('\r\n')[0];
  expect(header.endsWith('blob,blob_1,blob_2,blob_3')).toBe(true);
});

test('big endian, qform alone and a voxel of 0.5 x 1 x 2 mm mean the same blobs in other millimetres', async ({
  blobscope,
}) => {
  const fields = {
    isLittleEndian: false,
    sformCode: 0,
    qformCode: 1,
    qform: [0, 0, 0, -8, 20, 30],
    pixdim: [1, 0.5, 1, 2, 1, 1, 1, 1],
  };
  await blobscope.openFiles(
    niftiFile('big_ct.nii', dims, 'float32', scanOf(dims, balls), fields),
    niftiFile('big_label.nii.gz', dims, 'uint8', maskOf(dims, [balls[0]]), fields),
  );
  await expect(blobscope.footer).toContainText('0.5 × 1 × 2 mm');
  const numbers = async () => (await blobscope.rows()).map((cells) => [...cells.slice(1, 3), cells.at(-1)]);
  // Voxel 8, 9, 10 at half, one and two millimetres, from the offset of the qform.
  await expect.poll(numbers).toEqual([[`${largeVoxels}`, `${largeVoxels}`, '−4, 29, 50']]);
});

test('roles can be swapped, and a wrong pair can be swapped back', async ({ blobscope }) => {
  await blobscope.openFiles(scan, mask);
  const { page, footer } = blobscope;
  await expect(footer).toContainText('3 blobs');
  const swap = page.getByRole('button', { name: 'Swap scan and mask' });
  await swap.click();
  await expect(page.getByRole('combobox', { name: 'Scan', exact: true })).toHaveValue('knee_seg.nii.gz');
  await expect(footer).not.toContainText('3 blobs');
  await swap.click();
  await expect(footer).toContainText('3 blobs');
  await expect(page.getByRole('combobox', { name: 'Scan', exact: true })).toHaveValue('knee_t2.nii.gz');
});

test('the values of a mask are read together, as one class, or as instances', async ({ blobscope }) => {
  // Two balls that touch: one blob by neighbours, two by their values.
  const touching: readonly Ball[] = [
    { centre: [8, 9, 10], radius: 4, value: 5 },
    { centre: [16, 9, 10], radius: 4, value: 7 },
    { centre: [12, 22, 20], radius: 2, value: 7 },
  ];
  await blobscope.openFiles(scan, niftiFile('knee_seg.nii', dims, 'uint8', maskOf(dims, touching)));
  const { footer } = blobscope;
  await expect(footer).toContainText('2 blobs');
  const sizes = () => sizesOf(blobscope);
  await expect.poll(sizes).toEqual([`${2 * largeVoxels - 1}`, `${smallVoxels}`]);
  await blobscope.choose('Mask values', /^Only value 5/);
  await expect(footer).toContainText('1 blob ');
  await blobscope.choose('Mask values', 'Already one for each blob');
  await expect.poll(sizes).toEqual([`${largeVoxels - 1 + smallVoxels}`, `${largeVoxels}`]);
  await blobscope.choose('Mask values', 'All together');
  await expect.poll(sizes).toEqual([`${2 * largeVoxels - 1}`, `${smallVoxels}`]);
});

test('a mask on a finer grid is brought onto that of the scan, and that is said', async ({ blobscope }) => {
  const fine = [64, 60, 56] as const;
  const finer = balls.map(({ centre, radius }) => ({
    centre: [2 * centre[0], 2 * centre[1], 2 * centre[2]] as const,
    radius: 2 * radius,
  }));
  const sform = [0.5, 0, 0, 5, 0, 0.5, 0, 6, 0, 0, 0.5, 7];
  await blobscope.openFiles(scan, niftiFile('fine_mask.nii.gz', fine, 'uint8', maskOf(fine, finer), { sform }));
  await expect(blobscope.footer).toContainText('32 × 30 × 28 · 1 mm');
  await expect(blobscope.footer).toContainText('3 blobs');
  await expect(blobscope.remarks).toContainText('The mask was on another grid');
  await expect(blobscope.remarks).toContainText('was resampled, nearest voxel, onto that of the scan');
  await expect.poll(() => sizesOf(blobscope)).toEqual([`${largeVoxels}`, `${smallVoxels}`, `${smallVoxels}`]);
  await blobscope.page.getByRole('button', { name: 'Dismiss the remarks' }).click();
  await expect(blobscope.remarks).toBeHidden();
});

test('files dropped on the page open; a mask dropped alone goes onto the scan that is open', async ({ blobscope }) => {
  const { footer, page } = blobscope;
  await blobscope.dropFiles(scan);
  await expect(page.getByRole('combobox', { name: 'Mask', exact: true })).toHaveValue('No mask');
  await expect(footer).toContainText('0 blobs');
  await expect(page.getByRole('region', { name: 'Imbalance' })).toContainText('Only a scan is open. Drop its mask');
  await blobscope.dropFiles(mask);
  await expect(footer).toContainText('3 blobs');
  await expect(page.getByRole('combobox', { name: 'Scan', exact: true })).toHaveValue('knee_t2.nii.gz');
  await blobscope.dropFiles(classes);
  await expect(page.getByRole('combobox', { name: 'Mask values' })).toHaveValue('All together');
  await expect(footer).toContainText('3 blobs');
});

test('a header and its image in two files are one volume', async ({ blobscope }) => {
  const { buffer } = niftiFile('x.nii', dims, 'uint8', maskOf(dims, balls), { isPair: true });
  await blobscope.openFiles(
    { name: 'pair_mask.hdr', buffer: buffer.subarray(0, 352) },
    { name: 'pair_mask.img', buffer: buffer.subarray(352) },
  );
  await expect(blobscope.footer).toContainText('3 blobs');
  await expect(blobscope.remarks).toContainText('There is no scan, only a mask');
  await blobscope.showMode('Train');
  await blobscope.press('Train');
  await expect(blobscope.run.getByRole('alert')).toContainText('training needs its scan too');
});
