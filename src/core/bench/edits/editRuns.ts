import { InputError } from '../../errors';
import { type BenchCase, cellOf } from '../benchCase';
import { largestLogit, logitOf } from '../logits';
import { nearestFree } from './ball';
import { blobStretches, bodyOf, type Marks } from './body';
import { voxelsOfStroke } from './brush';
import { checkEdit } from './checkEdit';
import type { Edit } from './edit';
import { growRuns, shrinkRuns } from './layers';
import { type Runs, runsOf, runsOfStretches } from './runs';
import { shiftRuns } from './shift';
import { joinedStretches, type Stretches } from './stretches';

/** What an edit writes into a prediction (logits); nothing is written here. Throws InputError on an edit that the case does not allow. */
export function runsOfEdit(benchCase: BenchCase, logits: Float32Array, edit: Edit, marks: Marks): Runs {
  checkEdit(benchCase, edit);
  const { grid, ids } = benchCase;
  switch (edit.kind) {
    case 'miss':
      return runsOfStretches(
        withBlob(benchCase, bodyOf(benchCase, logits, edit.blob, marks), edit.blob),
        -largestLogit,
      );
    case 'unmiss':
      return runsOfStretches(blobStretches(benchCase, edit.blob), largestLogit);
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
      const meant = body.voxels > 0 ? body : blobStretches(benchCase, edit.blob);
      return runsOfStretches(meant, logitOf(edit.probability));
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

/** The body and the blob itself. */
function withBlob(benchCase: BenchCase, body: Stretches, blob: number): Stretches {
  return joinedStretches(body, blobStretches(benchCase, blob), benchCase.grid.dims[0]);
}
