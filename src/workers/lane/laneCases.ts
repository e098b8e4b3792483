import { type Box, cutBox, findContentBox, spreadBox } from '../../core/content';
import { InputError, type WorkMonitor } from '../../core/errors';
import { normaliseIntensities } from '../../core/intensity';
import { type CaseSampler, createCaseSampler } from '../../core/patchCases';
import type { TrainSettings } from '../../core/settings';
import { nextTask } from '../../engine/nextTask';
import { predictScan } from '../../engine/predict';
import type { Trainer } from '../../engine/trainer';
import type { LaneCase } from '../../protocol/laneCalls';
import type { LaneBackend } from './laneBackend';
import { canBeHelped, type LaneHelpers } from './laneHelpers';
import { tileOverlap } from './tileOverlap';

/** A case as a lane works with it. */
export interface PreparedCase extends Omit<LaneCase, 'scan'> {
  /** The part of the scan that patches are cut from and that is predicted: all but an empty margin. */
  readonly box: Box;
  /** Normalised intensities in the box. */
  readonly scan: Float32Array;
}

/** Normalises and crops the cases, one after another. Throws InputError where none of them is to be learned from. */
export async function prepareCases(cases: readonly LaneCase[], monitor: WorkMonitor): Promise<readonly PreparedCase[]> {
  if (!cases.some(({ role }) => role === 'train')) throw nothingToLearnFrom();
  const prepared: PreparedCase[] = [];
  for (const [index, one] of cases.entries()) {
    monitor.report(
      (0.3 * index) / cases.length,
      cases.length > 1 ? `normalising scan ${index + 1} of ${cases.length}` : 'normalising the scan',
    );
    prepared.push(prepareCase(one));
    await nextTask();
    monitor.throwIfCancelled();
  }
  return prepared;
}

/** Normalises and crops a case. */
export function prepareCase(one: LaneCase): PreparedCase {
  const { scan, ids, dims } = one;
  const box = findContentBox(scan, ids, dims);
  return { ...one, box, scan: cutBox(normaliseIntensities(scan), dims, box) };
}

/** Cuts patches from the cases to learn from, in their order. */
export function samplerOf(
  cases: readonly PreparedCase[],
  { seed, patch, network }: TrainSettings,
): { readonly patches: CaseSampler; readonly trainCases: readonly PreparedCase[] } {
  const trainCases = cases.filter(({ role }) => role === 'train');
  const patches = createCaseSampler(
    trainCases.map(({ dims, box, spacingMm, scan, ids }) => ({
      ...{ dims: box.dims, spacingMm, scan, ids: cutBox(ids, dims, box) },
      ...{ settings: patch, seed, levels: network.levels },
    })),
  );
  return { patches, trainCases };
}

/** A model as it predicts. */
export interface PredictingModel {
  readonly trainer: Trainer;
  readonly settings: Pick<TrainSettings, 'network' | 'patch'>;
  readonly backend: Pick<LaneBackend, 'name'>;
  readonly helpers: LaneHelpers;
}

/** Probability of foreground for every voxel of a case, 0 in its margin. */
export async function predictCase(
  { trainer, settings, backend, helpers }: PredictingModel,
  { dims, box, scan }: PreparedCase,
  helperCount: number,
  monitor: WorkMonitor,
): Promise<Float32Array<ArrayBuffer>> {
  const { network, patch } = settings;
  const window = { dims: box.dims, scan, tileSize: patch.size, overlap: tileOverlap };
  const isHelped = helperCount > 0 && canBeHelped(backend);
  const model = isHelped ? { network, weights: (await trainer.state()).weights } : null;
  const others = model ? helpers.forWindow(helperCount, window, model) : [];
  const inBox = await trainer.withWeights((weights) => predictScan({ ...window, network, weights }, monitor, others));
  return spreadBox(inBox, dims, box);
}

function nothingToLearnFrom(): InputError {
  return new InputError({
    found: 'No case to learn from',
    expected: 'at least one with the role Train',
    todo: 'Choose that role for a case of the list',
  });
}
