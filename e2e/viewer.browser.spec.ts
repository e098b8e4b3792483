import { expect } from '@playwright/test';
import { blue, distance, pixelOf, plainAffine, red, type Triple, test, twoBlobs } from './fixtures/picturePage';

test('each blob stands in its own colour at its place in all three slices, on the grey of the scan', async ({
  picture,
}) => {
  await picture.open();
  await picture.show(twoBlobs);
  // The crosshair goes through the blue blob, a voxel or two beside the places that are looked at.
  await picture.call('moveTo', [16, 10, 12]);
  expect(await picture.colourAt(pixelOf('axial', [8, 24, 12]))).toEqual(red);
  expect(await picture.colourAt(pixelOf('axial', [24, 8, 12]))).toEqual(blue);
  expect(await picture.colourAt(pixelOf('coronal', [24, 10, 10]))).toEqual(blue);
  expect(distance(await picture.colourAt(pixelOf('axial', [4, 4, 10])), [127, 127, 127])).toBeLessThan(4);
  await picture.call('moveTo', [8, 16, 12]);
  expect(await picture.colourAt(pixelOf('sagittal', [8, 24, 10]))).toEqual(red);
  expect(picture.errors).toEqual([]);
});

test('a scan stored in another order of axes, some backwards, shows its blobs where the world has them', async ({
  page,
  picture,
}) => {
  await picture.open();
  // Array axes: anterior, inferior, right; so voxel (x, y, z) is right z, anterior x, superior 31 - y.
  const affine = [0, 0, 1, 0, 1, 0, 0, 0, 0, -1, 0, 31];
  const blobs = [{ id: 1, min: [22, 19, 6], max: [26, 23, 10] }] as const;
  await picture.show({ dims: [32, 32, 32], affine, blobs, colours: ['', '#ff0000'] });
  await picture.call('moveTo', [4, 21, 16]);
  expect(await picture.colourAt(pixelOf('axial', [8, 24, 10]))).toEqual(red);
  expect(await picture.heard('crosshair')).toContainEqual([16, 4, 10]);
  await page.mouse.move(...pixelOf('axial', [8, 24, 10]));
  await expect.poll(() => picture.heard('hover')).toContainEqual([24, 21, 8]);
});

test('a highlighted blob keeps its colour and gets a pale rim, the others fade, and all come back', async ({
  picture,
}) => {
  await picture.open();
  await picture.show(twoBlobs);
  await picture.call('moveTo', [16, 16, 10]);
  const places = [pixelOf('axial', [8, 24, 10]), pixelOf('axial', [24, 8, 10])];
  await picture.call('highlight', 2);
  const [faded, lit] = await picture.coloursAt(places);
  expect(lit).toEqual(blue);
  expect(distance(faded, [127, 127, 127])).toBeLessThan(distance(faded, red));
  const left = 200 - (27 / 32) * 200;
  const rim = await picture.colourAt([left - 2, pixelOf('axial', [24, 8, 10])[1]]);
  expect(Math.min(...rim)).toBeGreaterThan(200);
  await picture.call('highlight', null);
  expect(await picture.coloursAt(places)).toEqual([red, blue]);
});

test('with 2,000 blobs of a few colours one alone can be lit', async ({ picture }) => {
  await picture.open();
  const at = (i: number): Triple => [2 * (i % 15) + 1, 2 * (Math.floor(i / 15) % 15) + 1, 2 * Math.floor(i / 225) + 1];
  const blobs = Array.from({ length: 2000 }, (_, i) => ({ id: i + 1, min: at(i), max: at(i) }));
  const colours = ['', ...blobs.map((_, i) => (i % 2 === 0 ? '#ff0000' : '#0000ff'))];
  await picture.show({ dims: [32, 32, 32], affine: plainAffine, blobs, colours });
  const [one, other] = [at(1700), at(1702)];
  await picture.call('moveTo', [0, 0, one[2]]);
  const places = [pixelOf('axial', one), pixelOf('axial', other)];
  expect(await picture.coloursAt(places)).toEqual([red, red]);
  await picture.call('highlight', 1701);
  const [lit, faded] = await picture.coloursAt(places);
  expect(lit).toEqual(red);
  expect(distance(faded, red)).toBeGreaterThan(100);
});

test('heat is drawn from its threshold up and pale yellow at one', async ({ page, picture }) => {
  await picture.open();
  await picture.show(twoBlobs);
  await page.evaluate(async () => {
    const values = new Float32Array(32 ** 3);
    const at = (r: number, a: number) => r + 32 * (a + 32 * 10);
    for (let r = 4; r < 28; r++) for (let a = 4; a < 28; a++) values[at(r, a)] = r < 16 ? 1 : 0.09;
    const { viewer } = window as unknown as { viewer: import('../src/viewer/port').ViewerPort };
    await viewer.showOverlay({ kind: 'heat', values, from: 0.1 });
    viewer.moveTo([30, 30, 10]);
  });
  expect(await picture.colourAt(pixelOf('axial', [8, 8, 10]))).toEqual([252, 255, 164]);
  expect(distance(await picture.colourAt(pixelOf('axial', [24, 8, 10])), [127, 127, 127])).toBeLessThan(4);
});

test('the mouse names, chooses and picks in 3-D; a drag is no click; keys do nothing here', async ({
  page,
  picture,
}) => {
  await picture.open();
  // One cube in the very middle: every turn of the 3-D view shows it in the middle of its tile.
  await picture.show({ ...twoBlobs, blobs: [{ id: 1, min: [12, 12, 12], max: [19, 19, 19] }] });
  await picture.call('snapshot');
  await page.mouse.move(...pixelOf('axial', [20, 9, 16]));
  await expect.poll(() => picture.heard('hover')).toContainEqual([20, 9, 16]);
  await page.mouse.click(...pixelOf('axial', [20, 9, 16]));
  await expect.poll(() => picture.heard('click')).toEqual([[20, 9, 16]]);
  await expect.poll(() => picture.heard('crosshair')).toContainEqual([20, 9, 16]);
  await page.mouse.down();
  await page.mouse.move(...pixelOf('axial', [10, 9, 16]), { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => picture.heard('crosshair')).toContainEqual([10, 9, 16]);
  expect(await picture.heard('click')).toHaveLength(1);
  await page.mouse.click(300, 300);
  await expect.poll(() => picture.heard('click')).toHaveLength(2);
  const [, inRender] = (await picture.heard('click')) as Triple[];
  expect(inRender.every((value) => value >= 12 && value <= 19)).toBe(true);
  const before = await picture.heard('crosshair');
  for (const key of ['h', 'l', 'v', 'c', 'm', 'ArrowLeft']) await page.keyboard.press(key);
  expect(await picture.heard('crosshair')).toEqual(before);
});
