import { blurInto } from './gaussian';
import { createRoom, type Room } from './grow';
import { addNoise, smoothNoise } from './noise';
import { drawVolumes, fitVolumes, type PlacedBlob, paintInstances, placeBlobs } from './place';
import type { Picture, Scene } from './scene';
import { ovalLevel } from './shapes';

/** A nucleus of about 10 micrometres is 11 voxels wide. */
const spacingMm = 0.0009;
const meanVoxels = 750;
/** More than this share of the cube cannot be filled with ovals that keep apart. */
const densest = 0.28;
const counts = { between: 110, nucleus: 620, noise: 45 };

/** Packed oval nuclei of nearly equal size; neighbours seem to touch, their labels keep one voxel apart. */
export function makeNuclei(scene: Scene): Picture {
  const { size, settings, monitor } = scene;
  const blobs = packNuclei(scene);
  monitor.report(0.6, 'imaging');
  monitor.throwIfCancelled();
  const instances = paintInstances(blobs, size);
  const chromatin = smoothNoise(size, 2.2, scene.tissueRandom);
  const glow = smoothNoise(size, size / 3, scene.tissueRandom);
  const brightness = blobs.map(() => scene.blobRandom.logNormal(0, 0.18));
  const scan = new Float32Array(size ** 3);
  for (let i = 0; i < scan.length; i++) {
    const between = counts.between * (1 + 0.1 * glow[i]);
    const id = instances[i];
    scan[i] = id === 0 ? between : between + nucleusLight(brightness[id - 1], chromatin[i]) * settings.contrast;
  }
  blurInto(scan, size, 0.75);
  addNoise(scan, counts.noise * settings.noise, scene.noiseRandom);
  for (let i = 0; i < scan.length; i++) scan[i] = Math.max(0, scan[i]);
  return { spacingMm, scan, instances };
}

function nucleusLight(brightness: number, chromatin: number): number {
  return (counts.nucleus - counts.between) * brightness * (1 + 0.22 * chromatin);
}

function packNuclei({ size, settings, blobRandom: random }: Scene): PlacedBlob[] {
  const { blobCount: count, sizeSpread: spread } = settings;
  const room = createRoom(size, () => true);
  const law = { count, meanVoxels, spread, minVoxels: 20, maxVoxels: 12 * meanVoxels };
  return placeBlobs({
    room,
    volumes: fitVolumes(drawVolumes(law, random), densest * size ** 3, 8),
    gap: 1,
    squeeze: 1.4,
    levelAt: (centre, voxels) => ovalLevel({ centre, voxels, ratioSpread: 0.14, bumpiness: 0.05 }, random),
    seed: (voxels) => findClearing(room, voxels, random.integer),
    random,
  });
}

/** A free voxel whose surroundings at three quarters of the radius are free too: cheap to ask, and most of the others would not hold a nucleus. */
function findClearing({ size, free }: Room, voxels: number, integer: (count: number) => number): number | null {
  const reach = Math.round(0.75 * Math.cbrt((3 * voxels) / (4 * Math.PI)));
  for (let attempt = 0; attempt < 200; attempt++) {
    const at = [integer(size), integer(size), integer(size)];
    const index = at[0] + size * (at[1] + size * at[2]);
    const isClear = [1, size, size * size].every((stride, axis) => {
      const isFree = (step: number) =>
        at[axis] + step < 0 || at[axis] + step >= size || free[index + step * stride] === 1;
      return isFree(reach) && isFree(-reach);
    });
    if (free[index] === 1 && isClear) return index;
  }
  return null;
}
