/** One column of the size histogram: sizes in [from, to), with the ids of the blobs in it. */
export interface SizeBin {
  readonly from: number;
  readonly to: number;
  readonly ids: readonly number[];
  /** Share of all foreground that its blobs hold, 0..1. */
  readonly share: number;
}

export interface SizedBlob {
  readonly id: number;
  readonly size: number;
}

/** Bins of equal width on a log10 axis from the smallest to the largest size, at least 8 of them: 5 a decade, 10 or 3 where the decades are few or many. No bins for no blobs. */
export function binSizes(blobs: readonly SizedBlob[]): SizeBin[] {
  if (blobs.length === 0) return [];
  const sizes = blobs.map(({ size }) => size);
  // Not Math.min(...sizes): a survey may hold more blobs than a call can take arguments.
  const [low, high] = sizes.reduce(
    ([least, most], size) => [Math.min(least, size), Math.max(most, size)],
    [sizes[0], sizes[0]],
  );
  const perDecade = binsPerDecade(Math.log10(high / low));
  const [first, last] = padded(binIndex(low, perDecade), binIndex(high, perDecade));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const members = Array.from({ length: last - first + 1 }, () => [] as SizedBlob[]);
  for (const blob of blobs) members[binIndex(blob.size, perDecade) - first].push(blob);
  return members.map((list, i) => ({
    from: 10 ** ((first + i) / perDecade),
    to: 10 ** ((first + i + 1) / perDecade),
    ids: list.map(({ id }) => id),
    share: list.reduce((sum, { size }) => sum + size, 0) / total,
  }));
}

/** How many of the sizes lie in each bin of a shared axis; sizes outside all bins are not counted. */
export function countInBins(bins: readonly Pick<SizeBin, 'from' | 'to'>[], sizes: readonly number[]): number[] {
  const counts = new Array<number>(bins.length).fill(0);
  if (bins.length === 0) return counts;
  const [low, high] = [Math.log(bins[0].from), Math.log(bins[bins.length - 1].to)];
  for (const size of sizes) {
    const index = Math.floor(((Math.log(size) - low) / (high - low)) * bins.length + 1e-9);
    if (index >= 0 && index < bins.length) counts[index]++;
  }
  return counts;
}

/** The bin that holds a blob; -1 where none does. */
export function binOfBlob(bins: readonly SizeBin[], blobId: number): number {
  return bins.findIndex(({ ids }) => ids.includes(blobId));
}

function binsPerDecade(decades: number): number {
  if (decades > 5) return 3;
  return decades < 1.2 ? 10 : 5;
}

/** Room on both sides of sizes that are all alike, but not below a size of 1 where none is smaller. */
function padded(first: number, last: number): readonly [number, number] {
  const missing = Math.max(0, 8 - (last - first + 1));
  const before = Math.min(Math.floor(missing / 2), first >= 0 ? first : missing);
  return [first - before, last + missing - before];
}

/** A hair is added so that a power of ten, whose logarithm may come out just below, begins its own bin. */
function binIndex(size: number, perDecade: number): number {
  return Math.floor(Math.log10(size) * perDecade + 1e-9);
}
