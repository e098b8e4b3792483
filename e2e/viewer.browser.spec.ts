import { expect, type Page, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';

/*
 * The picture in a real browser, by properties of its pixels. The host is 400 x 400, so each view of the grid is 200 x 200 and shows a whole
 * 32 x 32 slice of the little scan: 6.25 pixels a voxel. The scan is one grey, half-way between black and white.
 */

let server: ViteDevServer;
let origin: string;

test.use({ viewport: { width: 400, height: 400 }, deviceScaleFactor: 1 });

test.beforeAll(async () => {
  server = await createServer({
    logLevel: 'error',
    cacheDir: 'node_modules/.vite-viewer',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    // Found late it would reload the page under the test.
    optimizeDeps: { include: ['@niivue/niivue'], noDiscovery: true },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error(`no port: ${address}`);
  origin = `http://127.0.0.1:${address.port}`;
});

test.afterAll(() => server.close());

type Triple = readonly [number, number, number];

interface Scan {
  readonly dims: Triple;
  /** Row-major 3 x 4. */
  readonly affine: readonly number[];
  readonly blobs: readonly { readonly id: number; readonly min: Triple; readonly max: Triple }[];
  readonly colours: readonly string[];
}

const plainAffine = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
const red = [255, 0, 0];
const blue = [0, 0, 255];

/** Two cubes in the same axial slices, red at the patient's left front, blue at the right back. */
const twoBlobs: Scan = {
  dims: [32, 32, 32],
  affine: plainAffine,
  blobs: [
    { id: 1, min: [6, 22, 8], max: [10, 26, 12] },
    { id: 2, min: [22, 6, 8], max: [26, 10, 12] },
  ],
  colours: ['', '#ff0000', '#0000ff'],
};

/** Where a world-aligned voxel (right, anterior, superior) of a 32-cube lies in a view of the grid. */
function pixelOf(view: 'axial' | 'coronal' | 'sagittal', [r, a, s]: Triple): [number, number] {
  const from = (voxel: number) => ((voxel + 0.5) / 32) * 200;
  if (view === 'axial') return [200 - from(r), 200 - from(a)];
  if (view === 'coronal') return [400 - from(r), 200 - from(s)];
  return [from(a), 400 - from(s)];
}

/** Opens a page with a viewer on it (`window.viewer`), whose events gather in `window.heard`. */
async function open(page: Page, { hasWebGl = true } = {}): Promise<string[]> {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.route(`${origin}/blank`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><body style="margin:0"><div id="host" style="width:400px;height:400px"></div>',
    }),
  );
  await page.goto(`${origin}/blank`);
  await page.evaluate(
    async ([url, isWithGl]) => {
      if (!isWithGl) HTMLCanvasElement.prototype.getContext = () => null;
      const { createViewer } = await import(/* @vite-ignore */ url);
      const heard: unknown[] = [];
      const hear = (name: string) => (value: unknown) => heard.push([name, value]);
      const events = {
        onHover: hear('hover'),
        onClick: hear('click'),
        onCrosshair: hear('crosshair'),
        onTrouble: hear('trouble'),
      };
      const viewer = createViewer(document.getElementById('host'), events, 'dark');
      Object.assign(window, { viewer, heard });
    },
    [`${origin}/src/viewer/createViewer.ts`, hasWebGl] as const,
  );
  return errors;
}

/** Shows a scan of one grey with blobs, opaque, the crosshair out of the way. */
async function show(page: Page, scan: Scan): Promise<void> {
  await page.evaluate(async ({ dims, affine, blobs, colours }) => {
    const [nx, ny, nz] = dims;
    const ids = new Int32Array(nx * ny * nz);
    for (const { id, min, max } of blobs)
      for (let z = min[2]; z <= max[2]; z++)
        for (let y = min[1]; y <= max[1]; y++) for (let x = min[0]; x <= max[0]; x++) ids[x + nx * (y + ny * z)] = id;
    const { viewer } = window as unknown as { viewer: import('../src/viewer/port').ViewerPort };
    const grid = { dims, affine, spacingMm: [1, 1, 1] } as unknown as import('../src/core/volume').Grid;
    viewer.setOpacity(1);
    await viewer.showScan(grid, new Float32Array(ids.length).fill(50), [0, 100]);
    await viewer.showOverlay({ kind: 'index', ids, colours, names: [] });
  }, scan);
}

/** Calls a method of the viewer. */
function call(page: Page, method: string, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(
    async ([name, values]) =>
      (window as unknown as { viewer: Record<string, (...a: unknown[]) => unknown> }).viewer[name](...values),
    [method, args] as const,
  );
}

/** Colours of the picture as drawn now at places in pixels. */
function coloursAt(page: Page, places: readonly (readonly [number, number])[]): Promise<number[][]> {
  return page.evaluate(async (at) => {
    const { viewer } = window as unknown as { viewer: import('../src/viewer/port').ViewerPort };
    const image = await createImageBitmap(await viewer.snapshot());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    if (!context) throw new Error('no 2-D canvas');
    context.drawImage(image, 0, 0);
    return at.map(([x, y]) => [...context.getImageData(Math.round(x), Math.round(y), 1, 1).data].slice(0, 3));
  }, places);
}

async function colourAt(page: Page, place: readonly [number, number]): Promise<number[]> {
  const [colour] = await coloursAt(page, [place]);
  return colour;
}

function heard(page: Page, name: string): Promise<unknown[]> {
  return page.evaluate(
    (wanted) =>
      (window as unknown as { heard: [string, unknown][] }).heard.filter(([n]) => n === wanted).map(([, v]) => v),
    name,
  );
}

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((value, i) => value - b[i]));

