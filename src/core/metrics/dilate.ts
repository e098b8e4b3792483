import { type Components, labelComponents } from '../components';
import { type Dims, voxelCount } from '../volume';

/**
 * The foreground of `components` grown `steps` times by the 18-neighbour element (faces and edges) within the grid, and labelled with
 * 26-connectivity: components that meet are one (BraTS 2023).
 */
export function dilateAndLabel(components: Components, dims: Dims, steps: number): Components {
  let bits = pack(components.ids, dims);
  for (let step = 0; step < steps; step++) bits = growOnce(bits, dims);
  return labelComponents(unpack(bits, dims), dims, 26);
}

/** Voxels of a row along x to one word, the first in the lowest bit; each row begins with a new word. */
const wordSize = 32;

function wordsOfRow([nx]: Dims): number {
  return Math.ceil(nx / wordSize);
}

function pack(ids: Int32Array, dims: Dims): Int32Array {
  const [nx, ny, nz] = dims;
  const words = wordsOfRow(dims);
  const bits = new Int32Array(words * ny * nz);
  for (let row = 0; row < ny * nz; row++)
    for (let x = 0, v = row * nx; x < nx; x++, v++) if (ids[v] !== 0) bits[row * words + (x >> 5)] |= 1 << (x & 31);
  return bits;
}

function unpack(bits: Int32Array, dims: Dims): Uint8Array {
  const [nx, ny, nz] = dims;
  const words = wordsOfRow(dims);
  const mask = new Uint8Array(voxelCount(dims));
  for (let row = 0; row < ny * nz; row++)
    for (let word = 0; word < words; word++) {
      const ofWord = bits[row * words + word];
      const x = word * wordSize;
      // The last word may have grown beyond the row; what came back from there would have come along the edge as well.
      const end = ofWord === 0 ? x : Math.min(nx, x + wordSize);
      for (let at = x; at < end; at++) if ((ofWord >>> (at & 31)) & 1) mask[row * nx + at] = 1;
    }
  return mask;
}

/** A row takes in the rows beside it: those that share a face one voxel to both sides, those that share an edge as they are. */
function growOnce(bits: Int32Array, dims: Dims): Int32Array {
  const [, ny, nz] = dims;
  const words = wordsOfRow(dims);
  const grown = new Int32Array(bits.length);
  const wide = new Int32Array(words);
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const to = words * (y + ny * z);
      wide.fill(0);
      for (const { dy, dz, isWide } of rows) {
        if (isOutside(y + dy, ny) || isOutside(z + dz, nz)) continue;
        orInto(isWide ? wide : grown, isWide ? 0 : to, bits, to + words * (dy + ny * dz), words);
      }
      orWidened(grown, to, wide);
    }
  return grown;
}

function orInto(target: Int32Array, at: number, source: Int32Array, from: number, words: number): void {
  for (let word = 0; word < words; word++) target[at + word] |= source[from + word];
}

/** Each voxel of the row with the one before and the one behind it. */
function orWidened(target: Int32Array, at: number, row: Int32Array): void {
  for (let word = 0; word < row.length; word++) {
    const here = row[word];
    const before = word > 0 ? row[word - 1] >>> 31 : 0;
    const after = word + 1 < row.length ? row[word + 1] << 31 : 0;
    target[at + word] |= here | (here << 1) | (here >>> 1) | before | after;
  }
}

const steps = [-1, 0, 1];
const rows = steps.flatMap((dz) => steps.map((dy) => ({ dy, dz, isWide: dy === 0 || dz === 0 })));

function isOutside(at: number, size: number): boolean {
  return at < 0 || at >= size;
}
