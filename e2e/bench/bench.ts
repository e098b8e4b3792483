import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openBench, type Section } from './context';
import type { Row } from './row';
import { runSection } from './runSection';
import { firstStep } from './sections/firstStep';
import { kernels } from './sections/kernels';
import { lanes } from './sections/lanes';
import { loss } from './sections/loss';
import { machine } from './sections/machine';
import { memory } from './sections/memory';
import { page } from './sections/page';
import { prediction } from './sections/prediction';
import { steps } from './sections/steps';
import { torch } from './sections/torch';
import { touches } from './sections/touches';
import { volumes } from './sections/volumes';
import { summaryOf } from './table';

const sections: readonly Section[] = [
  machine,
  kernels,
  steps,
  firstStep,
  torch,
  loss,
  lanes,
  volumes,
  touches,
  prediction,
  memory,
  page,
];
const names = sections.map(({ name }) => name);

const usage = `npm run bench -- [options]

Times Blobscope in headless Chromium, ours beside what there was before, and holds the numbers to their targets.

  --only A,B    these sections alone, of ${names.join(', ')}
  --quick       fewer repetitions, without the slowest rows
  --gpu         on the machine's own WebGPU adapter, not on the software adapter of the tests
  --out FILE    where the numbers are written as JSON (default bench.json)
  --help        says this`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (options.help) {
    say(usage);
    return 0;
  }
  const started = performance.now();
  const bench = await openBench(options.quick, options.gpu);
  const rows: Row[] = [];
  const failed: string[] = [];
  const seconds = () => Math.round((performance.now() - started) / 1000);
  // After each section, so that a run that is broken off leaves what it measured.
  const save = () => {
    const all = { quick: options.quick, seconds: seconds(), failed, rows };
    writeFileSync(options.out, `${JSON.stringify(all, null, 2)}\n`);
  };
  try {
    for (const section of sections.filter(({ name }) => options.only.includes(name))) {
      const result = await runSection(section, bench);
      rows.push(...result.rows);
      if (result.failure !== null) failed.push(result.failure);
      say(`\n${result.text}`);
      save();
    }
  } finally {
    await bench.close();
  }
  say(`\n${summaryOf(rows)}\nTook ${seconds()} s; written to ${options.out}.`);
  for (const failure of failed) say(failure);
  return failed.length > 0 ? 1 : 0;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: names.join() },
      quick: { type: 'boolean', default: false },
      gpu: { type: 'boolean', default: false },
      out: { type: 'string', default: 'bench.json' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only.split(',');
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no section "${unknown.join('", "')}".\n${usage}`);
  return { ...values, only };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
