import { smoothNoise } from './noise';
import { forEachVoxel, type Scene, smoothStep } from './scene';
import { type TubePoint, tubeDistance } from './tubes';

/** Field of view in mm: the trunk at the height of the liver, its voxel this divided by the size. */
export const trunkFieldMm = 268;

/** Attenuation in HU, portal-venous phase; liver, spleen and vessels as typical of it, tissue without contrast as measured. */
export const hounsfield = {
  air: -1000,
  lung: -850,
  fat: -98,
  fluid: 12,
  muscle: 58,
  liver: 106,
  spleen: 122,
  kidney: 165,
  vessel: 162,
  marrow: 190,
  bone: 420,
};

/** A slab of trunk; cubes, x fastest; x to the patient's right, y to the front, z up. */
export interface Abdomen {
  /** HU without noise. */
  readonly tissue: Float32Array;
  /** About the depth below the liver's surface in mm; 0 outside the liver. */
  readonly liverDepthMm: Float32Array;
}

type Organ = (x: number, y: number, z: number, swing: number) => number | null;

/** Skin fat, muscle wall with ribs, spine, lung bases, stomach with an air bubble, spleen, kidneys, bowel, great vessels, and a liver with its vessels. */
export function makeAbdomen({ size, tissueRandom: random }: Scene): Abdomen {
  const step = trunkFieldMm / size;
  const swings = smoothNoise(size, 24 / step, random);
  const loops = smoothNoise(size, 11 / step, random);
  const abdomen = { tissue: new Float32Array(size ** 3), liverDepthMm: new Float32Array(size ** 3) };
  forEachVoxel(size, step, (x, y, z, i) => {
    const swing = swings[i];
    const depth = liverDepth(x, y, z, swing);
    const inLiver = depth > 0 && wallLevel(x, y) < 0.79;
    if (inLiver) abdomen.liverDepthMm[i] = depth;
    abdomen.tissue[i] = inLiver ? liverTissue(x, y, z) : around(x, y, z, swing, loops[i]);
  });
  return abdomen;
}

function around(x: number, y: number, z: number, swing: number, loop: number): number {
  for (const organ of organs) {
    const value = organ(x, y, z, swing);
    if (value !== null) return value;
  }
  return bowel(y, z, loop);
}

const organs: readonly Organ[] = [trunkWall, spine, greatVessels, lungAndHeart, stomach, spleen, kidneys];

/** The trunk is an oval, 1 at the skin. */
function wallLevel(x: number, y: number): number {
  return (Math.abs(x / 128) ** 2.3 + Math.abs((y + 4) / 94) ** 2.3) ** (1 / 2.3);
}

function trunkWall(x: number, y: number, z: number, swing: number): number | null {
  const level = wallLevel(x, y) + 0.006 * swing;
  if (level > 1) return hounsfield.air;
  if (level > 0.985) return 20;
  if (level > 0.9) return hounsfield.fat;
  if (level < 0.8) return null;
  if (level < 0.878 && isRib(y, z)) return hounsfield.bone - 260 * smoothStep(0.03, 0.01, Math.abs(level - 0.845));
  return hounsfield.muscle;
}

/** Ribs run down and forward, one every 32 mm; there are none in front below the breastbone. */
function isRib(y: number, z: number): boolean {
  const along = (z + 0.55 * y + 400) / 32;
  return y < 45 && along - Math.floor(along) < 0.36;
}

function spine(x: number, y: number, z: number): number | null {
  if (Math.hypot(x, y + 80) < 8.5) return 25;
  const body = Math.hypot(x / 22, (y + 56) / 16);
  const disc = (z + 300) / 34;
  if (body < 1) {
    if (disc - Math.floor(disc) < 0.17) return 85;
    return body > 0.86 ? hounsfield.bone : hounsfield.marrow;
  }
  const arch = Math.hypot(x / 13, (y + 80) / 13);
  if (arch < 1 || (Math.abs(x) < 3.5 && y < -80)) return hounsfield.bone - 120;
  const back = Math.hypot((Math.abs(x) - 27) / 23, (y + 78) / 17);
  const psoas = z < -10 ? Math.hypot((Math.abs(x) - 33) / 13, (y + 52) / 14) : 2;
  return Math.min(back, psoas) < 1 ? hounsfield.muscle : null;
}

function greatVessels(x: number, y: number, z: number): number | null {
  if (Math.hypot(x + 13, y + 31) < 11) return hounsfield.vessel + 8;
  return z < 78 && Math.hypot((x - 18) / 13, (y + 28) / 11) < 1 ? hounsfield.vessel - 20 : null;
}

