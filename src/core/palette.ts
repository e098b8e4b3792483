import type { Triple } from './volume';

/**
 * Colours of blobs: Okabe and Ito's colour-blind-safe set, then muted tones (some of them P. Tol's). Every two differ by a CIE76
 * distance of 15 or more, and so does each from the colours that stand for terms and outcomes on the page.
 */
export const blobPalette: readonly string[] = [
  '#cc79a7',
  '#009e73',
  '#56b4e9',
  '#d55e00',
  '#0072b2',
  '#e69f00',
  '#f0e442',
  '#aa4499',
  '#999933',
  '#7f6bd0',
  '#8cd17d',
  '#9c755f',
  '#c5b0d5',
  '#117733',
  '#ddcc77',
  '#882255',
  '#7b8fb5',
  '#c49c94',
  '#cc6677',
  '#6f8f5f',
];

/** Inclusive bounds in voxels. */
export interface Box {
  readonly boxMin: Triple;
  readonly boxMax: Triple;
}

/** Boxes with at most this many voxels between them count as near. */
export const nearGap = 3;

/**
 * A `#rrggbb` for each box, in order: the least used colour that no earlier box near it has (greedy colouring), so near ones
 * never share. Where a crowd needs more colours than the palette holds, further shades are made.
 */
export function assignColours(boxes: readonly Box[]): string[] {
  const earlier = createNeighbourhood(boxes);
  const colours = new Int32Array(boxes.length);
  const useCounts = blobPalette.map(() => 0);
  const takenBy = blobPalette.map(() => -1);
  for (let n = 0; n < boxes.length; n++) {
    for (const other of earlier.candidates(boxes[n])) {
      if (takenBy[colours[other]] !== n && areNear(boxes[n], boxes[other])) takenBy[colours[other]] = n;
    }
    colours[n] = leastUsed(useCounts, takenBy, n);
    useCounts[colours[n]] = (useCounts[colours[n]] ?? 0) + 1;
    earlier.add(n);
  }
  const shades = distinctColours(useCounts.length);
  return Array.from(colours, (k) => shades[k]);
}

/** The palette, then shades along the golden angle of hue; rounding can make two of those equal, so repeats are passed over. */
function distinctColours(count: number): string[] {
  const shades = new Set(blobPalette);
  for (let k = 0; shades.size < count; k++) {
    shades.add(hslToHex((k * 137.508) % 360, 0.35 + 0.3 * ((k * 0.618) % 1), 0.45 + 0.1 * (k % 4)));
  }
  return [...shades];
}

function hslToHex(hue: number, saturation: number, lightness: number): string {
  const amplitude = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    const value = lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}

function leastUsed(useCounts: readonly number[], takenBy: readonly number[], n: number): number {
  let best = useCounts.length;
  for (let k = 0; k < useCounts.length; k++) {
    if (takenBy[k] !== n && (best === useCounts.length || useCounts[k] < useCounts[best])) best = k;
  }
  return best;
}

function areNear(a: Box, b: Box): boolean {
  for (let axis = 0; axis < 3; axis++) {
    if (a.boxMin[axis] - b.boxMax[axis] > nearGap + 1 || b.boxMin[axis] - a.boxMax[axis] > nearGap + 1) return false;
  }
  return true;
}

interface Neighbourhood {
  /** Boxes added so far that may be near this one, some of them twice. */
  readonly candidates: (box: Box) => Iterable<number>;
  readonly add: (n: number) => void;
}

/** Buckets space so that a box meets only the boxes of its surroundings; the few very large ones, which would fill countless buckets, meet all. */
function createNeighbourhood(boxes: readonly Box[]): Neighbourhood {
  const side = cellSide(boxes);
  const buckets = new Map<number, number[]>();
  const large: number[] = [];
  const added: number[] = [];
  const isLarge = (box: Box) => longestSide(box) > 4 * side;
  return {
    candidates: (box) =>
      isLarge(box) ? added : [large, ...cellsOf(box, side).map((cell) => buckets.get(cell) ?? [])].flat(),
    add: (n) => {
      added.push(n);
      if (isLarge(boxes[n])) large.push(n);
      else for (const cell of cellsOf(boxes[n], side)) bucketOf(buckets, cell).push(n);
    },
  };
}

/** Keys of the cells that a box reaches, widened by half the gap: near boxes share one. */
function cellsOf({ boxMin, boxMax }: Box, side: number): number[] {
  const margin = (nearGap + 1) / 2;
  const from = boxMin.map((c) => Math.floor((c - margin) / side) + 1);
  const to = boxMax.map((c) => Math.floor((c + margin) / side) + 1);
  const cells: number[] = [];
  for (let z = from[2]; z <= to[2]; z++) {
    for (let y = from[1]; y <= to[1]; y++) {
      for (let x = from[0]; x <= to[0]; x++) cells.push(x + 8192 * (y + 8192 * z));
    }
  }
  return cells;
}

function bucketOf(buckets: Map<number, number[]>, cell: number): number[] {
  const bucket = buckets.get(cell) ?? [];
  buckets.set(cell, bucket);
  return bucket;
}

/** About the size of a typical box: smaller cells cost many keys a box, larger ones many strangers a cell. */
function cellSide(boxes: readonly Box[]): number {
  const sides = boxes.map(longestSide).sort((a, b) => a - b);
  return Math.max(nearGap + 1, sides[Math.floor(sides.length / 2)] ?? 0);
}

function longestSide({ boxMin, boxMax }: Box): number {
  return 1 + Math.max(boxMax[0] - boxMin[0], boxMax[1] - boxMin[1], boxMax[2] - boxMin[2]);
}
