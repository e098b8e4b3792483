import type { LossSettings, Scheme } from '../core/settings';
import type { LossFacts, StepFacts } from '../core/slowMotion/explained';
import type { LossTerms } from '../core/terms';
import type { SlowLook } from '../state/model';
import type { Meaning } from './glossary';
import { termNames } from './losses';
import type { NumberWords } from './sentences';

/** The stages of one training step, in order. */
export const stages = ['patch', 'forward', 'sums', 'terms', 'mean', 'total', 'gradient', 'update'] as const;
export type Stage = (typeof stages)[number];

/** What a stage is called, and what is lit on the slice while it is shown. */
export const stageWords: Record<Stage, { readonly name: string; readonly lit: string }> = {
  patch: {
    name: 'Patch',
    lit: 'the scan as the network gets it (an empty margin is 0, a middle grey), with the outline of each blob',
  },
  forward: { name: 'Forward', lit: 'the predicted probability p, the brighter the higher' },
  sums: { name: 'Region sums', lit: 'each region: a blob in its colour, the rest of its cell faintly' },
  terms: {
    name: 'Each blob’s term',
    lit: 'each blob, the more orange the larger its term; what is dark the chosen blob’s term does not see',
  },
  mean: { name: 'Mean', lit: 'the blobs, all alike: as orange as the instance term is large' },
  total: {
    name: 'Plus global',
    lit: 'the error |p − y| of every voxel, in blue: to the global term no blob is special',
  },
  gradient: { name: 'Gradient', lit: '∂L/∂logit: ▲ teal is raised, ▼ pink is lowered; brighter = pulled harder' },
  update: { name: 'Update', lit: 'the change of p by the update: ▲ teal rises, ▼ pink falls' },
};

/** What the step learns from; true for every patch. */
export function patchSentence(
  { step, patch, explained }: Pick<StepFacts, 'step' | 'patch' | 'explained'>,
  { many, count }: NumberWords,
): string {
  const { size, count: patches, mayBeMirrored, origin, ofStep } = patch;
  const which =
    patches === 1 ? 'one patch' : `${count(patches)} patches, of which ${ordinal(explained.shown)} is shown,`;
  const mirrored = mayBeMirrored ? ', mirrored along an axis or not, by chance' : '';
  const voxels = explained.blobs.reduce((sum, { inside }) => sum + inside.voxels, 0);
  const holds =
    explained.blobs.length === 0
      ? 'It holds no blob.'
      : `It holds ${many(explained.blobs.length, 'blob')} with ${many(voxels, 'voxel')} in it; what sticks out is cut off.`;
  return `${laterWords(step, ofStep)}Step ${count(ofStep)} cuts ${which} of ${size}³ voxels out of the scan, at voxel ${origin.join(', ')}${mirrored}. ${holds}`;
}

/** Says that the patch is not of the step that comes next. */
function laterWords(step: number, ofStep: number): string {
  if (ofStep === step) return '';
  return `Not the patch of the next step, ${step}, which holds no blob: this one comes ${ofStep - step} later, and is seen here by the weights of now. `;
}

function ordinal(index: number): string {
  return index === 0 ? 'the first' : `number ${index + 1}`;
}

/** Which patch is looked at. */
export const lookWords = {
  own: { name: 'This step’s own patch', explanation: 'The first patch of the next step, whatever it holds.' },
  withBlobs: {
    name: 'Next patch with blobs',
    explanation: 'The first patch with a blob in it, of the next step or of one of those after it.',
  },
} as const satisfies Record<SlowLook['patch'], Meaning>;

/** Where no patch of the next steps holds a blob. */
export function soughtSentence({ patch, explained }: Pick<StepFacts, 'patch' | 'explained'>): string | null {
  if (patch.sought === 0 || explained.blobs.length > 0) return null;
  return `None of the next ${patch.sought} steps has a patch with a blob in it, so this is the next step’s own.`;
}

/** Why a step cannot be checked against what is foretold of another's patch. */
export function laterUpdateSentence({ step, patch }: Pick<StepFacts, 'step' | 'patch'>): string {
  return `This is what the patch would do now; it is trained on at step ${patch.ofStep}, from other weights. To do step ${step} and see whether it tells what was foretold, look at its own patch.`;
}

