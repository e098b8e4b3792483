import { blurInto } from './gaussian';
import { createRoom } from './grow';
import { addNoise, smoothNoise } from './noise';
import { drawVolumes, fitVolumes, listRoom, type PlacedBlob, paintInstances, placeBlobs } from './place';
import { forEachVoxel, type Picture, type Scene, smoothStep } from './scene';
import { ovalLevel } from './shapes';
import { paintSpots, randomVessels } from './tissue';
import { tubeDistance } from './tubes';

const spacingMm = 0.004;
/** No open plaque set could be measured; irregular light-sheet bodies of the same size were: ln V ~ N(4.97, 1.23^2) in voxels. */
const meanVoxels = Math.exp(4.97 + 1.23 ** 2 / 2);
const counts = { tissue: 1000, core: 1000, halo: 520, noise: 60 };

/** Bright irregular plaques, dense in the core and fading into a halo, in fibrous light-sheet tissue. */
export function makePlaques(scene: Scene): Picture {
  const { size, settings, monitor } = scene;
  const scan = weaveTissue(scene);
  monitor.report(0.3, 'placing blobs');
  monitor.throwIfCancelled();
  const blobs = placePlaques(scene);
  const instances = paintInstances(blobs, size);
  monitor.report(0.6, 'imaging');
  monitor.throwIfCancelled();
  const light = lightUp(scene, blobs);
  const halo = blurInto(light.slice(), size, 2.5);
  blurInto(light, size, 0.8);
  for (let i = 0; i < scan.length; i++) scan[i] += (light[i] + 0.5 * halo[i]) * settings.contrast;
  addNoise(scan, counts.noise * settings.noise, scene.noiseRandom);
  for (let i = 0; i < scan.length; i++) scan[i] = Math.round(Math.max(0, scan[i]));
  return { spacingMm, scan, instances };
}

/** Tissue with fibres, cell-sized grain, dark vessels, and faint out-of-focus glow that is no plaque. */
function weaveTissue({ size, tissueRandom: random }: Scene): Float32Array {
  const slow = smoothNoise(size, size / 4, random);
  const fibres = smoothNoise(size, 7, random);
  const grain = smoothNoise(size, 2.2, random);
  const glow = paintSpots({ size, count: 25, sigma: [1.5, 4], random });
  const vessels = randomVessels({ size, count: 4, radius: [0.015 * size, 0.035 * size], random });
  return fillCube(size, (x, y, z, i) => {
    const depth = vessels.reduce((least, vessel) => Math.min(least, tubeDistance(vessel, x, y, z)), size);
    const fibre = Math.exp(-((fibres[i] / 0.25) ** 2));
    const texture = 1 + 0.12 * slow[i] + 0.16 * fibre + 0.06 * grain[i] + 0.35 * glow[i];
    return counts.tissue * texture * (0.5 + 0.5 * smoothStep(-1.5, 1.5, depth));
  });
}

function fillCube(size: number, value: (x: number, y: number, z: number, index: number) => number): Float32Array {
  const cube = new Float32Array(size ** 3);
  forEachVoxel(size, 1, (x, y, z, i) => {
    cube[i] = value(x, y, z, i);
  });
  return cube;
}

function placePlaques({ size, settings, blobRandom: random }: Scene): PlacedBlob[] {
  const room = createRoom(size, () => true);
  const places = listRoom(room);
  const fray = smoothNoise(size, 2.2, random);
  const law = { count: settings.blobCount, meanVoxels, spread: settings.sizeSpread, minVoxels: 6, maxVoxels: 12_000 };
  return placeBlobs({
    room,
    volumes: fitVolumes(drawVolumes(law, random), 0.12 * size ** 3, 6),
    gap: 2,
    squeeze: 1.3,
    levelAt: (centre, voxels) => {
      const oval = ovalLevel({ centre, voxels, ratioSpread: 0.2, bumpiness: 0.35 }, random);
      return (x, y, z) => oval(x, y, z) * (1 + 0.08 * fray[x + size * (y + size * z)]);
    },
    seed: () => places[random.integer(places.length)],
    random,
  });
}

/** Light of each plaque's voxels: highest in the dense core (the half of the radius), lumpy, fading outwards. */
function lightUp({ size, blobRandom: random }: Scene, blobs: readonly PlacedBlob[]): Float32Array {
  const light = new Float32Array(size ** 3);
  const lumps = smoothNoise(size, 1.8, random);
  for (const { indices } of blobs) {
    const brightness = random.logNormal(0, 0.25);
    indices.forEach((index, k) => {
      const radius = Math.cbrt((k + 0.5) / indices.length);
      const core = counts.core * Math.exp(-((radius / 0.55) ** 2));
      const halo = counts.halo * (1.4 - 0.8 * radius);
      light[index] = brightness * (halo + core) * Math.max(0.3, 1 + 0.25 * lumps[index]);
    });
  }
  return light;
}
