import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { studyLosses } from '../../src/core/study/losses';
import { makeStudy } from '../../src/core/study/makeStudy';
import { studyRecord } from '../../src/core/study/record';
import { type Study, type StudyResult, studyTasks, studyTrials, trialOf } from '../../src/core/study/study';
import { summariseStudy } from '../../src/core/study/summary';
import { studyCsv, studyMarkdown } from '../../src/core/study/table';
import { studyVerdicts } from '../../src/core/study/verdicts';
import { createLaneThread } from '../headless/app';

const usage = `npm run study -- [options]: trains small networks on built-in cases, judges them on other ones, and writes a table.
  --tasks LIST      of ${studyTasks.join(', ')} (default ms,abstract)
  --losses LIST     of ${studyLosses.map(({ id }) => id).join(', ')} (default dice,blob_dice); the first is what the others are held against
  --seeds N or LIST default 5
  --steps N         default 300
  --size N          voxels per side of the cases, 48..128 (default 48)
  --train N         cases to learn from (default 6)
  --validate N      cases to be judged on (default 4)
  --width N         channels of the first level (default 8)
  --patch N         voxels per side of a patch (default 32)
  --threads N       trials at once (default: the cores of this machine)
  --out DIR         default study-out`;

const { values: options } = parseArgs({
  options: {
    tasks: { type: 'string', default: 'ms,abstract' },
    losses: { type: 'string', default: 'dice,blob_dice' },
    seeds: { type: 'string', default: '5' },
    steps: { type: 'string', default: '300' },
    size: { type: 'string', default: '48' },
    train: { type: 'string', default: '6' },
    validate: { type: 'string', default: '4' },
    width: { type: 'string', default: '8' },
    patch: { type: 'string', default: '32' },
    threads: { type: 'string', default: String(availableParallelism()) },
    out: { type: 'string', default: 'study-out' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(`${usage}\n`);
else await main();

async function main(): Promise<void> {
  const study = readStudy();
  const results = await runAll(study, whole('threads'));
  const summaries = summariseStudy(study, results);
  const verdicts = studyVerdicts(study, summaries).map(
    ({ task, lossId, words }) => `${task}, ${lossId} against ${study.losses[0].id}: ${words}`,
  );
  const markdown = `${studyMarkdown(study, summaries)}\n\n${verdicts.map((verdict) => `- ${verdict}`).join('\n')}\n`;
  mkdirSync(options.out, { recursive: true });
  const record = studyRecord(study, results, new Date());
  writeFileSync(join(options.out, 'study.json'), `${JSON.stringify(record)}\n`);
  writeFileSync(join(options.out, 'study.csv'), studyCsv(results));
  writeFileSync(join(options.out, 'study.md'), markdown);
  process.stdout.write(`\n${markdown}\nWritten to ${options.out}/study.json, study.csv, study.md\n`);
}

/** Trials one after another on each thread, in the order of the study; tells of each. */
async function runAll(study: Study, threads: number): Promise<StudyResult[]> {
  const waiting = [...studyTrials(study)];
  const total = waiting.length;
  const results: StudyResult[] = [];
  const startedMs = Date.now();
  const work = async () => {
    const lane = createLaneThread();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await lane.call('trial', trialOf(study, next));
      results.push({ ...next, result });
      const left = ((Date.now() - startedMs) / results.length) * (total - results.length);
      const { f1, smallSensitivity, precision } = result.scores;
      const words = [`F1 ${show(f1)}`, `small ${show(smallSensitivity)}`, `precision ${show(precision)}`].join('  ');
      process.stdout.write(
        `${results.length}/${total}  ${next.task}  ${next.lossId}  seed ${next.seed}  ${words}  ${Math.ceil(left / 60_000)} min left\n`,
      );
    }
    lane.stop();
  };
  await Promise.all(Array.from({ length: Math.min(threads, total) }, work));
  return results;
}

function readStudy(): Study {
  const tasks = listOf('tasks', options.tasks, studyTasks);
  const ids = listOf(
    'losses',
    options.losses,
    studyLosses.map(({ id }) => id),
  );
  const losses = ids.flatMap((id) => studyLosses.filter((loss) => loss.id === id));
  const cases = { size: whole('size'), trainCases: whole('train'), validateCases: whole('validate') };
  const sizes = { ...cases, steps: whole('steps'), width: whole('width'), patch: whole('patch') };
  return makeStudy(tasks, losses, readSeeds(options.seeds), sizes, 'wasm');
}

function readSeeds(text: string): number[] {
  if (text.includes(',')) return text.split(',').map(Number);
  return Array.from({ length: Number(text) }, (_, i) => i + 1);
}

function listOf<Word extends string>(name: string, text: string, known: readonly Word[]): Word[] {
  return text.split(',').map((word) => {
    const found = known.find((one) => one === word.trim());
    if (!found) throw new Error(`--${name}: there is no "${word}"; there are ${known.join(', ')}`);
    return found;
  });
}

function whole(name: 'steps' | 'size' | 'train' | 'validate' | 'width' | 'patch' | 'threads'): number {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} ${options[name]}: expected a whole number from 1`);
  return value;
}

function show(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
