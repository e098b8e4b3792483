import { InputError } from '../errors';
import { nearestFree } from './ball';
import { type BenchCase, cellOf } from './benchCase';
import { bodyOf, type Marks, voxelsOfBlob } from './body';
import { voxelsOfStroke } from './brush';
import { checkEdit } from './checkEdit';
import type { Edit } from './edit';
import { growRuns, shrinkRuns } from './layers';
import { largestLogit, logitOf } from './logits';
import { type Runs, runsOf } from './runs';
import { shiftRuns } from './shift';

/** What an edit writes into a prediction (logits); nothing is written here. Throws InputError on an edit that the case does not allow. */
export function runsOfEdit(benchCase: BenchCase, logits: Float32Array, edit: Edit, marks: Marks): Runs {
  checkEdit(benchCase, edit);
  const { grid, ids } = benchCase;
  switch (edit.kind) {
    case 'miss':
      return runsOf(withBlob(benchCase, bodyOf(benchCase, logits, edit.blob, marks), edit.blob, marks), -largestLogit);
    case 'unmiss':
      return runsOf(voxelsOfBlob(benchCase, edit.blob), largestLogit);
    case 'shrink':
      return shrinkRuns(benchCase, bodyOf(benchCase, logits, edit.blob, marks), edit.by, marks);
    case 'grow': {
      const body = bodyOf(benchCase, logits, edit.blob, marks);
      return growRuns(benchCase, logits, body, edit.by, (v) => cellOf(benchCase, v) === edit.blob, marks);
    }
    case 'shift':
      return shiftRuns(benchCase, logits, bodyOf(benchCase, logits, edit.blob, marks), edit.by, marks);
    case 'probability': {
      const body = bodyOf(benchCase, logits, edit.blob, marks);
      return runsOf(body.length > 0 ? body : voxelsOfBlob(benchCase, edit.blob), logitOf(edit.probability));
    }
    case 'ball': {
      const isFree = (v: number) => ids[v] === 0 && logits[v] <= 0;
      const free = nearestFree(grid, edit.centre, edit.voxels, isFree);
      if (free.length === 0) throw noneFree();
      return runsOf(free, logitOf(edit.probability));
    }
    case 'paint':
    case 'erase':
      return runsOf(voxelsOfStroke(grid.dims, edit), edit.kind === 'paint' ? largestLogit : -largestLogit);
    default:
      return edit satisfies never;
  }
}

function noneFree(): InputError {
  return new InputError({
    found: 'no voxel outside the blobs that is not predicted already',
    expected: 'a free one, to invent a false positive in',
    todo: 'Undo, or start from another prediction',
  });
}

/** The body and the blob itself, ascending, each voxel once. */
function withBlob(benchCase: BenchCase, body: Int32Array, blob: number, marks: Marks): Int32Array {
  const own = voxelsOfBlob(benchCase, blob);
  for (const v of own) marks[v] = 1;
  const others = body.filter((v) => marks[v] === 0);
  for (const v of own) marks[v] = 0;
  if (others.length === 0) return own;
  const all = new Int32Array(own.length + others.length);
  all.set(own);
  all.set(others, own.length);
  return all.sort();
}
