import * as v from 'valibot';
import { changedLoss } from '../core/losses/changedLoss';
import { type PhantomControl, phantomEntry } from '../core/phantoms/catalogue';
import { type PhantomSettings, phantomKinds } from '../core/phantoms/settings';
import { baseLosses, type LossSettings, maskings, schemes, type TrainSettings } from '../core/settings';
import type { TierSetting } from '../core/tier';
import { type FurtherPhantom, mostCases } from './cases/casesModel';

const wholeNumber = (from: number, to: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(from), v.maxValue(to));
const number = (from: number, to: number) =>
  v.pipe(v.string(), v.maxLength(20), v.transform(Number), v.number(), v.minValue(from), v.maxValue(to));

/** Seeds joined by commas, each once. */
const seeds = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}(,\d{1,9}){0,10}$/),
  v.transform((text) => [...new Set(text.split(',').map(Number))]),
);

/** What the address may set after its `#`, as in `#case=ms&size=64&steps=100`; unknown names and bad values are left out. */
const fields = {
  mode: v.picklist(['blobs', 'bench', 'train', 'compare']),
  case: v.picklist(phantomKinds),
  caseSeed: wholeNumber(0, 999_999_999),
  trainSeeds: seeds,
  validateSeeds: seeds,
  size: wholeNumber(48, 128),
  blobs: wholeNumber(0, 2000),
  seed: wholeNumber(0, 999_999_999),
  steps: wholeNumber(1, 100_000),
  levels: v.pipe(
    v.picklist(['2', '3']),
    v.transform((s) => (s === '2' ? (2 as const) : (3 as const))),
  ),
  width: wholeNumber(4, 16),
  upsampling: v.picklist(['learned', 'nearest']),
  patch: v.pipe(wholeNumber(16, 64), v.multipleOf(4)),
  batch: wholeNumber(1, 4),
  learningRate: number(1e-6, 1),
  predictEvery: wholeNumber(0, 100_000),
  backend: v.picklist(['auto', 'webgpu', 'wasm', 'cpu']),
  scheme: v.picklist(schemes),
  base: v.picklist(baseLosses),
  alpha: number(0, 10),
  beta: number(0, 10),
  masking: v.picklist(maskings),
  smooth: number(0, 1),
  tverskyFp: number(0, 1),
  tverskyFn: number(0, 1),
  focalGamma: number(0, 5),
  focalAlpha: v.union([
    number(0, 1),
    v.pipe(
      v.literal('none'),
      v.transform(() => null),
    ),
  ]),
  focalTverskyGamma: number(0.1, 3),
  topKPercent: number(1, 100),
  biccAlpha: number(0, 1),
  aslBeta: number(1, 5),
  backgroundWeight: number(0, 1),
} as const;

type Fields = { [Name in keyof typeof fields]?: v.InferOutput<(typeof fields)[Name]> };

/** The settings of an address, each checked; the query (`?backend=wasm`) serves as well as the hash. */
export function readAddress(search: string, hash: string): Fields {
  const given = new URLSearchParams(`${search.replace(/^\?/, '')}&${hash.replace(/^#/, '')}`);
  const read: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(fields)) {
    const result = v.safeParse(schema, given.get(name));
    if (given.has(name) && result.success) read[name] = result.output;
  }
  return read as Fields;
}

/** The training settings with what the address says in place. */
export function trainingFrom(given: Fields, base: TrainSettings): TrainSettings {
  const { network, patch, loss } = base;
  return {
    ...base,
    seed: given.seed ?? base.seed,
    steps: given.steps ?? base.steps,
    learningRate: given.learningRate ?? base.learningRate,
    predictEvery: given.predictEvery ?? base.predictEvery,
    backend: given.backend ?? base.backend,
    network: {
      levels: given.levels ?? network.levels,
      baseWidth: given.width ?? network.baseWidth,
      upsampling: given.upsampling ?? network.upsampling,
    },
    patch: { ...patch, size: given.patch ?? patch.size, batchSize: given.batch ?? patch.batchSize },
    loss: lossFrom(given, loss),
  };
}

/** The loss with what the address says; where a base does not go with the scheme, the base that the scheme was published with. */
function lossFrom(given: Fields, loss: LossSettings): LossSettings {
  const said = Object.keys(loss).filter((name) => given[name as keyof Fields] !== undefined);
  const change: Partial<LossSettings> = Object.fromEntries(said.map((name) => [name, given[name as keyof Fields]]));
  return changedLoss(loss, change);
}

/** What the address decides of that which otherwise the machine's tier does. */
export function pinnedBy({ patch, width, predictEvery }: Fields): readonly TierSetting[] {
  const given = { patchSize: patch, baseWidth: width, predictEvery };
  return (['patchSize', 'baseWidth', 'predictEvery'] as const).filter((name) => given[name] !== undefined);
}

/** The built-in case with what the address says in place, as far as its kind can be made so. */
export function phantomFrom(given: Fields, defaults: PhantomSettings): PhantomSettings {
  const { ranges } = phantomEntry(defaults.kind);
  const within = (control: PhantomControl, wanted = defaults[control]) =>
    wanted >= ranges[control].min && wanted <= ranges[control].max ? wanted : defaults[control];
  return {
    ...defaults,
    seed: within('seed', given.caseSeed),
    size: within('size', given.size),
    blobCount: within('blobCount', given.blobs),
  };
}

/** The built-in cases beside the first, by their seeds; one that is named twice, or is the first, counts once. */
export function furtherFrom({ trainSeeds = [], validateSeeds = [] }: Fields, first: PhantomSettings): FurtherPhantom[] {
  const { min, max } = phantomEntry(first.kind).ranges.seed;
  const wanted: FurtherPhantom[] = [
    ...trainSeeds.map((seed) => ({ seed, role: 'train' as const })),
    ...validateSeeds.map((seed) => ({ seed, role: 'validate' as const })),
  ];
  const isGood = ({ seed }: FurtherPhantom, index: number) =>
    seed !== first.seed && seed >= min && seed <= max && wanted.findIndex((other) => other.seed === seed) === index;
  return wanted.filter(isGood).slice(0, mostCases - 1);
}
