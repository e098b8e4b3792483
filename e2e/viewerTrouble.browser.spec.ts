import { expect } from '@playwright/test';
import { pixelOf, test, twoBlobs } from './fixtures/picturePage';

test('a picture dropped by the graphics card comes back as it was, with a sentence', async ({ page, picture }) => {
  await picture.open();
  await picture.show(twoBlobs);
  await picture.call('moveTo', [16, 16, 10]);
  await picture.call('highlight', 2);
  const places = [pixelOf('axial', [8, 24, 10]), pixelOf('axial', [24, 8, 10]), pixelOf('axial', [4, 4, 10])];
  const before = await picture.coloursAt(places);
  const isNewCanvas = await page.evaluate(async () => {
    const lost = document.querySelector('canvas');
    lost?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    const { heard } = window as unknown as { heard: [string, unknown][] };
    while (!heard.some(([name]) => name === 'trouble')) await new Promise((wake) => setTimeout(wake, 50));
    return document.querySelector('canvas') !== lost;
  });
  expect(isNewCanvas).toBe(true);
  expect(await picture.coloursAt(places)).toEqual(before);
  expect(await picture.heard('trouble')).toEqual(['The graphics card had dropped the picture; it is drawn again.']);
});

test('without WebGL2 there is one sentence and every call still answers', async ({ picture }) => {
  await picture.open({ hasWebGl: false });
  await picture.show(twoBlobs);
  for (const [method, arg] of [
    ['highlight', 1],
    ['setLayout', 'axial'],
    ['setTheme', 'light'],
    ['moveTo', [1, 1, 1]],
    ['nudge', [1, 0, 0]],
  ] as const)
    await picture.call(method, arg);
  expect(await picture.heard('trouble')).toEqual([expect.stringContaining('The picture cannot be drawn')]);
  expect(await picture.heard('crosshair')).toContainEqual([2, 1, 1]);
  expect(picture.errors).toEqual([]);
});

test('overlays that follow one another do not pile up textures', async ({ page, picture }) => {
  await page.addInitScript(() => {
    const counts = { textures: 0 };
    const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.createTexture = function () {
      counts.textures++;
      return createTexture.call(this);
    };
    WebGL2RenderingContext.prototype.deleteTexture = function (texture) {
      if (texture) counts.textures--;
      deleteTexture.call(this, texture);
    };
    Object.assign(window, { counts });
  });
  await picture.open();
  const textures = () => page.evaluate(() => (window as unknown as { counts: { textures: number } }).counts.textures);
  await picture.show(twoBlobs);
  await picture.call('snapshot');
  const before = await textures();
  expect(before).toBeGreaterThan(3);
  for (let i = 0; i < 5; i++) {
    await picture.show(twoBlobs);
    await picture.call('highlight', (i % 2) + 1);
    await picture.call('snapshot');
  }
  expect(await textures()).toBe(before);
});

test('the canvas follows its host and is gone with the viewer', async ({ page, picture }) => {
  await picture.open();
  await picture.show(twoBlobs);
  await page.evaluate(() => {
    const host = document.getElementById('host');
    if (host) host.style.width = '300px';
  });
  await expect.poll(() => page.evaluate(() => document.querySelector('canvas')?.width)).toBe(300);
  await picture.call('destroy');
  expect(await page.evaluate(() => document.getElementById('host')?.childElementCount)).toBe(0);
});
