import { InputError } from '../core/errors';
import type { BackendName, NetworkSettings, PatchSettings, TrainSettings } from '../core/settings';
import { type Dims, voxelCount } from '../core/volume';
import { type Layer, layersOf, parameterCountOf } from './network/layers';

/** What a lane needs at its peak, in bytes. */
export interface MemoryEstimate {
  /** Everything together. */
  readonly totalBytes: number;
  /** The largest single tensor. */
  readonly tensorBytes: number;
}

/** What there is, in bytes. */
export interface MemoryLimits {
  readonly totalBytes: number;
  readonly tensorBytes: number;
}

/** What decides how much memory a lane needs. */
export type MemorySettings = Pick<TrainSettings, 'network' | 'patch'>;

/** What a training step holds at its peak, beside its patch and the scan. */
interface StepNeeds {
  /** Arrays of the size of each layer's result. */
  readonly copiesPerLayer: number;
  /** Copies of the weights: Adam's state before and after, tensors, gradients, what is read back, tables of partial sums. */
  readonly copiesOfWeights: number;
  /** What does not grow with network or patch. */
  readonly fixedBytes: number;
}

/**
 * Measured and rounded up: on wasm 3.1 arrays a layer with our fused kernels, on the cpu 15, because a norm is made of single operations. On
 * webgpu, with two steps under way, the living GPU buffers after steps and a prediction, tfjs's pool of free ones included (base width, levels, patch: MiB):
 * 8, 2, 16^3: 9.9; 24^3: 19.7; 32^3: 36.4; 40^3: 62.5; 16, 3, 16^3: 39.4; 24^3: 58.1; 32^3: 95.9. That is 3.5 arrays a layer, 14 copies of the weights
 * and up to 9 MiB (tables of the filter gradients, at most some 3 MiB each); a prediction between steps on batches of two, in arrays of its own sizes, added 0.65 more.
 */
const stepNeeds: Readonly<Record<BackendName, StepNeeds>> = {
  cpu: { copiesPerLayer: 17, copiesOfWeights: 12, fixedBytes: 0 },
  wasm: { copiesPerLayer: 4, copiesOfWeights: 12, fixedBytes: 0 },
  webgpu: { copiesPerLayer: 4.5, copiesOfWeights: 16, fixedBytes: 10 * 2 ** 20 },
};
/** Values per voxel of the patch that the loss holds: logits, fields, regions, signs and their gradients. */
const lossValuesPerVoxel = 16;
/** Values per voxel of the scan: as given, normalised, blob ids, a prediction and its copy on the way out. */
const valuesPerScanVoxel = 5;
/** The same of each further scan: normalised, blob ids on its grid and within its content, the newest prediction that is kept for a sweep. */
const valuesPerFurtherVoxel = 4;

/** What training on patches, and predicting, a scan of these sides will need; `further` = sides of other scans that the lane holds. */
export function estimateMemory(
  { network, patch }: MemorySettings,
  dims: Dims,
  backend: BackendName,
  further: readonly Dims[] = [],
): MemoryEstimate {
  const layers = layersOf(network).map((layer) => valuesOf(layer, patch));
  const features = layers.reduce((total, values) => total + values, 0);
  const patchVoxels = patch.batchSize * patch.size ** 3;
  const { copiesPerLayer, copiesOfWeights, fixedBytes } = stepNeeds[backend];
  const values =
    copiesPerLayer * features +
    lossValuesPerVoxel * patchVoxels +
    copiesOfWeights * parameterCountOf(network) +
    valuesPerScanVoxel * voxelCount(dims) +
    valuesPerFurtherVoxel * further.reduce((total, sides) => total + voxelCount(sides), 0);
  return { totalBytes: 4 * values + fixedBytes, tensorBytes: 4 * Math.max(...layers) };
}

/** Throws InputError, naming the next smaller setting that fits, unless the lane fits into the limits. */
export function refuseIfTooLarge(
  settings: MemorySettings,
  dims: Dims,
  backend: BackendName,
  limits: MemoryLimits,
  further: readonly Dims[] = [],
): void {
  const fits = (smaller: MemorySettings) => isWithin(estimateMemory(smaller, dims, backend, further), limits);
  if (fits(settings)) return;
  const estimate = estimateMemory(settings, dims, backend, further);
  const isTensor = estimate.totalBytes <= limits.totalBytes;
  const [needed, limit] = isTensor
    ? [estimate.tensorBytes, limits.tensorBytes]
    : [estimate.totalBytes, limits.totalBytes];
  const smaller = smallerSettings(settings).find(fits);
  throw new InputError({
    found: `A training step with patches of ${inWords(settings)}${further.length > 0 ? `, with ${further.length + 1} scans,` : ''} needs about ${inMiB(needed)}${isTensor ? ' in one piece' : ''}`,
    expected: `at most ${inMiB(limit)} on the backend ${backend}`,
    todo: smaller ? `Choose patches of ${inWords(smaller)}` : tooLargeAnyway(further),
  });
}

/** Whether what is needed is there. */
export function isWithin(estimate: MemoryEstimate, limits: MemoryLimits): boolean {
  return estimate.totalBytes <= limits.totalBytes && estimate.tensorBytes <= limits.tensorBytes;
}

/** Numbers in the result of a layer, for a batch. */
function valuesOf({ level, to }: Layer, { size, batchSize }: PatchSettings): number {
  return to * batchSize * (size / 2 ** level) ** 3;
}

/** Ever smaller settings: fewer patches at once, then smaller patches, then a thinner network. */
function smallerSettings(settings: MemorySettings): readonly MemorySettings[] {
  const list: MemorySettings[] = [];
  let { network, patch }: { network: NetworkSettings; patch: PatchSettings } = settings;
  while (patch.batchSize > 1) {
    patch = { ...patch, batchSize: patch.batchSize - 1 };
    list.push({ network, patch });
  }
  while (patch.size > smallestPatch) {
    patch = { ...patch, size: Math.max(smallestPatch, 8 * Math.ceil(patch.size / 8) - 8) };
    list.push({ network, patch });
  }
  while (network.baseWidth > narrowest) {
    network = { ...network, baseWidth: Math.max(narrowest, Math.floor(network.baseWidth / 2)) };
    list.push({ network, patch });
  }
  return list;
}

function tooLargeAnyway(further: readonly Dims[]): string {
  return `Use ${further.length > 0 ? 'fewer or smaller scans' : 'a smaller scan'}, or another backend`;
}

const smallestPatch = 16;
const narrowest = 4;

function inWords({ network, patch }: MemorySettings): string {
  return `${patch.size}^3 voxels, ${patch.batchSize} at once, base width ${network.baseWidth}`;
}

function inMiB(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
