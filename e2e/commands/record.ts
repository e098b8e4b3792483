import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PhantomSettings } from '../../src/core/phantoms/settings';
import { defaultLoss, defaultTraining, type LossSettings } from '../../src/core/settings';
import { taskCase } from '../../src/core/study/tasks';
import { createHeadlessApp } from '../headless/app';

const usage = `npm run record -- [--only NAME] [--out DIR]: trains the comparisons that ship with the page and writes their recordings and a list of them.
  Default DIR: public/recordings. The same code gives the same numbers on the same build of the kernels (WebAssembly SIMD).`;

/** A comparison that ships: two losses at equal total weight, all else equal. */
interface Shipped {
  readonly file: string;
  readonly name: string;
  readonly about: string;
  readonly phantom: PhantomSettings;
  readonly losses: readonly [LossSettings, LossSettings];
}

const dice = { ...defaultLoss, alpha: 3, beta: 0 };
const blob = { ...defaultLoss, alpha: 2, beta: 1 };
const size = 64;

const shipped: readonly Shipped[] = [
  {
    file: 'ms-dice-blob.blobrun',
    name: 'MS lesions: Dice and blob loss',
    about: 'Lesions of very unequal size in a brain, trained with Dice (A) and with blob loss over Dice, 2 : 1 (B).',
    phantom: taskCase('ms', size, 1),
    losses: [dice, blob],
  },
  {
    file: 'abstract-dice-cc.blobrun',
    name: 'One huge, many tiny: Dice and CC-DiceCE',
    about: 'One huge blob and many tiny ones, trained with Dice (A) and with the cells of CC-DiceCE, 1 : 1 (B).',
    phantom: taskCase('abstract', size, 1),
    losses: [dice, { ...defaultLoss, base: 'dice_bce', scheme: 'cc', smooth: 0, alpha: 1.5, beta: 1.5 }],
  },
  {
    file: 'equal-dice-blob.blobrun',
    name: 'Equal sizes: Dice and blob loss',
    about: 'The control: lesions of one size, so that blob loss (B) should change little against Dice (A).',
    phantom: taskCase('equal', size, 1),
    losses: [dice, blob],
  },
];

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, '../../public/recordings') },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(`${usage}\n`);
else await main();

async function main(): Promise<void> {
  mkdirSync(options.out, { recursive: true });
  for (const one of shipped)
    if (!options.only || one.file.includes(options.only)) {
      const bytes = await record(one);
      writeFileSync(join(options.out, one.file), bytes);
      process.stdout.write(`${one.file}  ${(bytes.length / 1e6).toFixed(2)} MB\n`);
    }
  const list = shipped.map(({ file, name, about }) => ({ file, name, about }));
  writeFileSync(join(options.out, 'index.json'), `${JSON.stringify(list, null, 2)}\n`);
}

async function record({ name, phantom, losses }: Shipped): Promise<Uint8Array> {
  const settings = { ...defaultTraining, steps: 300, predictEvery: 25, backend: 'wasm' as const, loss: losses[0] };
  const app = createHeadlessApp({ settings, mode: 'compare' });
  app.actions.openPhantom(phantom);
  await app.until(({ openCase, opening }) => openCase !== null && opening.phase === 'idle');
  app.actions.addLane({ loss: losses[1] });
  app.actions.play();
  await app.until(({ lane, others }) => lane.phase === 'finished' && others[0].lane.phase === 'finished');
  const bytes = await app.actions.packRecording(name);
  tellScores(name, app.store.getState());
  app.close();
  if (!bytes) throw new Error('nothing was recorded');
  return bytes;
}

function tellScores(
  name: string,
  { prediction, others }: ReturnType<ReturnType<typeof createHeadlessApp>['store']['getState']>,
) {
  const words = [prediction, others[0].prediction].map((one) => {
    const { f1, sensitivity, precision, dice: overlap } = one?.scores ?? {};
    return `F1 ${f1?.toFixed(2)} sensitivity ${sensitivity?.toFixed(2)} precision ${precision?.toFixed(2)} Dice ${overlap?.toFixed(2)}`;
  });
  process.stdout.write(`${name}: A ${words[0]}; B ${words[1]}\n`);
}