test('each blob stands in its own colour at its place in all three slices, on the grey of the scan', async ({
  page,
}) => {
  const errors = await open(page);
  await show(page, twoBlobs);
  // The crosshair goes through the blue blob, a voxel or two beside the places that are looked at.
  await call(page, 'moveTo', [16, 10, 12]);
  expect(await colourAt(page, pixelOf('axial', [8, 24, 12]))).toEqual(red);
  expect(await colourAt(page, pixelOf('axial', [24, 8, 12]))).toEqual(blue);
  expect(await colourAt(page, pixelOf('coronal', [24, 10, 10]))).toEqual(blue);
  expect(distance(await colourAt(page, pixelOf('axial', [4, 4, 10])), [127, 127, 127])).toBeLessThan(4);
  await call(page, 'moveTo', [8, 16, 12]);
  expect(await colourAt(page, pixelOf('sagittal', [8, 24, 10]))).toEqual(red);
  expect(errors).toEqual([]);
});

test('a scan stored in another order of axes, some backwards, shows its blobs where the world has them', async ({
  page,
}) => {
  await open(page);
  // Array axes: anterior, inferior, right; so voxel (x, y, z) is right z, anterior x, superior 31 - y.
  const affine = [0, 0, 1, 0, 1, 0, 0, 0, 0, -1, 0, 31];
  const blobs = [{ id: 1, min: [22, 19, 6], max: [26, 23, 10] }] as const;
  await show(page, { dims: [32, 32, 32], affine, blobs, colours: ['', '#ff0000'] });
  await call(page, 'moveTo', [4, 21, 16]);
  expect(await colourAt(page, pixelOf('axial', [8, 24, 10]))).toEqual(red);
  expect(await heard(page, 'crosshair')).toContainEqual([16, 4, 10]);
  await page.mouse.move(...pixelOf('axial', [8, 24, 10]));
  await expect.poll(() => heard(page, 'hover')).toContainEqual([24, 21, 8]);
});

test('a highlighted blob keeps its colour and gets a pale rim, the others fade, and all come back', async ({
  page,
}) => {
  await open(page);
  await show(page, twoBlobs);
  await call(page, 'moveTo', [16, 16, 10]);
  const places = [pixelOf('axial', [8, 24, 10]), pixelOf('axial', [24, 8, 10])];
  await call(page, 'highlight', 2);
  const [faded, lit] = await coloursAt(page, places);
  expect(lit).toEqual(blue);
  expect(distance(faded, [127, 127, 127])).toBeLessThan(distance(faded, red));
  const left = 200 - (27 / 32) * 200;
  const rim = await colourAt(page, [left - 2, pixelOf('axial', [24, 8, 10])[1]]);
  expect(Math.min(...rim)).toBeGreaterThan(200);
  await call(page, 'highlight', null);
  expect(await coloursAt(page, places)).toEqual([red, blue]);
});

test('with 2,000 blobs of a few colours one alone can be lit', async ({ page }) => {
  await open(page);
  const at = (i: number): Triple => [2 * (i % 15) + 1, 2 * (Math.floor(i / 15) % 15) + 1, 2 * Math.floor(i / 225) + 1];
  const blobs = Array.from({ length: 2000 }, (_, i) => ({ id: i + 1, min: at(i), max: at(i) }));
  const colours = ['', ...blobs.map((_, i) => (i % 2 === 0 ? '#ff0000' : '#0000ff'))];
  await show(page, { dims: [32, 32, 32], affine: plainAffine, blobs, colours });
  const [one, other] = [at(1700), at(1702)];
  await call(page, 'moveTo', [0, 0, one[2]]);
  const places = [pixelOf('axial', one), pixelOf('axial', other)];
  expect(await coloursAt(page, places)).toEqual([red, red]);
  await call(page, 'highlight', 1701);
  const [lit, faded] = await coloursAt(page, places);
  expect(lit).toEqual(red);
  expect(distance(faded, red)).toBeGreaterThan(100);
});

