/** Neighbours in a volume that change at once: `count` voxels from `start` on, the nth from before[n] to after[n], which differ. To be read at once: the arrays are used anew. */
export interface Change {
  readonly start: number;
  readonly count: number;
  readonly before: Float32Array;
  readonly after: Float32Array;
}

/** Gathers runs that follow one another into changes of at most this many voxels. */
const mostAtOnce = 4096;

export class ChangeGatherer {
  private readonly before = new Float32Array(mostAtOnce);
  private readonly after = new Float32Array(mostAtOnce);
  private start = 0;
  private count = 0;

  /** `flush` gives the last change. */
  constructor(private readonly hear: (change: Change) => void) {}

  /** So many voxels from `start` on that all go from one value to another. */
  add(start: number, count: number, before: number, after: number): void {
    if (start !== this.start + this.count) this.flush();
    for (let left = count; left > 0; ) {
      if (this.count === mostAtOnce) this.flush();
      if (this.count === 0) this.start = start + count - left;
      const end = Math.min(mostAtOnce, this.count + left);
      left -= end - this.count;
      for (; this.count < end; this.count++) {
        this.before[this.count] = before;
        this.after[this.count] = after;
      }
    }
  }

  flush(): void {
    const { start, count, before, after } = this;
    this.count = 0;
    if (count > 0) this.hear({ start, count, before, after });
  }
}
