import type { Triple } from '../volume';
import { type Brain, brainFieldMm, makeBrain } from './brain';
import { blurInto } from './gaussian';
import { createRoom, type Room } from './grow';
import { addNoise, smoothNoise } from './noise';
import { drawVolumes, fitVolumes, listRoom, type PlacedBlob, paintInstances, placeBlobs } from './place';
import type { Picture, Scene } from './scene';
import { axesAlong, blobLevel, type Level } from './shapes';

/** Lesion volumes of 30 patients: ln(mm^3) ~ N(3.0, 1.6^2), the largest 47 ml; the largest lesion holds 25 % of the load at the median patient, up to 93 %. */
const law = { meanMm3: Math.exp(3 + 1.6 ** 2 / 2), naturalSpread: 1.6, mostMm3: 47_000, largestShare: 0.33 };
/** A lesion of fewer voxels would be seen by nobody: the law is cut off here, so coarse cubes hold only its larger lesions. */
const fewestVoxels = 4;
/** From this volume on lesions flow together along the ventricles. */
const confluentMm3 = 1000;
const noiseSd = 0.046;
const pointSpreadMm = 0.7;

/** A FLAIR-like brain (white matter = 1) with multiple sclerosis lesions, half of them at the ventricles. */
export function makeMs(scene: Scene): Picture {
  const { size, monitor } = scene;
  const spacingMm = brainFieldMm / size;
  const brain = makeBrain(scene);
  monitor.report(0.4, 'placing blobs');
  monitor.throwIfCancelled();
  const blobs = placeLesions(scene, brain, spacingMm);
  const instances = paintInstances(blobs, size);
  monitor.report(0.7, 'imaging');
  monitor.throwIfCancelled();
  const scan = image(scene, brain, lightLesions(scene, blobs));
  return { spacingMm, scan, instances };
}

function placeLesions(scene: Scene, brain: Brain, spacingMm: number): PlacedBlob[] {
  const { size, blobRandom: random } = scene;
  const room = createRoom(size, (i) => brain.white[i] === 1);
  const atVentricles = listRoom(room).filter((i) => brain.ventricleMm[i] < 2.5 + spacingMm);
  const elsewhere = listRoom(room).filter((i) => brain.ventricleMm[i] > 6);
  const confluentVoxels = confluentMm3 / spacingMm ** 3;
  return placeBlobs({
    room,
    volumes: lesionVolumes(scene, room, spacingMm),
    gap: 1,
    squeeze: 2.2,
    levelAt: (centre, voxels) => lesionLevel(scene, { brain, centre, voxels, isConfluent: voxels > confluentVoxels }),
    seed: (voxels) => {
      const places = voxels > confluentVoxels || random.uniform() < 0.5 ? atVentricles : elsewhere;
      return places.length === 0 ? null : places[random.integer(places.length)];
    },
    random,
  });
}

function lesionVolumes({ settings, blobRandom }: Scene, room: Room, spacingMm: number): number[] {
  const voxelMm3 = spacingMm ** 3;
  const volumes = drawVolumes(
    {
      count: settings.blobCount,
      meanVoxels: law.meanMm3 / voxelMm3,
      spread: settings.sizeSpread,
      minVoxels: fewestVoxels,
      maxVoxels: law.mostMm3 / voxelMm3,
    },
    blobRandom,
  );
  const rest = volumes.slice(1).reduce((sum, voxels) => sum + voxels, 0);
  const share = Math.min(0.9, (law.largestShare * settings.sizeSpread) / law.naturalSpread);
  const largest = Math.min(law.mostMm3 / voxelMm3, (share / (1 - share)) * rest);
  const raised = volumes.map((voxels, n) => (n === 0 ? Math.max(voxels, Math.round(largest)) : voxels));
  return fitVolumes(raised, 0.2 * listRoom(room).length, fewestVoxels);
}

interface Lesion {
  readonly brain: Brain;
  readonly centre: Triple;
  readonly voxels: number;
  readonly isConfluent: boolean;
}

/** Fingers at right angles to the ventricle wall; confluent ones lie along it, from front to back, and cling to it. */
function lesionLevel({ size, blobRandom: random }: Scene, { brain, centre, voxels, isConfluent }: Lesion): Level {
  const away = steepest(brain.ventricleMm, centre, size);
  const axes = axesAlong(isConfluent ? [0.15 * random.normal(), 1, 0.15 * random.normal()] : away, random);
  const stretch = isConfluent ? 2.2 : random.uniformIn(1.1, 1.8);
  const oval = blobLevel(
    { centre, voxels, ratios: [stretch, 1, 1], axes, bumpiness: isConfluent ? 0.35 : 0.18 },
    random,
  );
  if (!isConfluent) return oval;
  return (x, y, z) => oval(x, y, z) + 0.05 * Math.max(0, brain.ventricleMm[x + size * (y + size * z)]);
}

/** Direction in which a cube rises fastest; any direction where it is flat. */
function steepest(cube: Float32Array, centre: Triple, size: number): Triple {
  const at = centre.map((c) => Math.min(size - 2, Math.max(1, Math.round(c))));
  const index = at[0] + size * (at[1] + size * at[2]);
  const slope = [1, size, size * size].map((stride) => cube[index + stride] - cube[index - stride]);
  return Math.hypot(...slope) === 0 ? [0, 1, 0] : [slope[0], slope[1], slope[2]];
}

/** Lesion light above white matter: small lesions are fainter, peak = 1.28 + 0.18 (1 - exp(-V / 60 mm^3)). */
function lightLesions({ size, settings, blobRandom: random }: Scene, blobs: readonly PlacedBlob[]): Float32Array {
  const voxelMm3 = (brainFieldMm / size) ** 3;
  const light = new Float32Array(size ** 3);
  for (const { indices } of blobs) {
    const peak = 0.28 + 0.18 * (1 - Math.exp((-indices.length * voxelMm3) / 60));
    const height = peak * random.uniformIn(0.85, 1.15) * settings.contrast;
    for (const index of indices) light[index] = height;
  }
  return light;
}

/** Adds lesions and their faint halo, blurs by the point spread, shades by the coil's bias field, and adds noise within the brain. */
function image(
  { size, settings, tissueRandom, noiseRandom }: Scene,
  { tissue, white }: Brain,
  light: Float32Array,
): Float32Array {
  const spacingMm = brainFieldMm / size;
  const halo = blurInto(light.slice(), size, 1.8 / spacingMm);
  const scan = tissue.slice();
  for (let i = 0; i < scan.length; i++) {
    if (white[i] === 1) scan[i] = light[i] > 0 ? 1 + light[i] : scan[i] + 0.15 * halo[i];
  }
  blurInto(scan, size, Math.max(0.45, pointSpreadMm / spacingMm));
  const bias = smoothNoise(size, size / 2, tissueRandom);
  const noise = new Float32Array(scan.length);
  addNoise(noise, noiseSd * settings.noise, noiseRandom);
  for (let i = 0; i < scan.length; i++) {
    const isBrain = tissue[i] !== 0;
    scan[i] = isBrain ? Math.max(0, scan[i] * (1 + 0.07 * bias[i]) + noise[i]) : 0;
  }
  return scan;
}
