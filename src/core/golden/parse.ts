import { InputError } from '../errors';
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
  const ids = uniqueIds(Int32Array.from(readNumbers(file.instances, 'instances')), shape[0]);
  checkLengths(shape, logits, ids);
  const runs = readList(file.runs, 'runs').map((run, r) => parseRun(readRecord(run, `runs[${r}]`)));
  return {
    name: readText(file.case, 'case'),
    shape,
    logits,
    ids,
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

/** The files number the blobs of each element from 1; here the blobs of a later element follow those of the one before. */
function uniqueIds(instances: Int32Array, batchSize: number): Int32Array {
  const length = instances.length / batchSize;
  let last = 0;
  for (let b = 0; b < batchSize; b++) {
    const element = instances.subarray(b * length, (b + 1) * length);
    const before = last;
    element.forEach((id, v) => {
      if (id > 0) element[v] = before + id;
      last = Math.max(last, element[v]);
    });
  }
  return instances;
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
