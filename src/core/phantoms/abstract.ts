import { blurInto } from './gaussian';
import { createRoom } from './grow';
import { addNoise } from './noise';
import { drawVolumes, paintInstances, placeBlobs } from './place';
import type { Picture, Scene } from './scene';
import { ovalLevel } from './shapes';

const tinyVoxels = 14;
const background = 0.2;
const blobContrast = 0.5;
const noiseSd = 0.07;
/** A ball of this share of the cube has a radius of 0.29 sides. */
const mostOfCube = 0.1;

/** One huge blob and many tiny ones on a plain background, 1 mm voxels. */
export function makeAbstract(scene: Scene): Picture {
  const { size, settings, blobRandom: random } = scene;
  const room = createRoom(size, () => true);
  const blobs = placeBlobs({
    room,
    volumes: hugeAndTiny(scene),
    gap: 2,
    squeeze: 1.05,
    levelAt: (centre, voxels) => ovalLevel({ centre, voxels, ratioSpread: 0, bumpiness: 0.12 }, random),
    seed: (voxels) => {
      const margin = Math.ceil(1.2 * Math.cbrt((3 * voxels) / (4 * Math.PI)));
      const along = () => margin + random.integer(size - 2 * margin);
      return along() + size * (along() + size * along());
    },
    random,
  });
  const instances = paintInstances(blobs, size);
  const scan = Float32Array.from(instances, (id) => background + (id === 0 ? 0 : blobContrast * settings.contrast));
  blurInto(scan, size, 0.6);
  addNoise(scan, noiseSd * settings.noise, scene.noiseRandom);
  return { spacingMm: 1, scan, instances };
}

/**
 * N - 1 volumes that spread by a quarter of the asked spread s, and one so much larger (by the factor e^d) that ln(volume) of all
 * spreads by s: one value d away from N - 1 equal ones has the variance d^2 (N - 1) / N^2.
 */
function hugeAndTiny({ settings, size, blobRandom }: Scene): number[] {
  const { blobCount, sizeSpread } = settings;
  if (blobCount === 0) return [];
  const law = { meanVoxels: tinyVoxels, spread: sizeSpread / 4, minVoxels: 3, maxVoxels: 12 * tinyVoxels };
  const tiny = drawVolumes({ ...law, count: blobCount - 1 }, blobRandom);
  const distance = (sizeSpread * Math.sqrt(15 / 16) * blobCount) / Math.sqrt(Math.max(1, blobCount - 1));
  return [Math.round(Math.min(tinyVoxels * Math.exp(distance), mostOfCube * size ** 3)), ...tiny];
}
