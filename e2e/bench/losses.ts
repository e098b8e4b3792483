import { evaluateLoss } from '../../src/core/losses/blobLoss';
import { lossFamily, topKLoss } from '../../src/core/losses/lossFamily';
import { createRandom } from '../../src/core/random';
import { defaultTraining, type LossSettings } from '../../src/core/settings';
import { openBackend } from '../../src/engine/backends';
import { evaluateLossOnTensors } from '../../src/engine/losses';
import { initialWeights } from '../../src/engine/network';
import { nodeAssets } from '../../src/engine/nodeAssets';
import { startAdam } from '../../src/engine/optimiser';
import { trainStep } from '../../src/engine/step';

/**
 * Times every loss on a patch of 32^3 with 30 blobs, value and gradient together: in plain numbers, on wasm tensors, and a whole training step of
 * the default network on wasm; the least of several runs, in ms.
 */
const side = 32;
const blobCount = 30;

async function main(): Promise<void> {
  const { logits, ids } = makePatch();
  const geometry = { dims: [side, side, side], spacingMm: [1, 1, 1] } as const;
  const state = startAdam(initialWeights(defaultTraining.network, 1));
  const batch = { batchSize: 1, size: side, scan: logits, ids };
  const running = await openBackend('wasm', nodeAssets);
  print('loss', ['plain', 'wasm', 'step']);
  for (const loss of [...lossFamily, topKLoss]) {
    const plain = await leastMs(15, () => evaluateLoss(logits, ids, 1, loss, geometry));
    const wasm = await leastMs(15, () => evaluateLossOnTensors(logits, ids, [1, side, side, side], loss, geometry));
    const step = await leastMs(6, () => trainStep(state, batch, { ...defaultTraining, loss }));
    print(nameOf(loss), [plain.toFixed(1), wasm.toFixed(1), step.toFixed(0)]);
  }
  await running.dispose();
}

/** Balls of random places and radii; logits that are right on the whole. */
function makePatch() {
  const random = createRandom(3);
  const ids = new Int32Array(side ** 3);
  for (let blob = 1; blob <= blobCount; blob++) {
    const centre = [0, 1, 2].map(() => random.integer(side));
    const radius = 1 + 3 * random.uniform();
    for (let v = 0; v < ids.length; v++) {
      const voxel = [v % side, Math.floor(v / side) % side, Math.floor(v / side ** 2)];
      if (Math.hypot(...voxel.map((at, axis) => at - centre[axis])) <= radius) ids[v] = blob;
    }
  }
  return { ids, logits: Float32Array.from(ids, (id) => (id > 0 ? 1 : -3) + 2 * random.normal()) };
}

async function leastMs(runs: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const startedMs = performance.now();
    await work();
    least = Math.min(least, performance.now() - startedMs);
  }
  return least;
}

function nameOf({ scheme, base, masking }: LossSettings): string {
  return scheme === 'blob' ? `${scheme} over ${base}, masking ${masking}` : `${scheme} over ${base}`;
}

function print(name: string, numbers: readonly string[]): void {
  process.stdout.write(`${name.padEnd(46)}${numbers.map((number) => number.padStart(8)).join('')}\n`);
}

await main();
