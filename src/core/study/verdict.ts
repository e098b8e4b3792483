import type { PairedDifference } from './pairedDifference';

/** A score and by how much it differs. */
export interface NamedDifference {
  readonly name: string;
  readonly difference: PairedDifference | null;
}

/** "small-blob sensitivity +0.11 [0.04, 0.17], precision −0.14 [−0.22, −0.05], 5 seeds"; a score that is undefined in some of them says so. */
export function verdictOf(differences: readonly NamedDifference[]): string {
  const known = differences.flatMap(({ name, difference }) => (difference ? [{ name, difference }] : []));
  if (known.length === 0) return 'no pair of seeds yet';
  const most = Math.max(...known.map(({ difference }) => difference.pairs));
  const parts = known.map(({ name, difference }) => {
    const fewer = difference.pairs < most ? ` (defined in ${difference.pairs} of ${most} seeds)` : '';
    return `${name} ${differenceWords(difference)}${fewer}`;
  });
  return `${parts.join(', ')}, ${most} ${most === 1 ? 'seed' : 'seeds'}`;
}

/** "+0.11 [0.04, 0.17]"; the interval where there is one. */
export function differenceWords({ mean, interval }: PairedDifference): string {
  const words = hundredths(mean);
  const sign = mean > 0 && words !== '0.00' ? '+' : '';
  const range = interval ? ` [${hundredths(interval[0])}, ${hundredths(interval[1])}]` : '';
  return `${sign}${words}${range}`;
}

/** A difference that is known, and which way it goes beyond chance. */
export interface JudgedDifference {
  readonly name: string;
  readonly pairs: number;
  readonly direction: ReturnType<typeof directionOf>;
}

/** The differences that are known, in their order. */
export function judge(differences: readonly NamedDifference[]): JudgedDifference[] {
  return differences.flatMap(({ name, difference }) =>
    difference ? [{ name, pairs: difference.pairs, direction: directionOf(difference) }] : [],
  );
}

/** Which way a difference goes beyond chance: its t interval does not hold 0; null = it may be chance, or there are too few pairs to say. */
export function directionOf(difference: PairedDifference | null): 'higher' | 'lower' | null {
  if (!difference?.tInterval) return null;
  const [low, high] = difference.tInterval;
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : null;
}

/** Two decimals with a true minus; a zero has no sign. */
function hundredths(value: number): string {
  const words = Math.abs(value).toFixed(2);
  return value < 0 && words !== '0.00' ? `−${words}` : words;
}
