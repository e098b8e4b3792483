/** What a section measures, before it is judged. */
export interface Measured {
  readonly what: string;
  /** Of the values: "ms", "GMAC/s"; empty for words. */
  readonly unit: string;
  /** By column, in the order of the columns; null = not measured, and the note says why. */
  readonly values: Readonly<Record<string, number | string | null>>;
  /** The two columns whose ratio is told: how many times the second goes into the first. */
  readonly compare?: readonly [string, string];
  readonly target?: Target;
  readonly note?: string;
}

/** What one number of a row should come to. */
export interface Target {
  readonly must: number;
  readonly aim: number;
  readonly better: 'more' | 'less';
  /** The column it is about, or the row's ratio. */
  readonly of: 'ratio' | (string & {});
}

export type Reached = 'aim' | 'must' | 'no' | 'not measured';

/** One line of the bench's table. */
export interface Row extends Omit<Measured, 'compare'> {
  readonly section: string;
  readonly ratio: number | null;
  /** "stock / ours"; empty where nothing is compared. */
  readonly ratioOf: string;
  readonly reached?: Reached;
}

/** Works out the ratio of a row, and whether its target is reached. */
export function judge(section: string, { compare, ...measured }: Measured): Row {
  const ratio = compare ? ratioOf(measured.values[compare[0]], measured.values[compare[1]]) : null;
  const row: Row = { section, ...measured, ratio, ratioOf: compare?.join(' / ') ?? '' };
  const { target } = measured;
  if (!target) return row;
  return { ...row, reached: reachedBy(target.of === 'ratio' ? ratio : measured.values[target.of], target) };
}

/** The middle one of some numbers, the upper of the two middle ones where their count is even; null of none. */
export function median(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

type Value = number | string | null | undefined;

function ratioOf(above: Value, below: Value): number | null {
  return typeof above === 'number' && typeof below === 'number' && below !== 0 ? above / below : null;
}

function reachedBy(value: Value, { must, aim, better }: Target): Reached {
  if (typeof value !== 'number') return 'not measured';
  const isWithin = (limit: number) => (better === 'more' ? value >= limit : value <= limit);
  if (isWithin(aim)) return 'aim';
  return isWithin(must) ? 'must' : 'no';
}
