import type { TableRow } from './tableRow';

/** A filter as understood, or the word that was not. */
export type BlobFilter =
  | { readonly kind: 'test'; readonly accepts: (row: TableRow) => boolean }
  | { readonly kind: 'unclear'; readonly word: string };

/** Quantities a filter can name; a bare comparison is about voxels. */
const quantities: Record<string, (row: TableRow) => number | null> = {
  voxels: (row) => row.blob.voxels,
  mm3: (row) => row.blob.volumeMm3,
  um3: (row) => 1e9 * row.blob.volumeMm3,
  d: (row) => row.blob.equivalentDiameterMm,
  share: (row) => 100 * row.blob.share,
  recall: (row) => row.score?.recall ?? null,
  p: (row) => row.score?.meanProbability ?? null,
  term: (row) => row.term,
};

const comparison = /^([a-z0-9]*?)(<=|>=|<|>|=)(\d*\.?\d+)(um|mm)?$/;
const range = /^(\d+)(?:\.\.|-|–)(\d+)$/;
const ids = /^#?\d+(?:,#?\d+)*$/;

/**
 * Reads a filter: words joined by spaces, all of which must hold. `12` or `3,7` = ids; `>100`, `<=20`, `10-40` = voxels;
 * `mm3>50`, `um3>900`, `d<4` (mm), `d<40um`, `share>1` (%), `recall<0.5`, `p>0.3`, `term>0.8`; `found`, `missed`. Empty = every blob.
 */
export function readBlobFilter(text: string): BlobFilter {
  const tests: ((row: TableRow) => boolean)[] = [];
  for (const word of text.trim().toLowerCase().split(/\s+/).filter(Boolean)) {
    const test = readWord(word);
    if (!test) return { kind: 'unclear', word };
    tests.push(test);
  }
  return { kind: 'test', accepts: (row) => tests.every((test) => test(row)) };
}

function readWord(word: string): ((row: TableRow) => boolean) | null {
  if (word === 'found') return (row) => row.score?.isFound === true;
  if (word === 'missed') return (row) => row.score?.isFound === false;
  if (ids.test(word)) {
    const wanted = new Set(word.replaceAll('#', '').split(',').map(Number));
    return (row) => wanted.has(row.id);
  }
  const between = range.exec(word);
  if (between) {
    const [low, high] = [Number(between[1]), Number(between[2])];
    return ({ blob }) => blob.voxels >= low && blob.voxels <= high;
  }
  return readComparison(word);
}

function readComparison(word: string): ((row: TableRow) => boolean) | null {
  // Both letters µ (the micro sign and the Greek mu) are typed as well as u.
  const [, name, sign, number, unit] = comparison.exec(word.replace(/[µμ]/g, 'u').replace('³', '3')) ?? [];
  if (sign === undefined) return null;
  const quantity = quantities[name || 'voxels'];
  if (!quantity || (unit && name !== 'd')) return null;
  const perUnit = unit === 'um' ? 1000 : 1;
  return (row) => {
    const value = quantity(row);
    return value !== null && compare(perUnit * value, sign, Number(number));
  };
}

function compare(value: number, sign: string, limit: number): boolean {
  if (sign === '<') return value < limit;
  if (sign === '<=') return value <= limit;
  if (sign === '>') return value > limit;
  if (sign === '>=') return value >= limit;
  return value === limit;
}
