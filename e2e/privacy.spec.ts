import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { BlobscopePage } from './blobscopePage';
import { type Ball, maskOf, niftiFile, scanOf } from './fixtures/balls';
import { foreignRequests, type Outcomes } from './fixtures/foreignRequests';
import { expect, test } from './fixtures/test';
import { distFolder, portOf, serveDist } from './serveDist';

const training = '#case=abstract&size=48&mode=train&backend=wasm&patch=16&width=4&steps=4&predictEvery=2';
const dims = [24, 24, 24] as const;
const balls: readonly Ball[] = [{ centre: [12, 12, 12], radius: 5 }];
const scan = niftiFile('head_t1.nii.gz', dims, 'float32', scanOf(dims, balls));
const mask = niftiFile('head_seg.nii.gz', dims, 'uint8', maskOf(dims, balls));

test('a whole session, from a sub-path of a plain host, asks for nothing but the files of the page', async ({
  blobscope,
  context,
}) => {
  const host = await serveDist('/some/where/');
  const requests: { url: string; method: string; body: string | null }[] = [];
  context.on('request', (request) =>
    requests.push({ url: request.url(), method: request.method(), body: request.postData() }),
  );
  try {
    await blobscope.open(training, host.url);
    await wholeSession(blobscope);
  } finally {
    await host.close();
  }
  const isInside = (url: string) => url.startsWith(host.url) || /^(blob|data|about):/.test(url);
  expect(requests.filter(({ url }) => !isInside(url))).toEqual([]);
  expect(requests.filter(({ method, body }) => method !== 'GET' || body !== null)).toEqual([]);
  expect(host.asked.filter(({ method, bodyBytes }) => method !== 'GET' || bodyBytes > 0)).toEqual([]);
  const files = readdirSync(distFolder, { recursive: true }).map((name) => `/some/where/${name}`);
  const known = new Set(['/some/where/', '/favicon.ico', ...files]);
  expect(host.asked.map(({ path }) => path).filter((path) => !known.has(path))).toEqual([]);
  // What the workers load is among it, so that what they might ask for would have been seen.
  for (const part of ['scan.worker', 'lane.worker', '.wasm'])
    expect(host.asked.filter(({ path }) => path.includes(part)).length, part).toBeGreaterThan(0);
});

test("a lane's helper starts in the built page, and is bound by its policy like the lane", async ({ blobscope }) => {
  const foreign = await listenElsewhere();
  try {
    // As if the machine had two cores, so that one is left for a helper; the scan is large enough to be worth it.
    await blobscope.page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 }));
    await blobscope.open('#case=abstract&size=64&mode=train&backend=wasm&patch=16&width=4&steps=2&predictEvery=2');
    await blobscope.press('Train');
    await blobscope.waitForRun('finished');
    const helper = await blobscope.worker('helper');
    const asked = { url: `${foreign.url}/helper`, patienceMs: 20_000, unseenMs: 20_000 };
    expect(await helper.evaluate(foreignRequests, asked)).toEqual(
      allBlocked(['fetch', 'import', 'socket', 'stream', 'worker', 'xhr']),
    );
    expect(foreign.hits).toEqual([]);
  } finally {
    await foreign.close();
  }
});

/** All that a user does with a scan. */
async function wholeSession(blobscope: BlobscopePage): Promise<void> {
  await blobscope.openFiles(scan, mask);
  await expect(blobscope.footer).toContainText('1 blob ');
  await blobscope.press('Train');
  await blobscope.waitForRun('finished');
  await blobscope.pick('Overlay', 'Found');
  await blobscope.save('Numbers of the run (CSV)');
  await blobscope.save('Report of the run (JSON)');
  await blobscope.save('Picture (PNG)');
  await blobscope.showMode('Blobs');
  await blobscope.pick('Neighbours', '6');
  await expect(blobscope.footer).toContainText('6-connected');
}

test('no request reaches another site, neither from the page nor from its workers', async ({ blobscope, context }) => {
  const foreign = await listenElsewhere();
  try {
    await blobscope.open(training);
    const { page } = blobscope;
    await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
    await blobscope.press('Train');
    await blobscope.waitForRun('finished');
    const asked = (place: string) => ({ url: `${foreign.url}/${place}`, patienceMs: 20_000, unseenMs: 20_000 });
    const [scanWorker, lane] = [await blobscope.worker('scan'), await blobscope.worker('lane A')];
    const everywhere = ['fetch', 'import', 'socket', 'stream', 'worker', 'xhr'];
    expect(await page.evaluate(foreignRequests, asked('page'))).toEqual(
      allBlocked([...everywhere, 'beacon', 'form', 'frame', 'image']),
    );
    expect(await scanWorker.evaluate(foreignRequests, asked('scan'))).toEqual(allBlocked(everywhere));
    expect(await lane.evaluate(foreignRequests, asked('lane'))).toEqual(allBlocked(everywhere));
    expect(foreign.hits).toEqual([]);
    // The same from a page without the policy arrives: the listening server notices, also what nothing in a page could tell of.
    const open = await context.newPage();
    const went: Outcomes = await open.evaluate(foreignRequests, { ...asked('control'), unseenMs: 100 });
    expect(went.fetch).toBe('went through');
    const ways = ['fetch', 'module.js', 'xhr', 'socket', 'stream', 'image.png', 'beacon', 'frame', 'form?'];
    const arrived = ways.map((way) => `/control/${way}`);
    await expect.poll(() => foreign.hits).toEqual(expect.arrayContaining(arrived));
  } finally {
    await foreign.close();
  }
});

function allBlocked(ways: readonly string[]): Outcomes {
  return Object.fromEntries(ways.map((way) => [way, 'blocked'] as const));
}

/** Another origin that answers whoever asks, and keeps what was asked. */
async function listenElsewhere() {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('0');
  });
  server.on('upgrade', (request, socket) => {
    hits.push(request.url ?? '');
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${portOf(server)}`, hits, close };
}

/** Hosts whose addresses stand in the built page as mere text: namespaces, identifiers, and where to read on in messages. */
const inertHosts = new Set([
  'www.w3.org',
  'www.apache.org',
  // Packages' error messages and comments in their shaders.
  'bgolus.medium.com',
  'emscripten.org',
  'en.wikipedia.org',
  'gamedev.stackexchange.com',
  'github.com',
  'mantine.dev',
  'math.stackexchange.com',
  'react.dev',
  'stackoverflow.com',
  'webglfundamentals.org',
  'www.aclockworkberry.com',
  'www.shadertoy.com',
]);

test('the built page names no other host that it could ask', () => {
  const named = new Set<string>();
  for (const file of readdirSync(join(distFolder, 'assets')).filter((name) => /\.(js|css|html)$/.test(name)))
    for (const [, host] of readFileSync(join(distFolder, 'assets', file), 'utf8').matchAll(
      /(?:https?|wss?):\/\/([\w.-]+\.\w+)/g,
    ))
      named.add(host);
  expect([...named].filter((host) => !inertHosts.has(host)).sort()).toEqual([]);
});
