import { fixed } from '../core/fixed';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A count with thousands separated: 46,870. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** "1 blob", "2 blobs", "1,204 voxels". */
export function formatMany(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A share 0..1 in per cent; never "100 %" or "0 %" unless it is exactly that. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${100 * share} %`;
  const percent = 100 * share;
  const words = fixed(percent, percent < 10 || percent > 90 ? 1 : 0);
  if (Number(words) === 0) return '< 0.1 %';
  if (share < 1 && Number(words) === 100) return '> 99.9 %';
  return `${words} %`;
}

/** A ratio 0..1 with two digits; rounding never makes it 0 or 1, and 0/0 is "undefined". */
export function formatRatio(ratio: number | null): string {
  if (ratio === null) return 'undefined';
  return unroundedToEnds(ratio, 2);
}

/** The same where there is little room: 0/0 is "0/0". */
export function formatRatioShort(ratio: number | null): string {
  return ratio === null ? '0/0' : formatRatio(ratio);
}

/** With so many digits; "< 0.01" and "> 0.99" where rounding would make it 0 or 1. */
export function unroundedToEnds(ratio: number, digits: number): string {
  const words = fixed(ratio, digits);
  const least = 1 / 10 ** digits;
  if (ratio > 0 && Number(words) === 0) return `< ${least}`;
  if (ratio < 1 && Number(words) === 1) return `> ${fixed(1 - least, digits)}`;
  return words;
}

/** The same of a mean probability on the bench: what is off by no more than the smallest probability there is off by nothing. */
export function formatProbability(p: number): string {
  return formatRatio(Math.round(p * 1e6) / 1e6);
}

/** A difference with its sign, "+0.11", "−0.04"; what rounds to nothing has neither: "±0.00". */
export function signedWords(difference: number, digits: number): string {
  const size = Math.abs(difference);
  const words = digits === 0 ? formatCount(size) : fixed(size, digits);
  if (Number(fixed(size, digits)) === 0) return `±${words}`;
  return `${difference < 0 ? '−' : '+'}${words}`;
}

/** What lengths are written in: micrometres for scans whose voxels are smaller than a tenth of a millimetre. */
export interface LengthUnit {
  readonly name: 'mm' | 'µm';
  readonly perMm: number;
}

const millimetres: LengthUnit = { name: 'mm', perMm: 1 };
const micrometres: LengthUnit = { name: 'µm', perMm: 1000 };

export function lengthUnitOf(spacingMm: readonly [number, number, number]): LengthUnit {
  return Math.min(...spacingMm) < 0.1 ? micrometres : millimetres;
}

/** A length in its unit, with three significant digits where it is small. */
export function formatLength(mm: number, unit: LengthUnit): string {
  return formatSize(mm * unit.perMm);
}

/** A volume in the cube of the unit. */
export function formatVolume(mm3: number, unit: LengthUnit): string {
  return formatSize(mm3 * unit.perMm ** 3);
}

function formatSize(value: number): string {
  if (value >= 100) return formatCount(value);
  return fixed(value, value >= 10 ? 1 : 2);
}

/** A loss term with three digits, 0.050 and 1.234 alike; a large one as whole number, what is not known as a dash. */
export function formatTerm(term: number | null): string {
  if (term === null) return '–';
  return Math.abs(term) >= 100 ? formatCount(term) : fixed(term, 3);
}

/** A sum of probabilities, in soft voxels, with about three figures: 46,870, 11.3, 0.042; what is only rounding is "≈ 0". */
export function formatSum(sum: number): string {
  if (sum === 0) return '0';
  if (Math.abs(sum) < 0.0005) return '≈ 0';
  if (Math.abs(sum) >= 100) return formatCount(sum);
  return String(Number(sum.toPrecision(3)));
}

/** "0.4 s", "2.8 s", "48 s", "3 min 20 s", "2 h 5 min". */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return joinUnits(Math.round(seconds), 60, 'min', 's');
  return joinUnits(Math.round(seconds / 60), 60, 'h', 'min');
}

function joinUnits(total: number, base: number, large: string, small: string): string {
  const rest = total % base;
  return `${Math.floor(total / base)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

/** Steps per second with two significant digits: 0.16, 4.1, 41, 120. */
export function formatSpeed(stepsPerSecond: number): string {
  if (stepsPerSecond >= 10) return formatCount(stepsPerSecond);
  return stepsPerSecond.toPrecision(2);
}

/** "182 × 218 × 182". */
export function formatDims(dims: readonly [number, number, number]): string {
  return dims.join(' × ');
}

/** "1 mm" where the voxels are cubes, otherwise "0.9 × 0.9 × 3 mm"; "4 µm" where they are small. */
export function formatSpacing(spacingMm: readonly [number, number, number]): string {
  const unit = lengthUnitOf(spacingMm);
  const edges = spacingMm.map((edge) => String(Number((edge * unit.perMm).toPrecision(3))));
  return `${new Set(edges).size === 1 ? edges[0] : edges.join(' × ')} ${unit.name}`;
}

/** A position in its unit, whole numbers, a true minus sign. */
export function formatPosition(mm: readonly [number, number, number], unit: LengthUnit): string {
  return mm.map((value) => formatSigned(value * unit.perMm)).join(', ');
}

function formatSigned(value: number): string {
  const rounded = Math.round(value);
  return rounded < 0 ? `−${-rounded}` : String(Math.abs(rounded));
}
