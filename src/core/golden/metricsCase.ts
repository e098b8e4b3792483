import { labelComponents } from '../components';
import { InputError } from '../errors';
import { Evaluation } from '../metrics/evaluation';
import { defaultRules } from '../metrics/matching/rule';
import { LabelledMask } from '../metrics/predictedComponents';
import { Reference } from '../metrics/reference';
import type { Dims, Triple } from '../volume';
import { type JsonRecord, readNumber, readNumbers, readRecord, readText } from './read';

/** A golden file of kind 'metrics': two masks, and what published implementations make of them. */
export interface MetricsCase {
  readonly name: string;
  readonly dims: Dims;
  readonly spacingMm: Triple;
  /** 1 = inside; flat, x fastest. */
  readonly reference: Uint8Array;
  readonly prediction: Uint8Array;
  /** By path, "surface.monai.hd95"; null = the implementation gives nothing. Texts are left out. */
  readonly expected: ReadonlyMap<string, number | null>;
}

/** A golden file of kind 'metrics' from its JSON. Throws InputError when it is damaged. */
export function parseMetricsCase(data: unknown): MetricsCase {
  const file = readRecord(data, 'the top');
  const [nz, ny, nx] = readNumbers(file.shape, 'shape');
  const [dz, dy, dx] = readNumbers(file.spacing_mm, 'spacing_mm');
  const expected = new Map<string, number | null>();
  flatten(readRecord(file.expected, 'expected'), '', expected);
  return {
    name: readText(file.name, 'name'),
    dims: [nx, ny, nz],
    spacingMm: [dx, dy, dz],
    reference: fillRuns(file, 'reference', nx * ny * nz),
    prediction: fillRuns(file, 'prediction', nx * ny * nz),
    expected,
  };
}

/** The case as the page would evaluate it: 26-connected, the numbers' own tolerance of 1 mm. */
export function evaluateCase({ reference, prediction, dims, spacingMm }: MetricsCase): Evaluation {
  const known = new Reference(labelComponents(reference, dims, 26), dims, spacingMm);
  return new Evaluation(known, new LabelledMask(labelComponents(prediction, dims, 26), dims), {
    dims,
    spacingMm,
    connectivity: 26,
    rule: defaultRules.anyOverlap,
    minVoxels: 1,
    toleranceMm: 1,
  });
}

function flatten(value: unknown, path: string, into: Map<string, number | null>): void {
  if (Array.isArray(value)) value.forEach((entry, k) => void flatten(entry, `${path}.${k}`, into));
  else if (typeof value === 'object' && value !== null)
    for (const [key, entry] of Object.entries(value)) flatten(entry, path === '' ? key : `${path}.${key}`, into);
  else if (value === null) into.set(path, null);
  else if (!path.endsWith('.by')) into.set(path, readNumber(value, path));
}

function fillRuns(file: JsonRecord, key: string, length: number): Uint8Array {
  const runs = readNumbers(file[key], key);
  const mask = new Uint8Array(length);
  for (let r = 0; r < runs.length; r += 2) {
    if (runs[r] + runs[r + 1] > length)
      throw new InputError({
        found: `The golden file has a run up to voxel ${runs[r] + runs[r + 1]} in ${key}`,
        expected: `at most ${length} voxels, as its shape says`,
        todo: 'Write the file anew, or leave it out',
      });
    mask.fill(1, runs[r], runs[r] + runs[r + 1]);
  }
  return mask;
}
