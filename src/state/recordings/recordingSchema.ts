import * as v from 'valibot';
import { InputError } from '../../core/errors';
import { phantomKinds } from '../../core/phantoms/settings';
import { type RecordingHeader, recordingVersion } from '../../core/recording/format';
import { caseRoles, mostCases } from '../cases/casesModel';
import { laneIds } from '../laneId';
import { lossSchema } from './lossSchema';

export const finite = v.pipe(v.number(), v.finite());
export const within = (low: number, high: number) => v.pipe(finite, v.minValue(low), v.maxValue(high));
export const whole = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
export const ratio = v.nullable(within(0, 1));
/** Of recordings, cases and runs: two file names may be longer together. */
export const longestName = 200;
export const words = v.pipe(v.string(), v.maxLength(longestName));
export const listOf = <Schema extends v.GenericSchema>(schema: Schema, most: number) =>
  v.pipe(v.array(schema), v.maxLength(most));

export const mostSteps = 1_000_000;
const mostBytes = 2 ** 30;
const mostBlobs = 100_000;

/** Settings of a training as they come from outside. */
export const settingsSchema = v.object({
  seed: finite,
  steps: whole(0, mostSteps),
  network: v.object({
    levels: v.picklist([2, 3]),
    baseWidth: whole(1, 128),
    upsampling: v.picklist(['learned', 'nearest']),
  }),
  patch: v.object({
    size: whole(4, 256),
    batchSize: whole(1, 64),
    foregroundShare: within(0, 1),
    flips: v.boolean(),
  }),
  learningRate: within(0, 1e3),
  schedule: v.picklist(['constant', 'poly', 'cosine']),
  warmupSteps: whole(0, mostSteps),
  loss: lossSchema,
  predictEvery: whole(0, mostSteps),
  backend: v.picklist(['auto', 'webgpu', 'wasm', 'cpu']),
});

const backendNames = ['webgpu', 'wasm', 'cpu'] as const;
const count = whole(0, mostBlobs);
const scores = v.object({
  threshold: within(0, 1),
  dice: ratio,
  ...{ foundBlobs: count, missedBlobs: count, predictedBlobs: whole(0, 2 ** 31), falseBlobs: whole(0, 2 ** 31) },
  ...{ sensitivity: ratio, precision: ratio, f1: ratio },
  perBlob: listOf(
    v.object({ id: whole(1, mostBlobs), isFound: v.boolean(), recall: within(0, 1), meanProbability: within(0, 1) }),
    mostBlobs,
  ),
});

const event = v.variant('kind', [
  v.object({ kind: v.literal('loss'), step: whole(0, mostSteps), from: v.nullable(lossSchema), to: lossSchema }),
  v.object({
    ...{ kind: v.literal('setting'), name: v.picklist(['steps', 'predictEvery']) },
    ...{ step: whole(0, mostSteps), from: whole(0, mostSteps), to: whole(0, mostSteps) },
  }),
  v.object({
    ...{ kind: v.literal('branch'), lane: v.picklist(laneIds) },
    ...{ step: whole(0, mostSteps), from: lossSchema, to: lossSchema },
  }),
  v.object({
    ...{ kind: v.literal('restart'), backend: v.picklist(backendNames) },
    ...{ step: whole(0, mostSteps), reached: whole(0, mostSteps) },
  }),
  v.object({ kind: v.literal('resumed'), step: whole(0, mostSteps), backend: v.picklist(backendNames) }),
]);

const predictions = listOf(
  v.object({ step: whole(0, mostSteps), elapsedMs: within(0, 1e9), scores, byteCount: whole(0, mostBytes) }),
  10_000,
);
const furtherId = whole(1, 10_000);

const lane = v.object({
  id: v.picklist(laneIds),
  settings: settingsSchema,
  backend: v.picklist(backendNames),
  changes: listOf(v.object({ step: whole(0, mostSteps), loss: lossSchema }), 10_000),
  events: v.optional(listOf(event, 10_000)),
  stepCount: whole(0, mostSteps),
  termCount: whole(0, 2 ** 30),
  predictions,
  validations: v.exactOptional(listOf(v.object({ caseId: furtherId, predictions }), mostCases)),
  checkpoints: listOf(v.object({ step: whole(0, mostSteps), byteCount: whole(0, mostBytes) }), 10_000),
});

const side = whole(1, 2048);
const phantom = v.object({
  kind: v.picklist(phantomKinds),
  seed: finite,
  size: whole(48, 128),
  blobCount: whole(0, 2000),
  sizeSpread: within(0, 10),
  contrast: within(0, 100),
  noise: within(0, 100),
});

/** What the lanes learned from. */
export const caseSchema = v.object({
  name: words,
  phantom: v.nullable(phantom),
  dims: v.tuple([side, side, side]),
  spacingMm: v.tuple([within(1e-6, 1e6), within(1e-6, 1e6), within(1e-6, 1e6)]),
  connectivity: v.picklist([6, 18, 26]),
  blobVoxels: listOf(whole(1, 2 ** 31), mostBlobs),
});

const further = v.object({
  homeRole: v.picklist(caseRoles),
  cases: listOf(v.object({ ...caseSchema.entries, id: furtherId, role: v.picklist(['train', 'validate']) }), mostCases),
});

const header = v.object({
  format: v.literal('blobscope-recording'),
  version: whole(1, recordingVersion),
  name: words,
  madeAt: words,
  case: caseSchema,
  further: v.exactOptional(further),
  lanes: v.pipe(v.array(lane), v.minLength(1), v.maxLength(4)),
});

/** A scan has no more voxels than this. */
const mostVoxels = 2 ** 28;

/** The header of a recording as it may be believed; throws InputError on another version, on anything missing, too large or of another type. */
export function checkHeader(data: unknown): RecordingHeader {
  const version = v.safeParse(v.object({ format: v.literal('blobscope-recording'), version: v.number() }), data);
  if (!version.success) throw refusal('a file that does not say that it is a recording');
  if (version.output.version > recordingVersion)
    throw new InputError({
      found: `A recording of version ${version.output.version}`,
      expected: `version ${recordingVersion} or older`,
      todo: 'It was made by a newer page: reload this one to get the newest',
    });
  const parsed = v.safeParse(header, data);
  if (!parsed.success) throw refusal(`a recording whose ${pathOf(parsed.issues[0])} is not right`);
  const furtherCases = parsed.output.further?.cases ?? [];
  for (const { dims } of [parsed.output.case, ...furtherCases])
    if (dims[0] * dims[1] * dims[2] > mostVoxels) throw refusal(`a recording of a scan of ${dims.join(' × ')} voxels`);
  if (new Set(furtherCases.map(({ id }) => id)).size < furtherCases.length)
    throw refusal('a recording that names a case twice');
  const ids = parsed.output.lanes.map(({ id }) => id);
  if (ids[0] !== 'A' || new Set(ids).size < ids.length) throw refusal(`a recording of the lanes ${ids.join(', ')}`);
  return parsed.output;
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'header';
  return path.slice(0, 80);
}

function refusal(found: string): InputError {
  return new InputError({
    found,
    expected: 'a recording that this page has saved',
    todo: 'It is damaged or was made elsewhere: take another copy of it',
  });
}
