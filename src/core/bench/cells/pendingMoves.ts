/** Voxels of one logit in one row of the case that go from one cell to another; -1 = nowhere. */
export type TakeMove = (row: number, from: number, to: number, logit: number, count: number) => void;

/** A power of two. */
const slots = 64;

/** So that with one more run it is still less than 2^24. */
const mostAtOnce = 2 ** 22;

/** Gathers moves that are alike, so that the same few of most rows are added up once. */
export class PendingMoves {
  private readonly row = new Int32Array(slots);
  private readonly from = new Int32Array(slots);
  private readonly to = new Int32Array(slots);
  private readonly logit = new Float64Array(slots);
  private readonly count = new Int32Array(slots);
  private isEmpty = true;

  /** Each move reaches `take` once, with others that are alike, at the latest with the next `flush`. */
  constructor(private readonly take: TakeMove) {}

  /** So many voxels, less than 2^22. */
  add(row: number, from: number, to: number, logit: number, count: number): void {
    const slot = (row + 31 * from + 17 * to) & (slots - 1);
    const isAlike =
      this.row[slot] === row && this.from[slot] === from && this.to[slot] === to && this.logit[slot] === logit;
    if (!isAlike || this.count[slot] > mostAtOnce) {
      this.flushSlot(slot);
      this.row[slot] = row;
      this.from[slot] = from;
      this.to[slot] = to;
      this.logit[slot] = logit;
    }
    this.count[slot] += count;
    this.isEmpty = false;
  }

  flush(): void {
    if (this.isEmpty) return;
    for (let slot = 0; slot < slots; slot++) this.flushSlot(slot);
    this.isEmpty = true;
  }

  private flushSlot(slot: number): void {
    const count = this.count[slot];
    if (count === 0) return;
    this.count[slot] = 0;
    this.take(this.row[slot], this.from[slot], this.to[slot], this.logit[slot], count);
  }
}
