import { createRandom } from '../core/random';
import type { TrainSettings } from '../core/settings';
import { initialWeights } from './network';
import { openTrainer } from './openTrainer';
import { startAdam } from './optimiser';
import type { Batch } from './step/backward';

/** A training run on made-up data, to compile what a real one will need or to see how fast it would be. It shares nothing with real runs. */
export interface MadeUpRun {
  /** How many steps may be under way at once, as in a real run. */
  readonly inFlight: number;
  /** Begins a step, as a real run would; gives the milliseconds that it adds to the run. */
  step(): Promise<number>;
}

/** Lets `use` do with a made-up run what it likes, then frees it. */
export async function withMadeUpRun<Result>(
  settings: TrainSettings,
  use: (run: MadeUpRun) => Promise<Result>,
): Promise<Result> {
  const run = createMadeUpRun(settings);
  try {
    return await use(run);
  } finally {
    await run.dispose();
  }
}

function createMadeUpRun(settings: TrainSettings): MadeUpRun & { readonly dispose: () => Promise<void> } {
  const batch = makeBatch(settings);
  const { network, seed } = settings;
  const trainer = openTrainer(startAdam(initialWeights(network, seed)), network);
  return {
    inFlight: trainer.inFlight,
    step: async () => (await trainer.begin(batch, settings)).elapsedMs,
    dispose: () => trainer.dispose(),
  };
}

const blobSide = 4;

/** Noise with a bright cube of 4^3 voxels in every other cube of 8^3. */
function makeBatch({ patch: { size, batchSize } }: TrainSettings): Batch {
  const random = createRandom(1);
  const ids = new Int32Array(batchSize * size ** 3);
  const perAxis = Math.floor(size / (2 * blobSide));
  for (let i = 0; i < ids.length; i++) {
    const voxel = [i % size, Math.floor(i / size) % size, Math.floor(i / size ** 2) % size];
    const [x, y, z] = voxel.map((at) => Math.floor(at / (2 * blobSide)));
    const isInBlob = voxel.every((at) => at % (2 * blobSide) < blobSide);
    if (isInBlob && (x + y + z) % 2 === 0) ids[i] = 1 + x + perAxis * (y + perAxis * z);
  }
  return { batchSize, size, ids, scan: Float32Array.from(ids, (id) => (id > 0 ? 2 : 0) + random.normal()) };
}
