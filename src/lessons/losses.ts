import type { BaseLoss, LossSettings, Scheme } from '../core/settings';

/** What there is to know of a loss before one picks it. */
export interface LossCard {
  readonly name: string;
  /** In one sentence. */
  readonly idea: string;
  readonly defaults: string;
  readonly cost: string;
  readonly weakness: string;
  /** Paper, and code that was read for the definition. */
  readonly source: string;
  /** Published comparisons that it loses; empty where none is known here. */
  readonly beatenBy: string;
}

const onePass = 'One pass over the voxels, as for every base.';

export const baseCards: Record<BaseLoss, LossCard> = {
  dice: {
    name: 'Dice',
    idea: 'Twice the overlap of prediction and mask, over the sum of both.',
    defaults: 'Smooth ε 0.00001, added above and below.',
    cost: onePass,
    weakness:
      'A blob counts by its voxels: one large blob can carry the score while small ones are missed. A patch without foreground costs nearly 1 and gives almost no gradient.',
    source: 'Milletari et al. 2016, arXiv 1606.04797; MONAI DiceLoss.',
    beatenBy:
      'On liver tumours (nnU-Net v2, Dice per case) .620 against .628 of Dice + CE and .669 of Dice + top-k (SegLossOdyssey).',
  },
  dice_squared: {
    name: 'Dice, squared',
    idea: 'Dice with p² and y² in the denominator: a half-sure voxel is charged less.',
    defaults: 'Smooth ε 0.00001; 0 under inverse weighting.',
    cost: onePass,
    weakness: 'Counts blobs by their voxels, as Dice does.',
    source: 'Milletari et al. 2016, arXiv 1606.04797; MONAI DiceLoss with squared_pred.',
    beatenBy: '',
  },
  jaccard: {
    name: 'Jaccard (IoU)',
    idea: 'The overlap over the union: the same order of predictions as Dice, but steeper near a perfect one.',
    defaults: 'Smooth ε 0.00001, which counts by half, as in MONAI.',
    cost: onePass,
    weakness: 'Counts blobs by their voxels, as Dice does.',
    source: 'MONAI DiceLoss with jaccard.',
    beatenBy: '',
  },
  bce: {
    name: 'BCE',
    idea: 'Binary cross-entropy: the mean over all voxels of −ln of the probability given to the true label.',
    defaults: 'No class weight.',
    cost: onePass,
    weakness:
      'The background has nearly all voxels, so it has nearly all of the loss. Small blobs are the first to be missed.',
    source: 'PyTorch BCEWithLogitsLoss.',
    beatenBy:
      'On 1,985 brain metastases of 300 cases it found .624, Dice .787, inverse-weighted BCE .879, at precisions of .644, .600 and .212 (our count from the records of Shirokikh et al.).',
  },
  dice_bce: {
    name: 'Dice + BCE',
    idea: 'Dice for the overlap, cross-entropy for a gradient at every voxel; both with weight 1.',
    defaults: 'Smooth ε 0.00001; 0 inside cells, where the smoothing would drown the smallest blobs.',
    cost: onePass,
    weakness: 'Both halves count blobs by their voxels.',
    source: 'MONAI DiceCELoss with one channel.',
    beatenBy:
      'BiCC had the better lesion F1 on three of five data sets (AutoPET, BraTS-METS, LiTS), CC-DiceCE on the fourth (VALDO microbleeds); on ISLES plain Dice + CE was first (arXiv 2609.30223).',
  },
  focal: {
    name: 'Focal',
    idea: 'Cross-entropy in which a voxel counts the less the surer it is right: times (1 − p of the truth)^γ.',
    defaults: 'γ 2; no class weight (MONAI), or α 0.25 for the foreground (Lin et al., detection).',
    cost: onePass,
    weakness: 'Hard voxels lie on the rims of large blobs too; it knows nothing of blobs.',
    source: 'Lin et al. 2017, arXiv 1708.02002; MONAI FocalLoss.',
    beatenBy:
      'On LiTS (28 cases, 138 lesions) recall .703 at precision .150, Dice .746 at .500 (our count from the records of Shirokikh et al.).',
  },
  tversky: {
    name: 'Tversky',
    idea: 'Dice with a price of its own for false positives and for false negatives.',
    defaults: 'False positives 0.3, false negatives 0.7.',
    cost: onePass,
    weakness: 'Moves the balance between misses and false alarms for all voxels alike; small blobs stay small.',
    source: 'Salehi et al. 2017, arXiv 1706.05721; MONAI TverskyLoss.',
    beatenBy: '',
  },
  focal_tversky: {
    name: 'Focal Tversky',
    idea: 'The Tversky loss to a power below 1, which keeps its gradient steep near a good prediction.',
    defaults:
      'Power 0.75 (written 1 / γ with γ = 4/3 in the paper), weights 0.3 and 0.7; the published code smooths with 1.',
    cost: onePass,
    weakness: 'At a loss of exactly 0 the power is infinitely steep; the gradient is set to 0 there.',
    source: 'Abraham and Khan 2018, arXiv 1810.07842; SegLossOdyssey FocalTversky_loss.',
    beatenBy: 'On liver tumours (nnU-Net v1, Dice per case) .619, the same as Dice (SegLossOdyssey).',
  },
  top_k: {
    name: 'Top-k',
    idea: 'Cross-entropy of the hardest k percent of the voxels only.',
    defaults: 'k = 10 %.',
    cost: 'Ranks all voxels of the batch at every step.',
    weakness: 'It ranks the whole batch, so it has no term for a blob: only with β = 0.',
    source: 'Wu et al. 2016, arXiv 1605.06885; SegLossOdyssey TopKLoss.',
    beatenBy: 'On liver tumours (nnU-Net v2, Dice per case) .651 against .669 of Dice + top-k (SegLossOdyssey).',
  },
  generalised_dice: {
    name: 'Generalised Dice',
    idea: 'Dice over several classes, each weighted by 1 / its squared size.',
    defaults: 'Smooth ε 0.00001.',
    cost: onePass,
    weakness:
      'With one class there is nothing to balance: the weight cancels except against the smoothing, and it is Dice. An empty patch costs exactly 0, whatever is predicted.',
    source: 'Sudre et al. 2017, arXiv 1707.03237; MONAI GeneralizedDiceLoss.',
    beatenBy:
      'On LiTS (28 cases) recall .812 at precision .403, inverse-weighted Dice .862 at .176 (our count from the records of Shirokikh et al.).',
  },
};

