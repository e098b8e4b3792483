import { nextPowerOfTwo } from './pieces';

/** Rows from `from`, before `to`. */
export type RowRange = readonly [from: number, to: number];

/** Which rows of a table are added up in each row of another one, as a kernel reads it. */
export interface RangeLists {
  /** Where the ranges of each row begin, [rows of the result + 1]. */
  readonly first: Int32Array;
  /** Three numbers a range: first row, one past the last, step. Filled up with empty ranges to a power of two. */
  readonly ranges: Int32Array;
}

/** The way there, and the way back: for each row, the rows of the result that it was added to. */
export interface RangePlan {
  readonly there: RangeLists;
  readonly back: RangeLists;
}

const fewestRanges = 16;

/** `targets[t]`: the rows of a table of `rowCount` that row t of the result is the sum of; none twice, and at most `targetCount` targets. */
export function planRanges(
  targets: readonly (readonly RowRange[])[],
  rowCount: number,
  targetCount: number,
): RangePlan {
  const there = Array.from({ length: targetCount }, (_, t) =>
    (targets[t] ?? []).flatMap(([from, to]) => [from, to, 1]),
  );
  return { there: join(there), back: join(turn(targets, rowCount)) };
}

/** Targets of a row that follow one another in even steps are one range. */
function turn(targets: readonly (readonly RowRange[])[], rowCount: number): number[][] {
  const lists = Array.from({ length: rowCount }, (): number[] => []);
  targets.forEach((ranges, target) => {
    for (const [from, to] of ranges) for (let row = from; row < to; row++) append(lists[row], target);
  });
  return lists;
}

function append(list: number[], target: number): void {
  const last = list.length - 3;
  if (list[last + 1] === target + 1) throw new Error(`a row counts twice in ${target}`);
  const isSingle = last >= 0 && list[last + 1] === list[last] + 1;
  if (isSingle) list[last + 2] = target - list[last];
  if (isSingle || (last >= 0 && target === list[last + 1] - 1 + list[last + 2])) list[last + 1] = target + 1;
  else list.push(target, target + 1, 1);
}

function join(lists: readonly (readonly number[])[]): RangeLists {
  const first = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => {
    first[i + 1] = first[i] + list.length / 3;
  });
  const ranges = new Int32Array(3 * nextPowerOfTwo(Math.max(fewestRanges, first[lists.length])));
  lists.forEach((list, i) => {
    ranges.set(list, 3 * first[i]);
  });
  return { first, ranges };
}
