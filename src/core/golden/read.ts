import { InputError } from '../errors';

/** An object of a golden file, its values not yet looked at. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** The value as an object; these readers throw InputError naming the place when a golden file holds something else. */
export function readRecord(value: unknown, where: string): JsonRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(where, value, 'an object');
  return value as JsonRecord;
}

export function readList(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(where, value, 'a list');
  return value;
}

export function readText(value: unknown, where: string): string {
  if (typeof value !== 'string') refuse(where, value, 'a text');
  return value;
}

/** A number; JSON has none for them, so NaN and the infinities are written as texts. */
export function readNumber(value: unknown, where: string): number {
  if (typeof value === 'number') return value;
  const special = typeof value === 'string' ? specialNumbers.get(value.toLowerCase()) : undefined;
  return special ?? refuse(where, value, 'a number');
}

export function readNumbers(value: unknown, where: string): number[] {
  return readList(value, where).map((entry, k) => readNumber(entry, `${where}[${k}]`));
}

const specialNumbers: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

function refuse(where: string, value: unknown, expected: string): never {
  throw new InputError({
    found: `The golden file has ${JSON.stringify(value)?.slice(0, 40)} at ${where}`,
    expected,
    todo: 'Write the file anew, or leave it out',
  });
}
