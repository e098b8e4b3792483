import type { BenchCase } from './benchCase';
import type { Marks } from './body';
import { largestLogit } from './logits';
import { neighboursOn } from './neighbours';
import { RunGatherer, type Runs, runsOf } from './runs';
import { VoxelList } from './voxelList';

/** Takes `by` layers of face neighbours off a set of voxels: a voxel goes when a neighbour is not of the set; beyond the grid nothing is. */
export function shrinkRuns({ grid: { dims } }: BenchCase, body: Int32Array, by: number, marks: Marks): Runs {
  const { of, found } = neighboursOn(dims, 6);
  const gone = new VoxelList();
  for (const v of body) marks[v] = 1;
  const isAtRim = (voxel: number) => {
    const count = of(voxel);
    for (let i = 0; i < count; i++) if (marks[found[i]] === 0) return true;
    return count < 6;
  };
  let rest = body;
  for (let layer = 0; layer < by && rest.length > 0; layer++) {
    const outer = rest.filter(isAtRim);
    for (const v of outer) {
      marks[v] = 0;
      gone.add(v);
    }
    rest = rest.filter((v) => marks[v] === 1);
  }
  for (const v of rest) marks[v] = 0;
  return runsOf(gone.ascending(), -largestLogit);
}

/** Adds `by` layers of face neighbours that `isFree`; each new voxel takes the logit of the one it grows from. */
export function growRuns(
  { grid: { dims } }: BenchCase,
  logits: Float32Array,
  body: Int32Array,
  by: number,
  isFree: (voxel: number) => boolean,
  marks: Marks,
): Runs {
  const { of, found } = neighboursOn(dims, 6);
  const grown = new Map<number, number>();
  for (const v of body) marks[v] = 1;
  let rim = body;
  for (let layer = 0; layer < by; layer++) {
    const next = new VoxelList();
    for (const from of rim) {
      const count = of(from);
      for (let i = 0; i < count; i++) {
        const v = found[i];
        if (marks[v] !== 0 || !isFree(v)) continue;
        marks[v] = 1;
        grown.set(v, grown.get(from) ?? logits[from]);
        next.add(v);
      }
    }
    rim = next.all();
  }
  for (const v of body) marks[v] = 0;
  for (const v of grown.keys()) marks[v] = 0;
  const runs = new RunGatherer();
  for (const v of Int32Array.from(grown.keys()).sort()) runs.add(v, grown.get(v) ?? 0);
  return runs.finish();
}
