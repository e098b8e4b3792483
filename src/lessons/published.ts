import type { StudyTask } from '../core/study/tasks';

/** A paper by its number, not its address: the page names no other host. */
const blobLoss = 'Kofler et al., arXiv 2205.08209, abstract';
const bicc = 'Bouteille et al., arXiv 2609.30223, Table 2';

/** What was reported for real data that a task resembles. */
export interface PublishedFact {
  readonly tasks: readonly StudyTask[];
  readonly words: string;
  readonly source: string;
}

export const publishedFacts: readonly PublishedFact[] = [
  { tasks: ['ms'], words: 'Blob loss: F1 +5 % for MS lesions.', source: blobLoss },
  { tasks: ['liver'], words: 'Blob loss: F1 +3 % for liver tumours.', source: blobLoss },
  {
    tasks: ['plaques', 'cfos', 'nuclei'],
    words: 'Blob loss: F1 +2 % on average over the microscopy tasks.',
    source: blobLoss,
  },
];

/** A row of the comparison of the BiCC paper: lesions matched one to one at IoU > 0.1, means over scans with lesions. */
export interface PublishedRow {
  readonly dataset: string;
  readonly method: 'DiceCE' | 'blob' | 'CC-DiceCE' | 'BiCC';
  readonly dice: number;
  readonly ccDice: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

type Numbers = readonly [dice: number, ccDice: number, precision: number, recall: number, f1: number];

const dataset = (name: string, rows: Readonly<Record<PublishedRow['method'], Numbers>>): readonly PublishedRow[] =>
  (['DiceCE', 'blob', 'CC-DiceCE', 'BiCC'] as const).map((method) => {
    const [dice, ccDice, precision, recall, f1] = rows[method];
    return { dataset: name, method, dice, ccDice, precision, recall, f1 };
  });

export const publishedTable: {
  readonly source: string;
  readonly about: string;
  readonly rows: readonly PublishedRow[];
} = {
  source: bicc,
  about:
    'nnU-Nets on real data, five folds, 500 epochs. Against DiceCE, blob loss raised recall on four of five data sets and had a lower lesion F1 on all five; BiCC was above blob loss on all five.',
  rows: [
    ...dataset('AutoPET III', {
      DiceCE: [0.5654, 0.4481, 0.4998, 0.6631, 0.5301],
      blob: [0.5452, 0.4415, 0.4733, 0.6877, 0.521],
      'CC-DiceCE': [0.5722, 0.4791, 0.3758, 0.7368, 0.4621],
      BiCC: [0.5848, 0.4616, 0.6065, 0.641, 0.588],
    }),
    ...dataset('ISLES’26', {
      DiceCE: [0.6518, 0.4845, 0.6594, 0.646, 0.5905],
      blob: [0.6438, 0.4921, 0.6021, 0.6698, 0.571],
      'CC-DiceCE': [0.6497, 0.5197, 0.2966, 0.7164, 0.3602],
      BiCC: [0.6411, 0.476, 0.6706, 0.6358, 0.5886],
    }),
    ...dataset('BraTS-METS', {
      DiceCE: [0.7477, 0.5966, 0.8053, 0.737, 0.7383],
      blob: [0.7184, 0.5798, 0.7857, 0.7428, 0.732],
      'CC-DiceCE': [0.7528, 0.6311, 0.6803, 0.7943, 0.6967],
      BiCC: [0.7405, 0.5972, 0.8242, 0.7422, 0.7531],
    }),
    ...dataset('LiTS tumours', {
      DiceCE: [0.5739, 0.4683, 0.4698, 0.7112, 0.5229],
      blob: [0.5443, 0.4563, 0.4441, 0.7443, 0.5132],
      'CC-DiceCE': [0.5892, 0.5059, 0.4004, 0.792, 0.4947],
      BiCC: [0.5696, 0.4747, 0.5772, 0.7279, 0.6098],
    }),
    ...dataset('Microbleeds (VALDO)', {
      DiceCE: [0.4528, 0.4195, 0.6069, 0.6375, 0.5826],
      blob: [0.4295, 0.3992, 0.5605, 0.6043, 0.5326],
      'CC-DiceCE': [0.5035, 0.471, 0.691, 0.6854, 0.6648],
      BiCC: [0.4462, 0.4125, 0.6182, 0.6202, 0.5812],
    }),
  ],
};
