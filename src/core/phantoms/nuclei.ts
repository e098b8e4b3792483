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
const densest = 0.26;
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
    squeeze: 1.35,
    levelAt: (centre, voxels) => ovalLevel({ centre, voxels, ratioSpread: 0.14, bumpiness: 0.05 }, random),
    seed: seedOnLattice(room, count, random.integer),
    random,
  });
}

/** Free voxels near the points of a lattice with a little more points than nuclei: random places alone would jam at a third of the density. */
function seedOnLattice({ size, free }: Room, count: number, integer: (count: number) => number): () => number | null {
  const perSide = Math.ceil(Math.cbrt(1.1 * count));
  const pitch = size / perSide;
  const jitter = Math.max(1, Math.floor(0.4 * pitch));
  return () => {
    const along = () => Math.floor((integer(perSide) + 0.5) * pitch - jitter / 2 + integer(jitter));
    const index = along() + size * (along() + size * along());
    return free[index] === 1 ? index : null;
  };
}
