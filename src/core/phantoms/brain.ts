import { smoothNoise } from './noise';
import { forEachVoxel, type Scene, smoothStep } from './scene';
import { type TubePoint, tubeDistance } from './tubes';

/** Field of view in mm; the brain fills it, so a voxel is this divided by the size. */
export const brainFieldMm = 168;

/** FLAIR intensities relative to white matter, as measured on three brains. */
const flair = { white: 1, grey: 1.18, deepGrey: 1.1, fluid: 0.25, ventricle: 0.2, rim: 1.25 };

/** A skull-stripped brain; cubes, x fastest; x to the right, y to the front, z up. */
export interface Brain {
  /** FLAIR-like intensities, white matter = 1, 0 outside. */
  readonly tissue: Float32Array;
  /** 1 = white matter, where lesions can be. */
  readonly white: Uint8Array;
  /** Distance to the lateral ventricles in mm, negative inside, at most 60. */
  readonly ventricleMm: Float32Array;
}

/** Cerebrum with folded cortex, fissure, comma-shaped lateral ventricles with a bright rim, deep grey matter, cerebellum and stem. */
export function makeBrain({ size, tissueRandom: random }: Scene): Brain {
  const step = brainFieldMm / size;
  const folds = smoothNoise(size, 7.5 / step, random);
  const lumps = smoothNoise(size, 22 / step, random);
  const texture = smoothNoise(size, Math.max(1.5, 4 / step), random);
  const brain = {
    tissue: new Float32Array(size ** 3),
    white: new Uint8Array(size ** 3),
    ventricleMm: new Float32Array(size ** 3).fill(60),
  };
  forEachVoxel(size, step, (x, y, z, i) => {
    const depth = cerebrumDepth(x, y, z) + 1.5 * lumps[i];
    const hindDepth = hindBrainDepth(x, y, z);
    if (depth < 0 && hindDepth < 0) return;
    const ventricle = tubeMm(x, y, z);
    brain.ventricleMm[i] = ventricle;
    const place = { x, y, z, depth, ventricle, fold: folds[i], lump: lumps[i] };
    const isHind = hindDepth > -1.5;
    const toCortex = isHind ? 0 : corticalDepth(place);
    const isWhite = !isHind && toCortex > 3.2 && isPlainWhite(place);
    const value = isHind ? hindBrain(place, hindDepth) : cerebrum(place, toCortex, step);
    const rim = isWhite ? (flair.rim - flair.white) * smoothStep(2, 0.5, ventricle) : 0;
    brain.white[i] = isWhite && Math.abs(x) > 6 ? 1 : 0;
    brain.tissue[i] = value + rim + (value > 0.5 ? 0.035 : 0.02) * texture[i];
  });
  return brain;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly depth: number;
  readonly ventricle: number;
  readonly fold: number;
  readonly lump: number;
}

/** About the depth in mm below the surface of an egg, with temporal lobes reaching down at the sides; negative outside. */
function cerebrumDepth(x: number, y: number, z: number): number {
  const temporal = smoothStep(8, 26, Math.abs(x)) * smoothStep(-50, -30, y) * smoothStep(34, 18, y);
  const width = 62 - 0.06 * y - 0.0005 * y * y;
  const height = z > 4 ? 58 : 26 + 22 * temporal;
  const power = 2.4;
  const [a, b, c] = [Math.abs(x) / width, Math.abs(y - 2) / 77, Math.abs(z - 4) / height];
  const level = (a ** power + b ** power + c ** power) ** (1 / power);
  return level === 0 ? 60 : Math.hypot(x, y - 2, z - 4) * (1 / level - 1);
}

/** Classes blend over a voxel (`step` mm), as partial volume does: sulci are narrower than voxels. */
function cerebrum(place: Place, toCortex: number, step: number): number {
  const { x, y, z, ventricle } = place;
  if (ventricle < 0 || thirdVentricle(x, y, z)) return flair.ventricle;
  if (isDeepGrey(Math.abs(x), y, z)) return flair.deepGrey;
  const grey = smoothStep(-0.5 * step, 0.6 * step, toCortex);
  const white = smoothStep(3.2 - 0.4 * step, 3.2 + 0.4 * step, toCortex);
  return flair.fluid + (flair.grey - flair.fluid) * grey + (flair.white - flair.grey) * white;
}

