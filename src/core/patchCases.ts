import { createPatchSampler, type PatchSampler, type PatchSource } from './patches';
import { createRandom } from './random';

/** Cuts patches from several cases. */
export interface CaseSampler extends PatchSampler {
  /** Index of the case that a step's patches are cut from. */
  readonly caseAt: (step: number) => number;
}

/** Cuts each step's patches from one of several cases, drawn evenly by seed and step; of one case they are those of its own sampler. */
export function createCaseSampler(sources: readonly PatchSource[]): CaseSampler {
  const samplers = sources.map(createPatchSampler);
  const [first] = sources;
  if (!first) throw new Error('no case to cut patches from');
  if (samplers.length === 1) return { sample: samplers[0].sample, caseAt: () => 0 };
  // The streams of steps place the patches, so cases have the negative ones. The weights begin with -1, too: a draw in common does no harm.
  const caseAt = (step: number) => createRandom(first.seed, -step).integer(samplers.length);
  return { sample: (step) => samplers[caseAt(step)].sample(step), caseAt };
}
