import { fixed } from '../../fixed';

/** Both numbers with as many digits as it takes to see that they differ, where they do: "0.31 < 0.5". */
export function compare(value: number, sign: string, threshold: number): string {
  let digits = 2;
  while (digits < 8 && value !== threshold && fixed(value, digits) === fixed(threshold, digits)) digits++;
  return `${fixed(value, digits)} ${sign} ${threshold}`;
}
