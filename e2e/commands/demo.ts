import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { defaultTraining } from '../../src/core/settings';
import { BlobscopePage } from '../blobscopePage';
import { chromiumFlags, findOrInstallChromium } from '../chromium';
import { distFolder, serveDist } from '../serveDist';

const usage = `npm run demo -- [options]: opens the page in headless Chromium, trains, and writes run.csv, report.json and page.png.
  --scan F --mask F   own NIfTI files, both or none
  --case NAME         built-in case: ms (default), liver, plaques, cfos, nuclei, abstract
  --size N            its voxels per side, 48..128
  --steps N           training steps (default 300)
  --predict-every N   a whole-scan prediction every N steps (default: at the end only)
  --patch N           voxels per side of a training patch
  --backend NAME      wasm (default), webgpu, cpu or auto
  --minutes N         gives up after so long (default 30)
  --out DIR           default demo-out`;

const { values: options } = parseArgs({
  options: {
    scan: { type: 'string' },
    mask: { type: 'string' },
    case: { type: 'string', default: 'ms' },
    size: { type: 'string' },
    steps: { type: 'string', default: '300' },
    'predict-every': { type: 'string' },
    patch: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
    minutes: { type: 'string', default: '30' },
    out: { type: 'string', default: 'demo-out' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(`${usage}\n`);
else await demo();

async function demo(): Promise<void> {
  checkFiles();
  if (!existsSync(join(distFolder, 'index.html'))) execFileSync('npm', ['run', 'build'], { stdio: 'inherit' });
  const server = await serveDist();
  const browser = await chromium.launch({ args: [...chromiumFlags], executablePath: findOrInstallChromium() });
  try {
    const page = await browser.newPage({
      baseURL: server.url,
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
    });
    page.on('pageerror', (error) => process.stderr.write(`page error: ${error.message}\n`));
    await trainAndSave(new BlobscopePage(page));
  } finally {
    await browser.close();
    await server.close();
  }
}

async function trainAndSave(blobscope: BlobscopePage): Promise<void> {
  await blobscope.open(address());
  if (options.scan && options.mask) {
    await blobscope.openFiles(options.scan, options.mask);
    await blobscope.page.getByRole('region', { name: 'Opened files' }).waitFor({ timeout: 60_000 });
    await blobscope.waitForCase();
  }
  say(`${await blobscope.footer.innerText()}`.split('\n').slice(0, 2).join(' · '));
  await blobscope.press('Train');
  await blobscope.waitForRun('finished', 60_000 * Number(options.minutes));
  mkdirSync(options.out, { recursive: true });
  const csv = await blobscope.save('Numbers of the run (CSV)');
  const report = await blobscope.save('Report of the run (JSON)');
  writeFileSync(join(options.out, 'run.csv'), csv);
  writeFileSync(join(options.out, 'report.json'), report);
  await blobscope.page.screenshot({ path: join(options.out, 'page.png') });
  sayReport(JSON.parse(report.toString()));
}

/** The end of the run in a few lines; the whole of it is in the files. */
function sayReport(report: {
  backend: { name: string };
  elapsedMsPerStep: { median: number; first: number };
  lastTerms: unknown;
  prediction: Record<string, unknown> | null;
}): void {
  say(`backend ${report.backend.name}, median ${report.elapsedMsPerStep.median.toFixed(0)} ms per step`);
  say(`last terms ${JSON.stringify(report.lastTerms)}`);
  say(`prediction ${JSON.stringify(report.prediction)}`);
  say(`wrote ${['run.csv', 'report.json', 'page.png'].map((file) => join(options.out, file)).join(', ')}`);
}

function address(): string {
  const given = new URLSearchParams({
    mode: 'train',
    case: options.case,
    steps: options.steps,
    backend: options.backend,
  });
  if (options.size) given.set('size', options.size);
  // Set, so that this machine's tier does not decide them: demos of different machines can be compared.
  given.set('patch', options.patch ?? String(defaultTraining.patch.size));
  given.set('width', String(defaultTraining.network.baseWidth));
  given.set('predictEvery', options['predict-every'] ?? options.steps);
  return `#${given}`;
}

function checkFiles(): void {
  if (Boolean(options.scan) !== Boolean(options.mask)) throw new Error(`A scan needs its mask.\n${usage}`);
  for (const file of [options.scan, options.mask])
    if (file && !existsSync(file)) throw new Error(`There is no file ${file}.`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