/** Height of the diaphragm in mm: a dome on each side, the right one higher. */
function diaphragm(x: number, y: number): number {
  const right = 96 - 0.009 * ((x - 55) ** 2 + (y - 5) ** 2);
  const left = 84 - 0.009 * ((x + 60) ** 2 + (y - 5) ** 2);
  return Math.max(right, left);
}

function lungAndHeart(x: number, y: number, z: number): number | null {
  if (z < diaphragm(x, y)) return null;
  return Math.hypot((x + 14) / 46, (y - 34) / 40, (z - 122) / 42) < 1 ? 140 : hounsfield.lung;
}

/** A curved bag at the left front: wall, fluid, and air on top of it (the patient lies on the back). */
function stomach(x: number, y: number, z: number, swing: number): number | null {
  const level = Math.hypot((x + 62) / 38, (y - 26) / 40, (z - 22) / 52) + 0.05 * swing;
  if (level > 1) return null;
  if (level > 0.9) return 75;
  return y > 40 ? hounsfield.air : hounsfield.fluid + 10;
}

function spleen(x: number, y: number, z: number, swing: number): number | null {
  const level = Math.hypot((x + 84) / 23, (y + 32) / 42, (z - 26) / 50) + 0.05 * swing;
  return level < 1 ? hounsfield.spleen : null;
}

function kidneys(x: number, y: number, z: number): number | null {
  const shift = x > 0 ? -62 : -48;
  const level = Math.hypot((Math.abs(x) - 54) / 25, (y + 42) / 25, (z - shift) / 50);
  if (level > 1) return null;
  const pelvis = Math.hypot((Math.abs(x) - 42) / 14, (y + 38) / 9, (z - shift) / 26);
  return pelvis < 1 ? hounsfield.fat + 20 : hounsfield.kidney - 30 * smoothStep(0.75, 0.6, level);
}

/** Loops of gut in fat, mostly below and in front. */
function bowel(y: number, z: number, loop: number): number {
  const isLoop = loop > 0.25 + 0.008 * (z + 30) - 0.004 * y;
  if (!isLoop) return hounsfield.fat - 6;
  return loop > 1.9 && y > 10 ? hounsfield.air : 45;
}

/** Mm below the surface of a wedge: a large right lobe, a thinner left one across the middle; negative outside. */
function liverDepth(x: number, y: number, z: number, swing: number): number {
  const right = 1 - Math.hypot((x - 58) / 62, (y - 2) / 74, (z - 8) / 88);
  const left = 1 - Math.hypot((x + 2) / 72, (y - 42) / 30, (z - 38) / 44);
  const lowerEdge = (z + 83 - 0.35 * x) / 1.2;
  const gallbladder = Math.hypot((x - 36) / 13, (y - 44) / 14, (z + 28) / 24);
  if (gallbladder < 1) return -1;
  const lobes = Math.max(62 * right, 36 * left) + 2.5 * swing;
  const kidneyBed = 30 * (Math.hypot((x - 54) / 29, (y + 42) / 29, (z + 62) / 56) - 1);
  const spineBed = 30 * (Math.hypot((x - 4) / 36, (y + 50) / 36) - 1);
  return Math.min(lobes, diaphragm(x, y) - 4 - z, lowerEdge, kidneyBed, spineBed);
}

/** Portal branches from the hilum, and hepatic veins that meet at the cava below the diaphragm. */
const liverVessels: readonly (readonly TubePoint[])[] = [
  tube([24, 2, -14], [44, 4, -2], [70, -18, 6], [96, -36, 10], 6.5, 1.6),
  tube([44, 4, -2], [64, 24, 2], [84, 40, -8], [98, 44, -24], 5, 1.4),
  tube([44, 4, -2], [66, -4, -26], [80, -14, -44], [88, -10, -56], 4.5, 1.4),
  tube([24, 2, -14], [14, 24, 14], [-12, 42, 30], [-42, 46, 42], 5, 1.4),
  tube([18, -24, 72], [48, -14, 60], [78, -12, 44], [100, -6, 30], 6, 1.5),
  tube([18, -24, 72], [36, 8, 56], [48, 30, 34], [54, 44, 10], 5.5, 1.5),
  tube([18, -24, 72], [2, 12, 58], [-18, 36, 46], [-40, 46, 34], 5, 1.4),
];

function tube(a: Place, b: Place, c: Place, d: Place, from: number, to: number): readonly TubePoint[] {
  return [a, b, c, d].map((at, k) => ({ at, radius: from + ((to - from) * k) / 3 }));
}

type Place = TubePoint['at'];

function liverTissue(x: number, y: number, z: number): number {
  const depth = liverVessels.reduce((least, vessel) => Math.min(least, tubeDistance(vessel, x, y, z)), 60);
  return depth < 0 ? hounsfield.vessel : hounsfield.liver;
}
