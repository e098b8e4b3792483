import { type Change, ChangeGatherer } from './change';
import type { Stretches } from './stretches';

/**
 * Values of some voxels in compact form: run r gives `values[r]` to the voxels starts[r] .. starts[r] + lengths[r] - 1. A blob switched
 * on or off is a few runs a row, whatever its size.
 */
export interface Runs {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly values: Float32Array;
}

/** Gathers runs; voxels that come one after another with equal values become one run. */
export class RunGatherer {
  private starts = new Int32Array(64);
  private lengths = new Int32Array(64);
  private values = new Float32Array(64);
  private count = 0;

  /** `count` voxels from `voxel` on. */
  add(voxel: number, value: number, count = 1): void {
    const last = this.count - 1;
    if (last >= 0 && this.starts[last] + this.lengths[last] === voxel && this.values[last] === value) {
      this.lengths[last] += count;
      return;
    }
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = voxel;
    this.lengths[this.count] = count;
    this.values[this.count++] = value;
  }

  get length(): number {
    return this.count;
  }

  finish(): Runs {
    return {
      starts: this.starts.slice(0, this.count),
      lengths: this.lengths.slice(0, this.count),
      values: this.values.slice(0, this.count),
    };
  }

  private grow(): void {
    const larger = <A extends Int32Array | Float32Array>(old: A, fresh: A): A => {
      fresh.set(old);
      return fresh;
    };
    this.starts = larger(this.starts, new Int32Array(2 * this.count));
    this.lengths = larger(this.lengths, new Int32Array(2 * this.count));
    this.values = larger(this.values, new Float32Array(2 * this.count));
  }
}

/** Runs of one value for the given voxels. */
export function runsOf(voxels: Int32Array, value: number): Runs {
  const runs = new RunGatherer();
  const rounded = Math.fround(value);
  for (let n = 0; n < voxels.length; n++) runs.add(voxels[n], rounded);
  return runs.finish();
}

/** The same for stretches. */
export function runsOfStretches({ starts, ends }: Stretches, value: number): Runs {
  const runs = new RunGatherer();
  const rounded = Math.fround(value);
  for (let n = 0; n < starts.length; n++) runs.add(starts[n], rounded, ends[n] - starts[n]);
  return runs.finish();
}

/** Writes the runs into `values`; gives the runs that take them back. Voxels that have their value already are left out of both, and of what `hear` hears. */
export function writeRuns(values: Float32Array, runs: Runs, hear: (change: Change) => void): Runs {
  const before = new RunGatherer();
  const changes = new ChangeGatherer(hear);
  for (let r = 0; r < runs.starts.length; r++) {
    const value = runs.values[r];
    const end = runs.starts[r] + runs.lengths[r];
    for (let v = runs.starts[r]; v < end; ) {
      const old = values[v];
      const start = v;
      for (; v < end && values[v] === old; v++) values[v] = value;
      if (old === value) continue;
      before.add(start, old, v - start);
      changes.add(start, v - start, old, value);
    }
  }
  changes.flush();
  return before.finish();
}

export function byteLength({ starts, lengths, values }: Runs): number {
  return starts.byteLength + lengths.byteLength + values.byteLength;
}

export function isEmpty({ starts }: Runs): boolean {
  return starts.length === 0;
}
