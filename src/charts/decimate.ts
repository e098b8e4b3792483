/**
 * Which points a line of that width in pixels needs: ascending indices of the first, lowest, highest and last point of each
 * column (`columnWidth` in units of x). `xs` ascending. The drawn outline is the same, however many points there are.
 */
export function keepExtremes(xs: ArrayLike<number>, ys: ArrayLike<number>, columnWidth: number): number[] {
  const kept: number[] = [];
  const columnOf = (i: number) => Math.floor(xs[i] / columnWidth);
  for (let start = 0; start < xs.length; ) {
    let [end, low, high] = [start, start, start];
    for (const column = columnOf(start); end < xs.length && columnOf(end) === column; end++) {
      if (ys[end] < ys[low]) low = end;
      if (ys[end] > ys[high]) high = end;
    }
    for (const i of [start, Math.min(low, high), Math.max(low, high), end - 1]) {
      if (i !== kept[kept.length - 1]) kept.push(i);
    }
    start = end;
  }
  return kept;
}
