import { InputError } from '../errors';
import type { LossGeometry } from '../losses/geometry';
import type { GoldenCase, GoldenRun, SkippedRun } from './case';
import { parseFamilyRun } from './familyRun';
import { recogniseGolden } from './kind';
import { type JsonRecord, readList, readNumbers, readRecord, readText } from './read';
import { parseReferenceRun } from './referenceRun';

/** A golden file of kind 'blob loss' or 'loss family' from its JSON. Throws InputError when it is of another kind or damaged. */
export function parseGolden(data: unknown): GoldenCase {
  const parseRun = runParsers.get(recogniseGolden(data));
  const file = readRecord(data, 'the top');
  if (!parseRun)
    throw new InputError({
      found: `A golden file with the keys ${Object.keys(file).join(', ')}`,
      expected: 'logits, instances and runs',
      todo: 'Leave the file out',
    });
  const shape = readShape(file);
  const logits = Float64Array.from(readNumbers(file.logits, 'logits'));
  const instances = Int32Array.from(readNumbers(file.instances, 'instances'));
  checkLengths(shape, logits, instances);
  const firstIds = idsBefore(instances, shape[0]);
  const ids = uniqueIds(instances, firstIds);
  const runs = readList(file.runs, 'runs').map((run, r) => parseRun(readRecord(run, `runs[${r}]`)));
  return {
    name: readText(file.case, 'case'),
    shape,
    logits,
    ids,
    geometry: readGeometry(file, shape, firstIds),
    runs: runs.filter((run): run is GoldenRun => 'checks' in run),
    skipped: runs.filter((run): run is SkippedRun => 'reason' in run),
  };
}

const runParsers: ReadonlyMap<string, (run: JsonRecord) => GoldenRun | SkippedRun> = new Map([
  ['blob loss', parseReferenceRun],
  ['loss family', parseFamilyRun],
]);

function readShape(file: JsonRecord): GoldenCase['shape'] {
  const [batch, channels, depth, height, width] = readNumbers(file.shape, 'shape');
  if (channels !== 1) throw new Error(`a golden file of ${channels} channels; all known have one`);
  return [batch, depth, height, width];
}

/** How many blobs the elements before each one hold: the files number the blobs of each element from 1, here they are unique in the batch. */
function idsBefore(instances: Int32Array, batchSize: number): readonly number[] {
  const length = instances.length / batchSize;
  let last = 0;
  return Array.from({ length: batchSize }, (_, b) => {
    const before = last;
    for (const id of instances.subarray(b * length, (b + 1) * length)) last = Math.max(last, before + id);
    return before;
  });
}

function uniqueIds(instances: Int32Array, before: readonly number[]): Int32Array {
  const length = instances.length / before.length;
  return instances.map((id, v) => (id > 0 ? id + before[Math.floor(v / length)] : 0));
}

/** Spacings are in the order of the shape in the files, along x, y, z here. */
function readGeometry(
  file: JsonRecord,
  [, depth, height, width]: GoldenCase['shape'],
  before: readonly number[],
): LossGeometry {
  const [dz, dy, dx] = file.spacing === undefined ? [1, 1, 1] : readNumbers(file.spacing, 'spacing');
  const map = (name: string) => (file[name] === undefined ? null : Int32Array.from(readNumbers(file[name], name)));
  const [cells, predictedCells] = [map('voronoi'), map('pred_voronoi')];
  return {
    dims: [width, height, depth],
    spacingMm: [dx, dy, dz],
    ...(cells && { cells: uniqueIds(cells, before) }),
    ...(predictedCells && { predictedCells }),
  };
}

function checkLengths(shape: GoldenCase['shape'], logits: Float64Array, ids: Int32Array): void {
  const voxels = shape.reduce((product, size) => product * size, 1);
  if (logits.length === voxels && ids.length === voxels) return;
  throw new InputError({
    found: `A golden file of shape ${shape.join('x')} with ${logits.length} logits and ${ids.length} instances`,
    expected: `${voxels} of each`,
    todo: 'Write the file anew, or leave it out',
  });
}
