/** Upper ends that an axis from 0 may have, within a power of ten. */
const ceilings = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
/** A hair over a round number (a Dice term of 1.0000003) does not enlarge the axis. */
const slack = 1e-3;

/** The round upper end of an axis from 0 that holds `value`; 1 where there is nothing to hold. */
export function niceCeil(value: number): number {
  if (!Number.isFinite(value) || value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const mantissa = value / power;
  const ceiling = ceilings.find((c) => mantissa <= c * (1 + slack)) ?? 10;
  return tidy(ceiling * power);
}

/** Round tick values from 0 to `max`, about `count` steps of 1, 2, 2.5 or 5 times a power of ten; `isWhole` = integers only. */
export function niceTicks(max: number, count: number, isWhole = false): number[] {
  if (!(max > 0) || !Number.isFinite(max)) return [0];
  const raw = max / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5, 10].find((f) => f * power >= raw * (1 - 1e-9)) ?? 10;
  const spacing = isWhole ? Math.max(1, Math.ceil(factor * power)) : factor * power;
  const ticks: number[] = [];
  for (let i = 0; i * spacing <= max * (1 + 1e-9); i++) ticks.push(tidy(i * spacing));
  return ticks;
}

/** Ticks of a log10 axis inside [low, high]: 1, 2 and 5 times the powers of ten, or the powers alone where those are more than `most`. */
export function logTicks(low: number, high: number, most: number): number[] {
  const collect = (factors: readonly number[]) => {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const factor of factors) ticks.push(tidy(factor * 10 ** power));
    }
    return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  };
  const fine = collect([1, 2, 5]);
  const powers = collect([1]);
  return fine.length > most && powers.length > 1 ? powers : fine;
}

/** A term in about three figures, a dash where there is none: 0.57, 0.013, 12.5, 2.1e-5. */
export function formatTerm(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size === 0) return '0.00';
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  if (size >= 0.0995) return value.toFixed(2);
  return size >= 1e-4 ? value.toPrecision(2) : value.toExponential(1);
}

/** A whole or round number with thousands separated: 46,870. */
export function formatCount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** Tick words that all carry as many decimals as the finest of them needs. */
export function formatTicks(ticks: readonly number[]): string[] {
  const decimals = (tick: number) => (String(tick).split('.')[1] ?? '').length;
  const most = Math.min(6, Math.max(0, ...ticks.map(decimals)));
  return ticks.map((tick) =>
    tick.toLocaleString('en-US', { minimumFractionDigits: most, maximumFractionDigits: most }),
  );
}

/** The same number without the last bits of binary noise. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