export const schemeCards: Record<Scheme, LossCard> = {
  blob: {
    name: 'Blob loss',
    idea: 'Each blob is scored alone: the other blobs are masked away, the whole background stays; the mean over the blobs counts.',
    defaults: 'Masking by probability. Here over Dice with α 2, β 1.',
    cost: 'One pass over the voxels, whatever the number of blobs.',
    weakness:
      'Every false voxel is charged in every blob’s term. A blob of s voxels gets about 2 / (s + F), F = the false-positive mass of the patch: while F is large, small blobs are hardly heard. In a comparison on five data sets it lost lesion F1 to Dice + CE on all five, and raised recall on four.',
    source: 'Kofler et al. 2022, arXiv 2205.08209; code neuronflow/blob_loss.',
    beatenBy:
      'BiCC: lesion F1 +.018 to +.097 on five data sets. CC-DiceCE: recall +.047 to +.081, but lesion F1 lower on four of the five (arXiv 2609.30223). For panoptic quality over several classes it was ahead of CC (arXiv 2604.24276).',
  },
  cc: {
    name: 'CC (Voronoi cells)',
    idea: 'Each blob is scored in its own Voronoi cell, the voxels that are nearer to it than to any other blob; the mean over the cells counts.',
    defaults: 'Dice + BCE without smoothing (CC-DiceCE), α = β = 1.',
    cost: 'One distance transform for each patch, then one pass.',
    weakness:
      'The highest recall of its peers, but precision falls on four of five data sets, by up to .363: a false positive only dilutes the score of one cell.',
    source: 'Bouteille et al. 2025, arXiv 2511.17146, after CC-Metrics, arXiv 2410.18684.',
    beatenBy:
      'BiCC: better precision and lesion F1 on four of five data sets; on VALDO microbleeds CC-DiceCE was ahead (arXiv 2609.30223).',
  },
  bicc: {
    name: 'BiCC',
    idea: 'The CC loss from both sides: over the cells of the blobs, and over those of the predicted components, so that a lone false component has a term of its own.',
    defaults: 'Dice + BCE without smoothing, half of each side, α = β = 1.',
    cost: 'The prediction is read back, labelled and cut into cells at every step. The authors report 17 to 23 % longer epochs than with Dice + CE.',
    weakness:
      'Recall falls against CC-DiceCE on all five data sets of its paper. Its cells jump when components merge or part.',
    source: 'Bouteille et al. 2026, arXiv 2609.30223; code TIO-IKIM/BiCC-Loss.',
    beatenBy:
      'CC-DiceCE in recall on five of five data sets, and in lesion F1 on VALDO microbleeds (.665 against .581).',
  },
  inverse_weighting: {
    name: 'Inverse weighting',
    idea: 'Every blob has the same weight in all, shared by its voxels: w = |patch| / ((K + 1) · its size).',
    defaults: 'Weights clipped to 1 … 200,000; squared Dice without smoothing. Asymmetric similarity loss: β 1.5.',
    cost: 'One pass over the voxels.',
    weakness:
      'At threshold 0.5 it buys recall with precision: on LiTS (28 cases) .862 at .176 where Dice has .746 at .500. At an equal number of false positives a gain remains (our count from the published records).',
    source: 'Shirokikh et al. 2020, MICCAI; code neuro-ml/inverse_weighting.',
    beatenBy:
      'An abstract of 2026 (arXiv 2604.24276) finds such weights unstable over the whole patch, and useful only inside each blob’s cell.',
  },
  component_adaptive: {
    name: 'Component-adaptive Tversky',
    idea: 'A Tversky loss in which a voxel weighs 1 / (size of its component + 5), and the background little.',
    defaults:
      'Background weight 0.01 (0.1 in its constructor), weights 0.3 and 0.7, 6-connected components; added to nnU-Net’s loss with 0.1.',
    cost: 'One labelling for each patch, then one pass.',
    weakness:
      'Precision for recall again: on MSLesSeg (12 scans) .790 and .889, nnU-Net .872 and .839; lesion F1 .851 for both.',
    source: 'arXiv 2604.08015; code luumsk/SmallLesionMRI.',
    beatenBy: '',
  },
};

