import type { Connectivity } from './case';
import { noMonitor, type WorkMonitor } from './errors';
import { type Dims, voxelCount } from './volume';

/** Connected components of a mask: one id per voxel, 0 = background, 1..count in the order of each component's first voxel. */
export interface Components {
  readonly ids: Int32Array;
  readonly count: number;
}

/**
 * Labels the connected components of `mask` (non-zero = foreground; flat, x fastest; both arrays one entry per voxel).
 * Works on runs along x, joined by union-find with the runs of the rows before them, so its cost follows the number of runs.
 */
export function labelComponents(
  mask: Uint8Array,
  dims: Dims,
  connectivity: Connectivity,
  monitor: WorkMonitor = noMonitor,
): Components {
  if (mask.length !== voxelCount(dims)) throw new Error(`mask of ${mask.length} voxels on a grid of ${dims.join('x')}`);
  const runs = findRuns(mask, dims, monitor);
  joinRuns(runs, dims, connectivity, monitor);
  const count = numberComponents(runs.parents);
  return { ids: paintRuns(runs, mask.length, monitor), count };
}

/** Foreground runs along x in array order; run r covers voxels starts[r] .. ends[r] - 1. Row y + ny * z holds runs rowFirst[row] .. rowFirst[row + 1] - 1. */
interface Runs {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly rowFirst: Int32Array;
  /** Union-find: a run's parent is an earlier run or itself; afterwards, the id of its component. */
  readonly parents: Int32Array;
}

/** A row already visited that may hold neighbours, and by how many voxels along x a run reaches into it beyond its own extent. */
interface NeighbourRow {
  readonly dy: -1 | 0 | 1;
  readonly dz: -1 | 0;
  readonly reach: 0 | 1;
}

function findRuns(mask: Uint8Array, [nx, ny, nz]: Dims, monitor: WorkMonitor): Runs {
  const rowFirst = countRuns(mask, nx, ny * nz, monitor);
  const runCount = rowFirst[ny * nz];
  const starts = new Int32Array(runCount);
  const ends = new Int32Array(runCount);
  let run = 0;
  for (let row = 0; row < ny * nz; row++) {
    if (rowFirst[row] === rowFirst[row + 1]) continue;
    const rowEnd = (row + 1) * nx;
    for (let i = row * nx; i < rowEnd; i++) {
      if (mask[i] === 0) continue;
      starts[run] = i;
      while (i < rowEnd && mask[i] !== 0) i++;
      ends[run++] = i;
    }
  }
  return { starts, ends, rowFirst, parents: identity(runCount) };
}

/** Counting first costs one light pass and saves growing arrays whose final size can be millions. */
function countRuns(mask: Uint8Array, nx: number, rowCount: number, monitor: WorkMonitor): Int32Array {
  const rowFirst = new Int32Array(rowCount + 1);
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (row % 8192 === 0) pace(monitor, (0.3 * row) / rowCount);
    rowFirst[row] = count;
    let before = 0;
    const rowEnd = (row + 1) * nx;
    for (let i = row * nx; i < rowEnd; i++) {
      const here = mask[i];
      if (here !== 0 && before === 0) count++;
      before = here;
    }
  }
  rowFirst[rowCount] = count;
  return rowFirst;
}

function identity(length: number): Int32Array {
  const values = new Int32Array(length);
  for (let i = 0; i < length; i++) values[i] = i;
  return values;
}

function joinRuns(runs: Runs, [nx, ny, nz]: Dims, connectivity: Connectivity, monitor: WorkMonitor): void {
  const neighbours = neighbourRows(connectivity);
  for (let z = 0; z < nz; z++) {
    pace(monitor, 0.3 + (0.5 * z) / nz);
    for (let y = 0; y < ny; y++) {
      for (const { dy, dz, reach } of neighbours) {
        if (z + dz < 0 || y + dy < 0 || y + dy >= ny) continue;
        const rowStep = dy + ny * dz;
        joinRows(runs, y + ny * z, rowStep, nx * rowStep, reach);
      }
    }
  }
}

function neighbourRows(connectivity: Connectivity): readonly NeighbourRow[] {
  const across = connectivity === 6 ? 0 : 1;
  const faces: NeighbourRow[] = [
    { dy: -1, dz: 0, reach: across },
    { dy: 0, dz: -1, reach: across },
  ];
  if (connectivity === 6) return faces;
  const corner = connectivity === 26 ? 1 : 0;
  return [...faces, { dy: -1, dz: -1, reach: corner }, { dy: 1, dz: -1, reach: corner }];
}

/** Joins the runs of `row` with those of row + rowStep that touch them, walking along both at once. */
function joinRows(runs: Runs, row: number, rowStep: number, voxelStep: number, reach: number): void {
  const { starts, ends, rowFirst, parents } = runs;
  const endHere = rowFirst[row + 1];
  const endThere = rowFirst[row + rowStep + 1];
  let here = rowFirst[row];
  let there = rowFirst[row + rowStep];
  while (here < endHere && there < endThere) {
    const start = starts[here] + voxelStep;
    const end = ends[here] + voxelStep;
    if (starts[there] < end + reach && start < ends[there] + reach) join(parents, here, there);
    if (ends[there] < end) there++;
    else here++;
  }
}

/** The smaller root wins, so that a root is always the component's first run. */
function join(parents: Int32Array, a: number, b: number): void {
  const rootA = findRoot(parents, a);
  const rootB = findRoot(parents, b);
  if (rootA < rootB) parents[rootB] = rootA;
  else parents[rootA] = rootB;
}

function findRoot(parents: Int32Array, run: number): number {
  let at = run;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}

/** Turns parents into ids 1..count; parents come before their children, so one pass is enough. */
function numberComponents(parents: Int32Array): number {
  let count = 0;
  for (let run = 0; run < parents.length; run++) {
    const parent = parents[run];
    parents[run] = parent === run ? ++count : parents[parent];
  }
  return count;
}

function paintRuns({ starts, ends, parents }: Runs, voxels: number, monitor: WorkMonitor): Int32Array {
  const ids = new Int32Array(voxels);
  for (let run = 0; run < starts.length; run++) {
    if (run % 262144 === 0) pace(monitor, 0.8 + (0.2 * run) / starts.length);
    const id = parents[run];
    for (let i = starts[run]; i < ends[run]; i++) ids[i] = id;
  }
  pace(monitor, 1);
  return ids;
}

function pace(monitor: WorkMonitor, fraction: number): void {
  monitor.report(fraction, 'labelling blobs');
  monitor.throwIfCancelled();
}