function isPlainWhite({ x, y, z, ventricle }: Place): boolean {
  return ventricle >= 0 && !thirdVentricle(x, y, z) && !isDeepGrey(Math.abs(x), y, z);
}

/** Depth in mm below the folded surface: sulci are the zero sheets of a random field, fading out with depth; between the halves and above the temporal lobes there is a fissure. */
function corticalDepth({ x, y, z, depth, fold, lump }: Place): number {
  const callosum = smoothStep(1, 0.75, Math.hypot((y + 2) / 50, (z - 4) / 30));
  const fissure = Math.abs(x + 0.8 * lump) - 0.5 + 60 * callosum;
  const sulcus = 5.5 * Math.abs(fold) - 1.1 + 9 * smoothStep(13, 25, Math.min(depth, fissure + 5));
  const isLateral = smoothStep(30, 38, Math.abs(x)) * smoothStep(-40, -30, y);
  const sylvian = Math.abs(z + 2 + 0.35 * y + 3.5 * lump) - 0.9 + 60 * (1 - isLateral);
  return Math.min(depth - 0.4, sulcus, fissure, sylvian);
}

/** Half of the ventricles (the other is its mirror image): frontal horn, body, atrium and occipital horn; temporal horn; the wing that makes the body a comma in coronal cuts. */
const horns: readonly (readonly TubePoint[])[] = [
  [
    { at: [15, 33, 1], radius: 2 },
    { at: [9, 24, 6], radius: 5.2 },
    { at: [6.5, 4, 14], radius: 5 },
    { at: [11, -16, 15], radius: 5 },
    { at: [20, -31, 8], radius: 6.5 },
    { at: [23, -48, 3], radius: 2.5 },
  ],
  [
    { at: [20, -31, 8], radius: 6 },
    { at: [29, -22, -8], radius: 3 },
    { at: [29, -4, -16], radius: 2.2 },
  ],
  [
    { at: [14, 26, 9], radius: 2 },
    { at: [14, 4, 17], radius: 2.6 },
    { at: [19, -18, 16], radius: 3 },
  ],
];

function tubeMm(x: number, y: number, z: number): number {
  const side = Math.abs(x);
  return horns.reduce((least, horn) => Math.min(least, tubeDistance(horn, side, y, z)), 60);
}

function thirdVentricle(x: number, y: number, z: number): boolean {
  return Math.abs(x) < 1.8 && Math.hypot((y + 6) / 14, (z + 3) / 8) < 1;
}

/** Thalamus, and putamen with pallidum. */
function isDeepGrey(side: number, y: number, z: number): boolean {
  const thalamus = Math.hypot((side - 10) / 7.5, (y + 12) / 13, (z - 2) / 8);
  const putamen = Math.hypot((side - 26 - 0.18 * y) / 5.5, (y - 5) / 17, (z - 1) / 9);
  const caudate = Math.hypot((side - 16) / 3.5, (y - 16) / 10, (z - 9) / 7);
  return Math.min(thalamus, putamen, caudate) < 1;
}

const stem: readonly TubePoint[] = [
  { at: [0, -14, -14], radius: 11 },
  { at: [0, -18, -34], radius: 13 },
  { at: [0, -26, -70], radius: 8 },
];

/** Depth in mm below the surface of cerebellum and stem; negative outside. */
function hindBrainDepth(x: number, y: number, z: number): number {
  const level = Math.hypot(x / 47, (y + 44) / 27, (z + 36) / 22);
  const cerebellum = level === 0 ? 21 : 21 * (1 - level);
  const stemDepth = z < -16 ? -tubeDistance(stem, x, y, z) : -60;
  return Math.max(cerebellum, stemDepth);
}

/** The stem, or a cerebellum of grey leaves round a white core with a layer of fluid, and the fourth ventricle between them. */
function hindBrain({ x, y, z, lump }: Place, depth: number): number {
  if (Math.hypot(x / 6, (y + 33) / 3.5, (z + 34) / 9) < 1) return flair.ventricle;
  if (tubeDistance(stem, x, y, z) < 0) return 1.03;
  if (depth < 0.3) return flair.fluid;
  const leaf = Math.sin((2 * Math.PI * (z + 0.45 * y + 2.5 * lump)) / 6.5);
  return depth > 10 ? 1.03 + 0.03 * leaf : 1.09 + 0.08 * leaf;
}
