/**
 * The lower envelope of parabolas along a line of voxels: site p of value f (the squared distance from voxel p of the line to a blob
 * beside it) offers voxel q the squared distance f + weight (q - p)², and the envelope tells which offer is the lowest, ties going to
 * the lower id. All values are whole numbers (`weights.ts`).
 *
 * Of two sites the one further along wins from some place on, so the winners stand in the order of their sites, and one pass with a
 * stack finds them all: P. Felzenszwalb and D. Huttenlocher, Distance transforms of sampled functions, Theory of Computing 8 (2012);
 * the same idea for whole numbers: A. Meijster, J. Roerdink and W. Hesselink, A general algorithm for computing distance transforms
 * in linear time (2000).
 */
export interface Envelope {
  /** How many sites are on the stack; the arrays below hold one entry for each, in the order along the line. */
  count: number;
  readonly site: Int32Array;
  readonly id: Int32Array;
  /** The site's offer at voxel 0, f + weight p²; at voxel q it is height + weight q (q - 2p). */
  readonly height: Float64Array;
  /** From where on the site beats those before it: from the next whole number. */
  readonly start: Float64Array;
  /** How many sites start at each voxel; filled and emptied by those who paint. */
  readonly starting: Int32Array;
}

/** One axis of a volume: its number of voxels, the whole squared length of one step, and 1 / (2 weight k) for each k. */
export interface Axis {
  readonly length: number;
  readonly weight: number;
  readonly reciprocals: Float64Array;
}

export function createAxis(length: number, weight: number): Axis {
  return { length, weight, reciprocals: Float64Array.from({ length }, (_, k) => 1 / (2 * weight * k)) };
}

/** Room for lines of up to `length` voxels. */
export function createEnvelope(length: number): Envelope {
  return {
    count: 0,
    site: new Int32Array(length),
    id: new Int32Array(length),
    height: new Float64Array(length),
    start: new Float64Array(length),
    starting: new Int32Array(length),
  };
}

/**
 * Adds the site at voxel p, beyond all earlier ones, and drops those that it beats wherever they won.
 *
 * It beats site o from q = (h - h_o) / (2 weight (p - o)) on. The numerator is whole, so adding a half (if o wins ties) or
 * taking one away moves q off the voxels, by at least 1 / (4 weight (p - o)). As q counts only within the line, its rounding error is
 * below length 2^-52; with weight length² < 2^50, q is never rounded past a voxel, and each tie goes where it should.
 */
export function addSite(envelope: Envelope, axis: Axis, p: number, value: number, id: number): void {
  const { site, height, start, id: ids } = envelope;
  const h = value + axis.weight * p * p;
  let from = 0;
  let count = envelope.count;
  while (count > 0) {
    const top = count - 1;
    const half = ids[top] < id ? 0.5 : -0.5;
    from = (h - height[top] + half) * axis.reciprocals[p - site[top]];
    if (from > start[top]) break;
    count--;
  }
  if (count === 0) from = 0;
  if (from <= axis.length - 1) {
    site[count] = p;
    ids[count] = id;
    height[count] = h;
    start[count++] = from;
  }
  envelope.count = count;
}

/** Writes the id of the winner at each voxel of the line to target[at], target[at + step], ... The envelope holds at least one site. */
export function paintIds(envelope: Envelope, axis: Axis, target: Int32Array, at: number, step: number): void {
  const { id, starting } = envelope;
  countStarts(envelope);
  let winner = -1;
  for (let q = 0, to = at; q < axis.length; q++, to += step) {
    winner += starting[q];
    starting[q] = 0;
    target[to] = id[winner];
  }
}

/** Writes the winner's offer, the squared distance, at each voxel of the line in the same way. */
export function paintSquares(envelope: Envelope, axis: Axis, target: Float64Array, at: number, step: number): void {
  const { site, height, starting } = envelope;
  countStarts(envelope);
  let winner = -1;
  for (let q = 0, to = at; q < axis.length; q++, to += step) {
    winner += starting[q];
    starting[q] = 0;
    target[to] = height[winner] + axis.weight * q * (q - 2 * site[winner]);
  }
}

/** Writes both in one go, at the voxels from `first` to `last` of the line: those of voxel 0 would be at target[at]. */
export function paintBoth(
  envelope: Envelope,
  { length, weight }: Axis,
  ids: Int32Array,
  squares: Float64Array,
  at: number,
  step: number,
  first: number,
  last: number,
): void {
  const { site, id, height, starting } = envelope;
  countStarts(envelope);
  let winner = -1;
  for (let q = 0; q < first; q++) {
    winner += starting[q];
    starting[q] = 0;
  }
  for (let q = first, to = at + first * step; q <= last; q++, to += step) {
    winner += starting[q];
    starting[q] = 0;
    ids[to] = id[winner];
    squares[to] = height[winner] + weight * q * (q - 2 * site[winner]);
  }
  for (let q = last + 1; q < length; q++) starting[q] = 0;
}

/** Of several sites that start between the same two voxels only the last wins anything; the painters' running sum skips the others. */
function countStarts({ count, start, starting }: Envelope): void {
  for (let k = 0; k < count; k++) starting[Math.ceil(start[k])]++;
}

/** No winning offer between the voxels `first` and `last` of the line is higher than this: each winner's is highest where it starts, or where the next one starts. */
export function highestSquare(
  { count, site, height, start }: Envelope,
  { weight }: Axis,
  first: number,
  last: number,
): number {
  let top = count - 1;
  while (top > 0 && start[top] > last) top--;
  let highest = height[top] + weight * last * (last - 2 * site[top]);
  for (let k = top; k >= 0; k--) {
    const from = Math.max(start[k], first);
    const square = height[k] + weight * from * (from - 2 * site[k]);
    if (square > highest) highest = square;
    if (start[k] <= first) break;
  }
  return highest;
}
