import type { BenchCase } from './benchCase';
import type { Marks } from './body';
import { largestLogit } from './logits';
import { forEachNeighbour } from './neighbours';
import { RunGatherer, type Runs, runsOf } from './runs';

/** Takes `by` layers of face neighbours off a set of voxels: a voxel goes when a neighbour is not of the set; beyond the grid nothing is. */
export function shrinkRuns({ grid: { dims } }: BenchCase, body: Int32Array, by: number, marks: Marks): Runs {
  for (const v of body) marks[v] = 1;
  let rest = Array.from(body);
  const gone: number[] = [];
  for (let layer = 0; layer < by && rest.length > 0; layer++) {
    const outer = rest.filter((v) => isAtRim(v));
    for (const v of outer) marks[v] = 0;
    for (const v of outer) gone.push(v);
    rest = rest.filter((v) => marks[v] === 1);
  }
  for (const v of rest) marks[v] = 0;
  return runsOf(Int32Array.from(gone).sort(), -largestLogit);

  function isAtRim(voxel: number): boolean {
    let neighbours = 0;
    forEachNeighbour(dims, voxel, 6, (v) => {
      neighbours += marks[v];
    });
    return neighbours < 6;
  }
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
  const grown = new Map<number, number>();
  for (const v of body) marks[v] = 1;
  let rim: Int32Array | number[] = body;
  for (let layer = 0; layer < by; layer++) {
    const next: number[] = [];
    for (const from of rim)
      forEachNeighbour(dims, from, 6, (v) => {
        if (marks[v] || !isFree(v)) return;
        marks[v] = 1;
        grown.set(v, grown.get(from) ?? logits[from]);
        next.push(v);
      });
    rim = next;
  }
  for (const v of body) marks[v] = 0;
  for (const v of grown.keys()) marks[v] = 0;
  const runs = new RunGatherer();
  for (const v of Int32Array.from(grown.keys()).sort()) runs.add(v, grown.get(v) ?? 0);
  return runs.finish();
}
