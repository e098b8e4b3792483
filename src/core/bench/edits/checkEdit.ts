import { InputError } from '../../errors';
import type { Triple } from '../../volume';
import type { BenchCase } from '../benchCase';
import type { Edit } from './edit';

/** Most layers that a blob shrinks or grows by at once, and the largest brush; voxels. */
const mostLayers = 64;
const largestRadius = 64;

/** Throws InputError on an edit of a blob that does not exist, or with numbers out of range. */
export function checkEdit({ blobs, grid: { dims } }: BenchCase, edit: Edit): void {
  if ('blob' in edit && !(Number.isInteger(edit.blob) && edit.blob >= 1 && edit.blob <= blobs.length))
    refuse(`an edit of blob ${edit.blob}`, `one of the ${blobs.length} blobs of this case`, 'Select a blob');
  switch (edit.kind) {
    case 'miss':
    case 'unmiss':
      return;
    case 'shrink':
    case 'grow':
      checkWhole(edit.by, 0, mostLayers, 'layers');
      return;
    case 'shift':
      for (const by of edit.by) checkWhole(by, -largestSide(dims), largestSide(dims), 'voxels');
      return;
    case 'probability':
      checkProbability(edit.probability);
      return;
    case 'ball':
      checkProbability(edit.probability);
      checkWhole(edit.voxels, 1, 1_000_000, 'voxels');
      edit.centre.forEach((at, axis) => {
        checkWhole(at, 0, dims[axis] - 1, `as its place along ${'xyz'[axis]}`);
      });
      return;
    case 'paint':
    case 'erase':
      checkStroke(edit.path, edit.radius);
      return;
    default:
      edit satisfies never;
  }
}

function checkStroke(path: readonly Triple[], radius: number): void {
  if (!(radius >= 0 && radius <= largestRadius))
    refuse(`a brush radius of ${radius}`, `0 to ${largestRadius} voxels`, 'Choose a radius in that range');
  if (!path.every((point) => point.every(Number.isFinite)))
    refuse('a stroke through a place that is no number', 'voxel positions', 'Draw the stroke again');
}

function checkWhole(value: number, min: number, max: number, what: string): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  refuse(`${value} ${what}`, `a whole number from ${min} to ${max}`, 'Choose a number in that range');
}

function checkProbability(value: number): void {
  if (!(value >= 0 && value <= 1)) refuse(`a probability of ${value}`, '0 to 1', 'Choose a probability in that range');
}

function largestSide(dims: Triple): number {
  return Math.max(...dims);
}

function refuse(found: string, expected: string, todo: string): never {
  throw new InputError({ found, expected, todo });
}
