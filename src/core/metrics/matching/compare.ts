/** Both numbers with as many digits as it takes to see that they differ, where they do: "0.31 < 0.5". */
export function compare(value: number, sign: string, threshold: number): string {
  let digits = 2;
  while (digits < 8 && value !== threshold && value.toFixed(digits) === threshold.toFixed(digits)) digits++;
  return `${value.toFixed(digits)} ${sign} ${threshold}`;
}
