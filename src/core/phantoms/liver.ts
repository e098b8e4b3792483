import { type Abdomen, hounsfield, makeAbdomen, trunkFieldMm } from './abdomen';
import { blurInto } from './gaussian';
import { createRoom } from './grow';
import { addNoise, smoothNoise } from './noise';
import { drawVolumes, fitVolumes, listRoom, type PlacedBlob, paintInstances, placeBlobs } from './place';
import type { Picture, Scene } from './scene';
import { ovalLevel } from './shapes';

/** LiTS: median 539 mm^3; ln(volume) spreads by about 2.2. A scan there has 3 of them at the median; more make the imbalance visible. */
const law = { meanMm3: 539 * Math.exp(2.2 ** 2 / 2), fewestVoxels: 4, mostOfLiver: 0.1 };
/** Soft-tissue window in HU: what lies outside it is cut, as viewers and networks do with CT. */
const soft = { low: -160, high: 240 };
const noiseHu = 13;

/** A CT-like trunk with dark tumours (30 to 75 HU below the liver), soft-edged, away from the liver's surface. */
export function makeLiver(scene: Scene): Picture {
  const { size, monitor } = scene;
  const spacingMm = trunkFieldMm / size;
  const abdomen = makeAbdomen(scene);
  monitor.report(0.4, 'placing blobs');
  monitor.throwIfCancelled();
  const blobs = placeTumours(scene, abdomen, spacingMm);
  const instances = paintInstances(blobs, size);
  monitor.report(0.7, 'imaging');
  monitor.throwIfCancelled();
  return { spacingMm, scan: image(scene, abdomen, blobs), instances };
}

function placeTumours(
  { size, settings, blobRandom: random }: Scene,
  abdomen: Abdomen,
  spacingMm: number,
): PlacedBlob[] {
  const room = createRoom(size, (i) => abdomen.liverDepthMm[i] > 4);
  const places = listRoom(room);
  const volumes = drawVolumes(
    {
      count: settings.blobCount,
      meanVoxels: law.meanMm3 / spacingMm ** 3,
      spread: settings.sizeSpread,
      minVoxels: law.fewestVoxels,
      maxVoxels: law.mostOfLiver * places.length,
    },
    random,
  );
  return placeBlobs({
    room,
    volumes: fitVolumes(volumes, 0.25 * places.length, law.fewestVoxels),
    gap: 1,
    squeeze: 1.25,
    levelAt: (centre, voxels) => ovalLevel({ centre, voxels, ratioSpread: 0.15, bumpiness: 0.18 }, random),
    seed: () => places[random.integer(places.length)],
    random,
  });
}

function image(scene: Scene, { tissue }: Abdomen, blobs: readonly PlacedBlob[]): Float32Array {
  const { size, settings, noiseRandom } = scene;
  const deficit = darken(scene, blobs);
  const scan = tissue.slice();
  for (let i = 0; i < scan.length; i++) if (deficit[i] > 0) scan[i] = hounsfield.liver;
  blurInto(scan, size, 0.5);
  blurInto(deficit, size, 0.75);
  const noise = new Float32Array(scan.length);
  addNoise(noise, 1.6 * noiseHu * settings.noise, noiseRandom);
  blurInto(noise, size, 0.45);
  for (let i = 0; i < scan.length; i++) {
    scan[i] = Math.min(soft.high, Math.max(soft.low, scan[i] - deficit[i] + noise[i]));
  }
  return scan;
}

/** HU that each tumour voxel lies below the liver: 33 to 75 by tumour, mottled within it. */
function darken({ size, settings, blobRandom: random }: Scene, blobs: readonly PlacedBlob[]): Float32Array {
  const mottle = smoothNoise(size, 3, random);
  const deficit = new Float32Array(size ** 3);
  for (const { indices } of blobs) {
    const depth = random.uniformIn(33, 75) * settings.contrast;
    for (const index of indices) deficit[index] = depth * Math.max(0.4, 1 + 0.15 * mottle[index]);
  }
  return deficit;
}