/** The instance term in a formula: "2 × global + 1 × CC". */
export const termNames: Record<Scheme, string> = {
  blob: 'blob',
  cc: 'CC',
  bicc: 'BiCC',
  inverse_weighting: 'weighted',
  component_adaptive: 'adaptive',
};

/** What one should know of just this choice, in a sentence; null where there is nothing to warn of. */
export function warningOf({
  scheme,
  base,
  beta,
  smooth,
}: Pick<LossSettings, 'scheme' | 'base' | 'beta' | 'smooth'>): string | null {
  if (beta === 0) return null;
  if (scheme === 'blob' && (base === 'bce' || base === 'focal'))
    return 'This does not balance sizes at all: the mean over the patch gives every voxel of every blob the same weight, as without blob loss, while the background counts once for each blob.';
  if (scheme === 'blob' && base === 'dice_bce')
    return 'Only the Dice half balances sizes: the mean cross-entropy gives every blob voxel the same weight, and counts the background once for each blob.';
  if ((scheme === 'cc' || scheme === 'bicc') && smooth > 0)
    return 'Published without smoothing: with ε above 0 its authors saw no convergence on microbleeds. Set ε to 0.';
  if (base === 'generalised_dice')
    return 'With one class this is Dice: its class weight cancels except against the smoothing.';
  return null;
}
