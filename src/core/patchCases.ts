import { createPatchSampler, type PatchSampler, type PatchSource } from './patches';
import { createRandom } from './random';

/** Cuts each step's patches from one of several cases, drawn evenly by seed and step; of one case they are those of its own sampler. */
export function createCaseSampler(sources: readonly PatchSource[]): PatchSampler {
  const samplers = sources.map(createPatchSampler);
  const [first] = sources;
  if (!first) throw new Error('no case to cut patches from');
  if (samplers.length === 1) return samplers[0];
  // Streams of negative numbers are free: those of steps place the patches.
  return { sample: (step) => samplers[createRandom(first.seed, -step).integer(samplers.length)].sample(step) };
}
