import type { BenchLoss, BenchRow, BenchTotals } from '../../../core/bench/answer';
import { largestLogit } from '../../../core/bench/logits';
import { fixed } from '../../../core/fixed';
import type { BaseLoss } from '../../../core/settings';
import { baseCards, schemeCards } from '../../../lessons/losses';
import { formatMany } from '../../format';
import { formatLoss } from './formatLoss';

/** What the sentences need of an answer. */
export interface SaidOf {
  readonly rows: readonly Pick<BenchRow, 'voxels'>[];
  readonly totals: Pick<BenchTotals, 'blobVoxels'>;
}

/** What a loss says of the prediction, in a sentence or two that hold for every input. */
export function lossSays(loss: BenchLoss, { rows, totals }: SaidOf): string {
  const { scheme, blobTerms, note } = loss;
  const said = scheme === null ? globalSays(loss.base, rows, totals) : instanceSays(scheme, blobTerms ?? []);
  return [said, note, countsLogarithms.includes(loss.base) ? sureWords : null].filter(Boolean).join(' ');
}

/** The cross-entropy of an error grows with its sureness without end. */
const countsLogarithms: readonly BaseLoss[] = ['bce', 'dice_bce', 'focal', 'top_k'];

const sureWords = `A sure error has a cross-entropy of ${largestLogit} here: the bench keeps logits within ±${largestLogit}.`;

/** "Blob loss over Dice", "Dice, whole scan". */
export function lossName({ scheme, base }: Pick<BenchLoss, 'scheme' | 'base'>): string {
  const name = baseCards[base].name;
  return scheme === null ? `${name} on the whole scan` : `${schemeCards[scheme].name} over ${name}`;
}

/** Without a blob these are 1 - e / (sum of p + e), or follow from that. */
const hangOnSmoothing: readonly BaseLoss[] = [
  'dice',
  'dice_squared',
  'jaccard',
  'dice_bce',
  'tversky',
  'focal_tversky',
];

function globalSays(base: BaseLoss, rows: SaidOf['rows'], { blobVoxels }: SaidOf['totals']): string {
  const largest = rows[0];
  if (!largest || blobVoxels === 0)
    return `One number over all voxels; there is no blob in the mask.${hangOnSmoothing.includes(base) ? noBlobWords : ''}`;
  const percent = (100 * largest.voxels) / blobVoxels;
  return `One number over all voxels, whatever blob they are in; the largest blob holds ${fixed(percent, percent < 10 ? 1 : 0)} % of the mask.`;
}

const noBlobWords =
  ' What is left of its fraction is ε over ε and Σ p: the little probability that even sure voxels keep, summed over the scan, counts against ε.';

function instanceSays(scheme: NonNullable<BenchLoss['scheme']>, terms: readonly number[]): string {
  if (terms.length === 0) return 'There is no blob in the mask, so this term has nothing to say.';
  const worst = terms.reduce((at, term, n) => (term > terms[at] ? n : at), 0);
  const above = terms.filter((term) => term > 0.5).length;
  switch (scheme) {
    case 'blob':
    case 'cc':
      if (terms.length === 1) return `One term, that of the only ${scheme === 'blob' ? 'blob' : 'cell'}.`;
      return `The mean of ${terms.length} terms, ${scheme === 'blob' ? 'one a blob' : 'one a cell'}: ${above} above 0.5. The highest is blob ${worst + 1} with ${formatLoss(terms[worst])}.`;
    case 'bicc':
      return `Cells of the blobs and cells of what is predicted together. Of the ${formatMany(terms.length, 'blob')}, ${above} ${above === 1 ? 'has' : 'have'} a term above 0.5; the highest is blob ${worst + 1} with ${formatLoss(terms[worst])}.`;
    case 'inverse_weighting':
    case 'component_adaptive':
      return `One sum with a weight for each blob; the most comes from blob ${worst + 1}: ${formatLoss(terms[worst])}.`;
    default:
      return scheme satisfies never;
  }
}
