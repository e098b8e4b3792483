import { readPrediction } from '../../core/bench/beginnings/checkPrediction';
import { presetLogits } from '../../core/bench/beginnings/presets';
import { type BenchCase, cutCase } from '../../core/bench/benchCase';
import type { Start } from '../../core/bench/edits/edit';
import { largestLogit, logitsOf, logitsOfMask } from '../../core/bench/logits';
import { labellingCells } from '../../core/cells';
import { InputError, type WorkMonitor } from '../../core/errors';
import { mostComponents } from '../../core/metrics/checkInput';
import type { Steps } from '../../core/steps';
import { voxelCount } from '../../core/volume';
import { allocateLater } from '../../io/allocate';
import { partOf, pause } from '../../io/stages';
import type { BenchBeginning } from '../../protocol/benchCalls';
import { readPredictionFile } from '../scan/predictionFile';
import type { LabelledCase } from '../scan/scanCase';
import { takeSteps } from '../takeSteps';

/** Cuts the case into cells: the slowest part of opening a bench, done once for a case. Throws InputError on a mask of too many blobs. */
export async function cutOpenCase({ ids, opened }: LabelledCase, monitor: WorkMonitor): Promise<BenchCase> {
  const { grid, blobs, source, connectivity } = opened;
  if (blobs.length > mostComponents) throw tooManyBlobs(blobs.length);
  const isNumbered = source.kind === 'files' && source.reading.kind === 'instances';
  await pause(monitor);
  return allocateLater(20 * ids.length, async () => {
    const steps = labellingCells(ids, grid.dims, grid.spacingMm);
    const cells = await takeSteps(steps, monitor, 'Cutting the scan into cells');
    return cutCase({ grid, ids, blobs, connectivity: isNumbered ? null : connectivity }, cells);
  });
}

/** A prediction before anything is done to it. */
export interface Beginning {
  readonly start: Start;
  readonly logits: Float32Array;
  /** What was odd about a file. */
  readonly remarks: readonly string[];
}

/** Makes or reads a prediction; listens for a cancel meanwhile. `hasPlace` = whether the case says where in space it lies. */
export async function beginningOf(
  { benchCase, hasPlace }: { readonly benchCase: BenchCase; readonly hasPlace: boolean },
  from: BenchBeginning,
  monitor: WorkMonitor,
): Promise<Beginning> {
  if (from.kind === 'file') return fromFile({ benchCase, hasPlace }, from.file, monitor);
  const logits = await takeSteps(logitsFrom(benchCase, from), monitor, 'Making the prediction');
  return { start: startOf(from), logits, remarks: [] };
}

type Made = Exclude<BenchBeginning, { readonly kind: 'file' }>;

function startOf(from: Made): Start {
  switch (from.kind) {
    case 'kept':
      return from.start;
    case 'lane':
      return { kind: 'lane', step: from.step };
    case 'perfect':
    case 'missed':
    case 'preset':
      return from;
    default:
      return from satisfies never;
  }
}

function* logitsFrom(benchCase: BenchCase, from: Made): Steps<Float32Array> {
  const { ids, grid } = benchCase;
  switch (from.kind) {
    case 'perfect':
      return yield* logitsOfMask((v) => ids[v] !== 0, ids.length);
    case 'missed':
      return new Float32Array(ids.length).fill(-largestLogit);
    case 'preset':
      return yield* presetLogits(benchCase, from.preset);
    case 'lane':
    case 'kept':
      if (from.probability.length !== voxelCount(grid.dims)) throw otherCase();
      return yield* logitsOf(from.probability);
    default:
      return from satisfies never;
  }
}

async function fromFile(
  { benchCase: { grid }, hasPlace }: { readonly benchCase: BenchCase; readonly hasPlace: boolean },
  from: File,
  monitor: WorkMonitor,
): Promise<Beginning> {
  const file = await readPredictionFile(from, { grid, hasPlace }, partOf(monitor, 0, 0.7));
  const read = takeSteps(readPrediction(file.voxels), partOf(monitor, 0.7, 1), 'Reading the prediction');
  const { logits, isBinary, remarks } = await read.catch((error) => {
    throw error instanceof InputError ? inFile(from, error) : error;
  });
  return { start: { kind: 'file', name: from.name, isBinary }, logits, remarks: [...file.remarks, ...remarks] };
}

/** The same of a file: whoever drops several at a time is told which one. */
function inFile({ name }: File, { problem }: InputError): InputError {
  return new InputError({ ...problem, found: `in ${name}: ${problem.found}` });
}

/** Of the mask: none of its predictions could be matched, the perfect one neither. */
function tooManyBlobs(count: number): InputError {
  return new InputError({
    found: `a mask of ${count.toLocaleString('en')} blobs`,
    expected: `at most ${mostComponents.toLocaleString('en')} on the bench`,
    todo: 'Check that this is the mask and not noise, or crop it',
  });
}

function otherCase(): InputError {
  return new InputError({
    found: 'a prediction of another scan',
    expected: 'one of the open case',
    todo: 'Predict the open scan first',
  });
}
