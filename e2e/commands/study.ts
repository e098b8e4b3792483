import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { studyLosses } from '../../src/core/study/losses';
import { defaultStudySizes, makeStudy } from '../../src/core/study/makeStudy';
import { type StudyRecord, studyRecord } from '../../src/core/study/record';
import { type Study, type StudyResult, type StudyTrial, studyTrials, trialOf } from '../../src/core/study/study';
import { studyCsv } from '../../src/core/study/table';
import { studyTasks } from '../../src/core/study/tasks';
import type { TrialScores } from '../../src/core/study/trial';
import { studyCriterion } from '../../src/lessons/study';
import { checkStudyRecord } from '../../src/state/study/studySchema';
import { reportOf } from '../../src/ui/study/reportOf';
import { createLaneThread } from '../headless/app';

const usage = `npm run study -- [options]: trains small networks on built-in cases, judges them on other ones, and writes a table.
  --tasks LIST      of ${studyTasks.join(', ')} (default ms,abstract)
  --losses LIST     of ${studyLosses.map(({ id }) => id).join(', ')} (default dice,blob_dice); the first is what the others are held against
  --seeds N or LIST seeds 1 to N, or those of a list such as 0, or 3,7 (default 5)
  --steps N         default ${defaultStudySizes.steps}
  --size N          voxels per side of the cases, 48..128 (default ${defaultStudySizes.size})
  --train N         cases to learn from (default ${defaultStudySizes.trainCases})
  --validate N      cases to be judged on (default ${defaultStudySizes.validateCases})
  --width N         channels of the first level (default ${defaultStudySizes.width})
  --patch N         voxels per side of a patch (default ${defaultStudySizes.patch})
  --noise X         of all cases, 1 = natural (default: that of each task)
  --threads N       trials at once (default: the cores of this machine)
  --out DIR         default study-out; the trials of a study that lies there with the same settings are kept, and only what is missing is run`;

const { values: options } = parseArgs({
  options: {
    tasks: { type: 'string', default: 'ms,abstract' },
    losses: { type: 'string', default: 'dice,blob_dice' },
    seeds: { type: 'string', default: '5' },
    steps: { type: 'string', default: String(defaultStudySizes.steps) },
    size: { type: 'string', default: String(defaultStudySizes.size) },
    train: { type: 'string', default: String(defaultStudySizes.trainCases) },
    validate: { type: 'string', default: String(defaultStudySizes.validateCases) },
    width: { type: 'string', default: String(defaultStudySizes.width) },
    patch: { type: 'string', default: String(defaultStudySizes.patch) },
    noise: { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
    out: { type: 'string', default: 'study-out' },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(`${usage}\n`);
else await main();

async function main(): Promise<void> {
  const study = readStudy();
  mkdirSync(options.out, { recursive: true });
  const results = await runAll(study, keptResults(study), whole('threads'));
  const record = writeRecord(study, results);
  const markdown = reportOf(record);
  writeFileSync(join(options.out, 'study.csv'), studyCsv(record.results));
  writeFileSync(join(options.out, 'study.md'), markdown);
  process.stdout.write(`\n${markdown}\nWritten to ${options.out}/study.json, study.csv, study.md\n`);
}

function writeRecord(study: Study, results: readonly StudyResult[]): StudyRecord {
  const record = studyRecord(study, inOrder(study, results), new Date(), studyCriterion);
  writeFileSync(join(options.out, 'study.json'), `${JSON.stringify(record)}\n`);
  return record;
}

/** As they were planned, whichever thread was faster. */
function inOrder(study: Study, results: readonly StudyResult[]): StudyResult[] {
  return studyTrials(study).flatMap((trial) => results.filter((one) => isSame(one, trial)));
}

/** What an earlier call has left in the folder, as far as it was asked for the same. */
function keptResults(study: Study): StudyResult[] {
  const path = join(options.out, 'study.json');
  if (!existsSync(path)) return [];
  const kept = checkStudyRecord(JSON.parse(readFileSync(path, 'utf8')));
  return kept.results.filter(
    (one) =>
      studyTrials(study).some((trial) => isSame(one, trial)) &&
      isDeepStrictEqual(trialOf(kept.study, one), trialOf(study, one)),
  );
}

function isSame(one: StudyTrial, other: StudyTrial): boolean {
  return one.task === other.task && one.lossId === other.lossId && one.seed === other.seed;
}

/** Trials one after another on each thread, in the order of the study; tells of each. */
async function runAll(study: Study, kept: readonly StudyResult[], threads: number): Promise<StudyResult[]> {
  const planned = studyTrials(study);
  const waiting = planned.filter((trial) => !kept.some((one) => isSame(one, trial)));
  const asked = waiting.length;
  const results = [...kept];
  const startedMs = Date.now();
  const work = async () => {
    const lane = createLaneThread();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await lane.call('trial', trialOf(study, next));
      results.push({ ...next, result });
      writeRecord(study, results);
      const done = results.length - kept.length;
      const left = ((Date.now() - startedMs) / done) * (asked - done);
      const words = `${next.task}  ${next.lossId}  seed ${next.seed}  ${resultWords(result.scores)}`;
      process.stdout.write(`${results.length}/${planned.length}  ${words}  ${Math.ceil(left / 60_000)} min left\n`);
    }
    lane.stop();
  };
  await Promise.all(Array.from({ length: Math.min(threads, asked) }, work));
  return results;
}

function resultWords({ f1, smallSensitivity, precision }: TrialScores): string {
  return [`F1 ${show(f1)}`, `small ${show(smallSensitivity)}`, `precision ${show(precision)}`].join('  ');
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
  const study = makeStudy(tasks, losses, readSeeds(options.seeds), sizes, 'wasm');
  if (options.noise === undefined) return study;
  const noise = Number(options.noise);
  return { ...study, makeUps: study.makeUps.map((makeUp) => ({ ...makeUp, noise })) };
}

function readSeeds(text: string): number[] {
  if (text.includes(',')) return text.split(',').filter(Boolean).map(Number);
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