test('heat is drawn from its threshold up and pale yellow at one', async ({ page }) => {
  await open(page);
  await show(page, twoBlobs);
  await page.evaluate(async () => {
    const values = new Float32Array(32 ** 3);
    const at = (r: number, a: number) => r + 32 * (a + 32 * 10);
    for (let r = 4; r < 28; r++) for (let a = 4; a < 28; a++) values[at(r, a)] = r < 16 ? 1 : 0.09;
    const { viewer } = window as unknown as { viewer: import('../src/viewer/port').ViewerPort };
    await viewer.showOverlay({ kind: 'heat', values, from: 0.1 });
    viewer.moveTo([30, 30, 10]);
  });
  expect(await colourAt(page, pixelOf('axial', [8, 8, 10]))).toEqual([252, 255, 164]);
  expect(distance(await colourAt(page, pixelOf('axial', [24, 8, 10])), [127, 127, 127])).toBeLessThan(4);
});

test('the mouse names, chooses and picks in 3-D; a drag is no click; keys do nothing here', async ({ page }) => {
  await open(page);
  // One cube in the very middle: every turn of the 3-D view shows it in the middle of its tile.
  await show(page, { ...twoBlobs, blobs: [{ id: 1, min: [12, 12, 12], max: [19, 19, 19] }] });
  await call(page, 'snapshot');
  await page.mouse.move(...pixelOf('axial', [20, 9, 16]));
  await expect.poll(() => heard(page, 'hover')).toContainEqual([20, 9, 16]);
  await page.mouse.click(...pixelOf('axial', [20, 9, 16]));
  expect(await heard(page, 'click')).toEqual([[20, 9, 16]]);
  expect(await heard(page, 'crosshair')).toContainEqual([20, 9, 16]);
  await page.mouse.down();
  await page.mouse.move(...pixelOf('axial', [10, 9, 16]), { steps: 3 });
  await page.mouse.up();
  expect(await heard(page, 'click')).toHaveLength(1);
  expect(await heard(page, 'crosshair')).toContainEqual([10, 9, 16]);
  await page.mouse.click(300, 300);
  const [, inRender] = (await heard(page, 'click')) as Triple[];
  expect(inRender.every((value) => value >= 12 && value <= 19)).toBe(true);
  const before = await heard(page, 'crosshair');
  for (const key of ['h', 'l', 'v', 'c', 'm', 'ArrowLeft']) await page.keyboard.press(key);
  expect(await heard(page, 'crosshair')).toEqual(before);
});

test('a picture dropped by the graphics card comes back as it was, with a sentence', async ({ page }) => {
  await open(page);
  await show(page, twoBlobs);
  await call(page, 'moveTo', [16, 16, 10]);
  await call(page, 'highlight', 2);
  const places = [pixelOf('axial', [8, 24, 10]), pixelOf('axial', [24, 8, 10]), pixelOf('axial', [4, 4, 10])];
  const before = await coloursAt(page, places);
  const isNewCanvas = await page.evaluate(async () => {
    const lost = document.querySelector('canvas');
    lost?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    const { heard } = window as unknown as { heard: [string, unknown][] };
    while (!heard.some(([name]) => name === 'trouble')) await new Promise((wake) => setTimeout(wake, 50));
    return document.querySelector('canvas') !== lost;
  });
  expect(isNewCanvas).toBe(true);
  expect(await coloursAt(page, places)).toEqual(before);
  expect(await heard(page, 'trouble')).toEqual(['The graphics card had dropped the picture; it is drawn again.']);
});

test('without WebGL2 there is one sentence and every call still answers', async ({ page }) => {
  const errors = await open(page, { hasWebGl: false });
  await show(page, twoBlobs);
  for (const [method, arg] of [
    ['highlight', 1],
    ['setLayout', 'axial'],
    ['setTheme', 'light'],
    ['moveTo', [1, 1, 1]],
    ['nudge', [1, 0, 0]],
  ] as const)
    await call(page, method, arg);
  expect(await heard(page, 'trouble')).toEqual([expect.stringContaining('The picture cannot be drawn')]);
  expect(await heard(page, 'crosshair')).toContainEqual([2, 1, 1]);
  expect(errors).toEqual([]);
});

test('overlays that follow one another do not pile up textures', async ({ page }) => {
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
  await open(page);
  const textures = () => page.evaluate(() => (window as unknown as { counts: { textures: number } }).counts.textures);
  await show(page, twoBlobs);
  await call(page, 'snapshot');
  const before = await textures();
  expect(before).toBeGreaterThan(3);
  for (let i = 0; i < 5; i++) {
    await show(page, twoBlobs);
    await call(page, 'highlight', (i % 2) + 1);
    await call(page, 'snapshot');
  }
  expect(await textures()).toBe(before);
});

test('the canvas follows its host and is gone with the viewer', async ({ page }) => {
  await open(page);
  await show(page, twoBlobs);
  await page.evaluate(() => {
    const host = document.getElementById('host');
    if (host) host.style.width = '300px';
  });
  await expect.poll(() => page.evaluate(() => document.querySelector('canvas')?.width)).toBe(300);
  await call(page, 'destroy');
  expect(await page.evaluate(() => document.getElementById('host')?.childElementCount)).toBe(0);
});