/** What the network says of the patch; true for every prediction. */
export function forwardSentence({ blobs, background }: LossFacts): string {
  const mean = (sum: number, voxels: number) => (sum / voxels).toFixed(3);
  const outside = background.voxels === 0 ? '' : `${mean(background.sums[0], background.voxels)} in the background`;
  if (blobs.length === 0) return `The network gives every voxel a probability p. Its mean is ${outside}.`;
  const total = (of: (tally: LossFacts['blobs'][number]['inside']) => number) =>
    blobs.reduce((sum, { inside }) => sum + of(inside), 0);
  const inside = mean(
    total(({ sums }) => sums[0]),
    total(({ voxels }) => voxels),
  );
  return `The network gives every voxel a probability p. Its mean is ${inside} in the blobs${outside && ` and ${outside}`}.`;
}

/** What the sums are for. */
export const sumsSentence =
  'The patch is cut into regions: each blob, and the rest of its cell, which is what lies nearer to it than to any other blob. One pass adds up each region; all that the loss says follows from these sums.';
export const noBlobSums =
  'The patch holds no blob, so it is one region: all of it is background. The loss is a function of its sums.';

/** What the instance term says of each blob; true for every loss. */
export function termsSentence({ scheme, beta, masking }: LossSettings, hasInstance: boolean, blobs: number): string {
  if (!hasInstance)
    return 'This base has no instance term. What stands here is what each blob’s voxels add to the global term.';
  const unused = beta === 0 ? ' With β = 0 it is only looked at: nothing follows it.' : '';
  if (blobs === 0) return `${emptyWords[scheme]}${unused}`;
  return `${scheme === 'blob' ? blobWords[masking] : termWords[scheme]}${unused}`;
}

const blobWords: Record<LossSettings['masking'], string> = {
  probability: 'Each blob is scored alone: against all of the background, with the other blobs masked away.',
  logit: 'Each blob is scored alone: against all of the background; the other blobs are masked to p = 0.5.',
  none: 'Each blob is scored alone: against all of the background, and the other blobs count as background.',
};

const termWords: Record<Scheme, string> = {
  blob: '',
  cc: 'Each blob is scored in its own cell; the rest of the patch is not seen.',
  bicc: 'Each blob is scored in its own cell; the cells of what is predicted are scored, too, and come in with the mean.',
  inverse_weighting:
    'There is no term of one blob: every voxel has a weight, the same for each voxel of a blob. What stands here is what the blob’s voxels add.',
  component_adaptive:
    'There is no term of one blob: a voxel weighs 1 / (voxels of its component + 5). What stands here is what the blob’s voxels add.',
};

const emptyWords: Record<Scheme, string> = {
  blob: 'The patch holds no blob: there is no term, and this patch counts for nothing in the blob term.',
  cc: 'The patch holds no blob: the whole of it is scored as one cell.',
  bicc: 'The patch holds no blob: on the mask’s side the whole of it is scored as one cell.',
  inverse_weighting: 'The patch holds no blob: the background is the only component, with weight 1.',
  component_adaptive: 'The patch holds no blob. Where no patch of the batch holds one, the term is 0.',
};

/** How the blobs' terms become one number; true for every loss. */
export function meanSentence({ scheme }: LossSettings, { patches, shown }: LossFacts, hasInstance: boolean): string {
  if (!hasInstance) return 'There is no instance term, so there is nothing to take a mean of.';
  if (scheme === 'inverse_weighting' || scheme === 'component_adaptive')
    return 'Nothing is averaged over blobs: the base is taken once, of the weighted sums. What the background and the false positives add makes up the rest.';
  const blobs = patches[shown].blobCount;
  if (blobs === 0)
    return scheme === 'blob' ? 'No blob in this patch, no mean.' : 'One cell, the whole patch: its value is the mean.';
  return 'Every blob counts the same, whatever its size: that is the whole idea.';
}

/** What a second forward pass with the new weights says; true for every update. */
export function afterSentence(before: LossTerms, after: LossTerms, write: (value: number) => string): string {
  const change = after.total - before.total;
  if (change === 0) return `With the new weights the loss of this same batch stays at ${write(after.total)}.`;
  const how = change < 0 ? 'falls' : 'rises';
  const surprise =
    change > 0 ? ' That can happen: the step is long, and Adam also follows the gradients of the steps before.' : '';
  return `With the new weights the loss of this same batch ${how} from ${write(before.total)} to ${write(after.total)}.${surprise}`;
}

/** What the two columns of numbers are. */
export const recomputedNote =
  'Foretold: the loss computed here from the logits, in 64 bits. Told: what the real step says of itself, in 32 bits. Equal up to rounding is all that can be.';

/** The name of the instance term where it is one number among several: "blob", "CC" ... */
export function instanceName({ scheme }: LossSettings): string {
  return termNames[scheme];
}
