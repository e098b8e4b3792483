import * as v from 'valibot';
import { InputError } from '../../core/errors';
import { phantomKinds } from '../../core/phantoms/settings';
import type { StudyRecord } from '../../core/study/record';
import { studyTasks } from '../../core/study/tasks';
import { trialScoreNames } from '../../core/study/trial';
import { lossSchema } from '../recordings/lossSchema';
import { settingsSchema } from '../recordings/recordingSchema';

const within = (low: number, high: number) => v.pipe(v.number(), v.finite(), v.minValue(low), v.maxValue(high));
const whole = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
const ratio = v.nullable(within(0, 1));
const words = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const mostFalsePositives = 1e8;

const makeUp = v.object({
  task: v.picklist(studyTasks),
  kind: v.picklist(phantomKinds),
  blobCount: whole(1, 10_000),
  sizeSpread: within(0, 10),
  contrast: within(0, 10),
  noise: within(0, 10),
});

const study = v.object({
  tasks: v.pipe(v.array(v.picklist(studyTasks)), v.minLength(1), v.maxLength(studyTasks.length)),
  makeUps: v.pipe(v.array(makeUp), v.minLength(1), v.maxLength(studyTasks.length)),
  losses: v.pipe(
    v.array(v.object({ id: words(40), name: words(80), loss: lossSchema })),
    v.minLength(1),
    v.maxLength(50),
  ),
  seeds: v.pipe(v.array(whole(0, 2 ** 31)), v.minLength(1), v.maxLength(100)),
  settings: settingsSchema,
  size: whole(48, 128),
  trainCases: whole(1, 1000),
  validateCases: whole(1, 1000),
});

const scores = v.object({
  ...v.entriesFromList(trialScoreNames, ratio),
  falsePositives: v.nullable(within(0, mostFalsePositives)),
});

const result = v.object({
  task: v.picklist(studyTasks),
  lossId: words(40),
  seed: whole(0, 2 ** 31),
  result: v.object({
    seed: whole(0, 2 ** 31),
    backend: v.picklist(['webgpu', 'wasm', 'cpu']),
    steps: whole(0, 1_000_000),
    trainMs: within(0, 1e10),
    scores,
    froc: v.pipe(
      v.array(
        v.object({
          threshold: within(0, 1),
          meanFalsePositives: within(0, mostFalsePositives),
          sensitivity: ratio,
          smallSensitivity: ratio,
        }),
      ),
      v.maxLength(1000),
    ),
    f1AtThreshold: v.pipe(v.array(v.object({ threshold: within(0, 1), f1: ratio })), v.maxLength(1000)),
    blobs: whole(0, 1e7),
    smallBlobs: whole(0, 1e7),
  }),
});

const record = v.object({
  format: v.literal('blobscope-study'),
  version: v.literal(2),
  madeAt: v.pipe(words(40), v.isoTimestamp()),
  criterion: v.optional(words(2000)),
  study,
  results: v.pipe(v.array(result), v.maxLength(10_000)),
});

/** A study from a file as it may be believed; throws InputError on anything missing, too large or of another type, and on trials that are not of the study. */
export function checkStudyRecord(data: unknown): StudyRecord {
  const parsed = v.safeParse(record, data);
  if (!parsed.success)
    throw refusal(`its ${(v.getDotPath(parsed.issues[0]) ?? 'kind of file').slice(0, 80)} is not right`);
  const { study: asked, results } = parsed.output;
  const ids = asked.losses.map(({ id }) => id);
  if (hasTwice(ids) || hasTwice(asked.tasks) || hasTwice(asked.seeds.map(String)))
    throw refusal('a task, a loss or a seed stands in it twice');
  if (asked.tasks.length !== asked.makeUps.length || asked.tasks.some((task, i) => asked.makeUps[i]?.task !== task))
    throw refusal('it does not say how the cases of each of its tasks are made');
  const strays = results.filter(
    ({ task, lossId, seed }) => !asked.tasks.includes(task) || !ids.includes(lossId) || !asked.seeds.includes(seed),
  );
  if (strays.length > 0) throw refusal('it holds trials that it did not ask for');
  if (hasTwice(results.map(({ task, lossId, seed }) => `${task} ${lossId} ${seed}`)))
    throw refusal('a trial stands in it twice');
  return parsed.output;
}

function hasTwice(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

function refusal(what: string): InputError {
  return new InputError({
    found: `A study that cannot be shown: ${what}`,
    expected: 'the result of npm run study',
    todo: 'Make it again',
  });
}
