/** What a number on the page means, and its formula where it has one. */
export interface Meaning {
  readonly name: string;
  readonly explanation: string;
}

export const imbalanceMeanings = {
  blobCount: { name: 'Blobs', explanation: 'Connected components of the mask.' },
  foregroundShare: { name: 'Foreground', explanation: 'Voxels of all blobs, of all voxels of the scan.' },
  largestShare: {
    name: 'Largest blob',
    explanation: 'Voxels of the largest blob, of all foreground voxels.',
  },
  smallerHalfShare: {
    name: 'Smaller half',
    explanation: 'Share of the foreground held by the smaller half of the blobs: the N/2 smallest, rounded down.',
  },
  gini: {
    name: 'Gini',
    explanation: 'Inequality of the blob sizes: 0 = all equal, towards 1 = one blob holds nearly everything.',
  },
  diceOfLargestAlone: {
    name: 'Dice of largest',
    explanation:
      'The best Dice of a prediction that finds only the largest blob: 2L / (L + total), L = voxels of the largest.',
  },
} as const satisfies Record<string, Meaning>;

export const scoreMeanings = {
  sensitivity: {
    name: 'Sensitivity',
    explanation: 'Found blobs / all blobs. A blob is found when at least one of its voxels is predicted.',
  },
  precision: {
    name: 'Precision',
    explanation: 'Predicted components that touch a blob / all predicted components.',
  },
  f1: { name: 'F1', explanation: 'Harmonic mean of sensitivity and precision, over blobs.' },
  dice: { name: 'Dice', explanation: '2 · TP / (predicted + reference), over voxels of the whole scan.' },
  found: { name: 'Found', explanation: 'Blobs with at least one predicted voxel at this threshold.' },
  falseBlobs: { name: 'False blobs', explanation: 'Predicted components that touch no blob of the mask.' },
} as const satisfies Record<string, Meaning>;

/** `{unit}` stands for mm or µm. */
export const columnMeanings = {
  id: { name: 'Blob', explanation: 'Blobs are numbered by size: 1 is the largest.' },
  voxels: { name: 'Voxels', explanation: 'Voxels of the blob.' },
  volumeMm3: { name: '{unit}³', explanation: 'Voxels times the volume of one voxel.' },
  equivalentDiameterMm: { name: '⌀ {unit}', explanation: 'Diameter of the ball of the same volume.' },
  share: { name: 'Share', explanation: 'Voxels of the blob, of all foreground voxels.' },
  centre: {
    name: 'Centre {unit}',
    explanation: 'Centre of mass in the scan’s world: to the right, to the front, upwards.',
  },
  found: { name: 'Result', explanation: 'Found: at least one voxel predicted at this threshold. Otherwise missed.' },
  recall: { name: 'Recall', explanation: 'Share of the blob’s voxels that are predicted at this threshold.' },
  meanProbability: { name: 'Mean p', explanation: 'Mean predicted probability over the blob’s voxels.' },
  term: {
    name: 'Term',
    explanation:
      'The blob’s part of the instance term, from the newest patch that held it: under blob loss its own loss with the other blobs masked away, under CC and BiCC that of its cell, else what its voxels add.',
  },
} as const satisfies Record<string, Meaning>;
