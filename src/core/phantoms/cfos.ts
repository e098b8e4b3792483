import { blurInto } from './gaussian';
import { createRoom } from './grow';
import { addNoise, smoothNoise } from './noise';
import { drawVolumes, fitVolumes, listRoom, type PlacedBlob, paintInstances, placeBlobs } from './place';
import { forEachVoxel, type Picture, type Scene, smoothStep } from './scene';
import { ovalLevel } from './shapes';
import { paintSpots, randomVessels } from './tissue';
import { tubeDistance } from './tubes';

/** About a third of a cell's diameter, so that its spot is 3 voxels wide at half height. */
const spacingMm = 0.0033;
/** Voxels of a labelled cell in 41 light-sheet patches: ln V ~ N(3.07, 0.82^2). */
const meanVoxels = Math.exp(3.07 + 0.82 ** 2 / 2);
/** Camera counts of the quiet patches: tissue, its texture, and cells above it. */
const counts = { tissue: 2200, texture: 120, noise: 130, cell: 3300, full: 65_535 };

/** Small Gaussian spots of log-normal brightness in hazy, shadowed light-sheet tissue. */
export function makeCfos(scene: Scene): Picture {
  const { size, settings, monitor } = scene;
  const shade = shadeTissue(scene);
  monitor.report(0.3, 'placing blobs');
  monitor.throwIfCancelled();
  const blobs = placeCells(scene, shade);
  const instances = paintInstances(blobs, size);
  monitor.report(0.6, 'imaging');
  monitor.throwIfCancelled();
  const cells = lightUp(scene, blobs);
  const haze = blurInto(cells.slice(), size, 6);
  blurInto(cells, size, 0.75);
  const blurred = paintSpots({
    size,
    count: Math.round(0.4 * blobs.length) + 6,
    sigma: [2, 4],
    random: scene.tissueRandom,
  });
  const scan = new Float32Array(size ** 3);
  const fine = smoothNoise(size, 4, scene.tissueRandom);
  for (let i = 0; i < scan.length; i++) {
    const light = counts.tissue + counts.texture * fine[i] + 500 * blurred[i] + cells[i] + 1.3 * haze[i];
    scan[i] = light * shade[i];
  }
  addNoise(scan, counts.noise * settings.noise, scene.noiseRandom);
  for (let i = 0; i < scan.length; i++) scan[i] = Math.round(Math.min(counts.full, Math.max(0, scan[i])));
  return { spacingMm, scan, instances };
}

/** How much light reaches each place, about 1: slow swings, stripes along the sheet (x), vessels, and a gap in the tissue at the top. */
function shadeTissue({ size, tissueRandom: random }: Scene): Float32Array {
  const shade = smoothNoise(size, size / 4, random);
  const stripes = smoothNoise(size, 3, random);
  const vessels = randomVessels({ size, count: 3, radius: [0.02 * size, 0.045 * size], random });
  const edge = random.uniformIn(0.3, 0.4) * size;
  forEachVoxel(size, 1, (x, y, z, i) => {
    const stripe = stripes[i - (i % size)];
    const gap = smoothStep(-2, 3, edge - z + 0.15 * x + 0.02 * size * shade[i]);
    const depth = vessels.reduce((least, vessel) => Math.min(least, tubeDistance(vessel, x, y, z)), size);
    shade[i] = (1 + 0.1 * shade[i] + 0.015 * stripe) * (0.45 + 0.55 * gap * smoothStep(-1.5, 2, depth));
  });
  return shade;
}

function placeCells(scene: Scene, shade: Float32Array): PlacedBlob[] {
  const { size, settings, blobRandom: random } = scene;
  const room = createRoom(size, (i) => shade[i] > 0.7);
  const places = listRoom(room);
  const law = { count: settings.blobCount, meanVoxels, spread: settings.sizeSpread, minVoxels: 3, maxVoxels: 1500 };
  return placeBlobs({
    room,
    volumes: fitVolumes(drawVolumes(law, random), 0.12 * places.length, 3),
    gap: 1,
    squeeze: 1.1,
    levelAt: (centre, voxels) => ovalLevel({ centre, voxels, ratioSpread: 0.15, bumpiness: 0.1 }, random),
    seed: () => places[random.integer(places.length)],
    random,
  });
}

/** Brightness of each cell's own voxels: log-normal, and brighter for larger cells, as a threshold by eye makes them. */
function lightUp({ size, settings, blobRandom: random }: Scene, blobs: readonly PlacedBlob[]): Float32Array {
  const cells = new Float32Array(size ** 3);
  for (const { indices } of blobs) {
    const sizeFactor = (indices.length / meanVoxels) ** 0.25;
    const height = Math.max(0.55, random.logNormal(0, 0.5)) * sizeFactor * counts.cell * settings.contrast;
    for (const index of indices) cells[index] = height;
  }
  return cells;
}
