import type { BenchTotals, Tide } from '../core/bench/answer';
import type { Start } from '../core/bench/edits/edit';
import type { LossSettings } from '../core/settings';
import type { LedgerRow } from '../state/ledgerRows';
import type { LedgerSortKey } from '../state/model';
import type { Meaning } from './glossary';
import type { NumberWords } from './sentences';

/** The columns of the ledger; `{unit}` stands for mm or µm, `{term}` for the name of the instance term. */
export const ledgerMeanings: Record<LedgerSortKey, Meaning> = {
  id: { name: 'Blob', explanation: 'Blobs are numbered by size: 1 is the largest.' },
  voxels: { name: 'Voxels', explanation: 'Voxels of the blob: |C|.' },
  volumeMm3: { name: '{unit}³', explanation: 'Voxels times the volume of one voxel.' },
  meanProbability: { name: 'Mean p', explanation: 'Mean predicted probability over the blob’s voxels.' },
  recall: { name: 'Recall', explanation: 'Share of the blob’s voxels that are predicted at this threshold.' },
  falsePositiveMass: {
    name: 'False +',
    explanation:
      'False-positive mass in the blob’s cell, the voxels nearer to it than to any other blob: their probabilities added up, in soft voxels (a voxel at p = 0.3 is 0.3 of one).',
  },
  shareOfNumerator: {
    name: 'Overlap',
    explanation:
      'Its part of the numerator of the global Dice, 2 Σ p y: of all that is rightly predicted, how much lies in this blob.',
  },
  shareOfDenominator: {
    name: 'Sum',
    explanation:
      'Its part of the denominator of the global Dice, Σ p + Σ y: its voxels, what is predicted in them, and the false positives of its cell.',
  },
  ownTerm: {
    name: 'Own term',
    explanation:
      'What the {term} term says of this blob alone. Where that term only weighs voxels: what the blob’s voxels add to it.',
  },
  shareOfGlobal: {
    name: 'Global pull',
    explanation: 'Its share of the pull on all blobs under the global term: Σ |∂L/∂logit| over its voxels.',
  },
  shareOfInstance: {
    name: '{term} pull',
    explanation: 'Its share of the pull on all blobs under the {term} term: Σ |∂L/∂logit| over its voxels.',
  },
  shareOfMixed: {
    name: 'Mixed pull',
    explanation: 'The same under α · global + β · {term}, with α and β as they stand. Nothing is computed anew for it.',
  },
  ignored: {
    name: 'Ignored',
    explanation:
      'How much the global term ignores the blob: its share of the pull under the {term} term minus that under the global one.',
  },
  match: {
    name: 'Result',
    explanation: 'Whether the chosen matching rule counts the blob as found; pointing at a result tells why.',
  },
  why: { name: 'Why', explanation: 'Why the chosen matching rule counts the blob as found or missed.' },
};

/** The columns of the list of false components. */
export const falseMeanings = {
  number: {
    name: 'Prediction',
    explanation:
      'Predicted components that the chosen matching rule takes as false, the largest first; the number is that by which the ledger names them.',
  },
  voxels: { name: 'Voxels', explanation: 'Predicted voxels of the component.' },
  volumeMm3: { name: '{unit}³', explanation: 'Voxels times the volume of one voxel.' },
  meanProbability: { name: 'Mean p', explanation: 'Mean predicted probability over its voxels, 0 to 1.' },
  nearestBlob: {
    name: 'Near',
    explanation: 'The blob that it shares most voxels with, or the one whose cell holds its middle: the nearest in mm.',
  },
  why: { name: 'Why it is false', explanation: 'What the chosen matching rule asks for, and what this component has.' },
} as const satisfies Record<string, Meaning>;

/** What there is to say of the list. */
export function falseSentence(count: number, listed: number, { many }: NumberWords): string {
  if (count === 0) return 'By this rule no predicted component is false.';
  const some = count > listed ? `, of which the largest ${listed} are listed` : '';
  return `${many(count, 'component')} ${count === 1 ? 'is' : 'are'} false by this rule${some}; F flies to ${count === 1 ? 'it' : 'the next'}.`;
}

/** Whether nothing is wrong to speak of: the false-positive mass and what is missing of the blobs are less than a hundredth of a voxel together. */
export function isPerfect({ numerator, denominator }: Pick<BenchTotals, 'numerator' | 'denominator'>): boolean {
  return denominator - numerator < 0.01;
}

type SharesOfRow = Pick<LedgerRow, 'id' | 'shareOfGlobal' | 'shareOfInstance' | 'ignored'>;

/** Which blob the global term ignores most; true for every prediction. */
export function ledgerSentence(
  rows: readonly SharesOfRow[],
  totals: Pick<BenchTotals, 'numerator' | 'blobVoxels'>,
  term: string,
  { share }: NumberWords,
): string {
  if (rows.length === 0) return 'The mask has no blob: there is no row to write.';
  if (totals.blobVoxels - totals.numerator / 2 < 0.01)
    return 'Every blob is predicted in full: nothing pulls on blobs, and the shares divide what rounding leaves.';
  if (rows.length === 1) return 'There is one blob: whatever pulls on blobs pulls on it.';
  const known = rows.filter(({ ignored }) => ignored !== null);
  if (known.length === 0) return 'One of the two terms pulls on no blob: there is nothing to compare.';
  const most = known.reduce((a, b) => ((b.ignored ?? 0) > (a.ignored ?? 0) ? b : a));
  if ((most.ignored ?? 0) < 0.005) return 'Both terms share out their pull among the blobs nearly alike.';
  return `Blob ${most.id} is ignored most: ${share(most.shareOfGlobal ?? 0)} of the global pull on blobs, ${share(most.shareOfInstance ?? 0)} of that of the ${term} term.`;
}

/** How hard the background is pulled against all blobs; true for every prediction. */
export function backgroundSentence(
  totals: Pick<BenchTotals, 'numerator' | 'denominator' | 'pull'>,
  term: string,
): string {
  if (isPerfect(totals)) return 'The prediction is perfect: nothing pulls on blobs or background.';
  const { pull } = totals;
  const global = againstBlobs(pull.globalOutside, pull.globalInside);
  const instance = againstBlobs(pull.instanceOutside, pull.instanceInside);
  if (global === instance) return `The background is pulled ${global} under either term.`;
  return `The background is pulled ${global} under the global term, and ${instance} under the ${term} term.`;
}

function againstBlobs(outside: number, inside: number): string {
  if (outside === 0) return 'not at all';
  if (inside === 0) return 'alone';
  if (outside < 0.01 * inside) return 'hardly at all';
  if (outside > 1000 * inside) return 'more than 1,000 × as hard as all blobs';
  return `${times(outside / inside)} × as hard as all blobs`;
}

function times(ratio: number): string {
  if (ratio >= 100) return Math.round(ratio).toLocaleString('en-US');
  return ratio.toPrecision(2);
}

/** Which false-positive mass drowns a blob: all there is (blob loss), or that of its own cell (CC). */
export type Water = 'all' | 'cell';

export const waterNames: Record<Water, string> = { all: 'Blob loss', cell: 'CC' };

export const tideExplanation =
  'Under Dice a blob’s own term pulls on each of its voxels with about 2 / (|C| + F): |C| = its voxels, F = the false-positive mass that the term is charged with. While F is larger than |C|, the blob is hardly heard. Blob loss charges every blob with all false positives; CC only with those of its cell. A blob is heard at |C| / (|C| + F) of what it would be without false positives.';

/** A blob is under water when it has fewer voxels than the false-positive mass over it. */
export function isUnderWater(voxels: number, mass: number): boolean {
  return voxels < mass;
}

/** The mass over a blob. */
export function massOver(tide: Tide, water: Water, id: number): number {
  return water === 'all' ? tide.global : (tide.perCell[id - 1] ?? 0);
}

/** How many blobs are under water now; true for every prediction. */
export function tideSentence(
  blobs: readonly { readonly id: number; readonly voxels: number }[],
  tide: Tide,
  water: Water,
  { many, count }: NumberWords,
): string {
  if (blobs.length === 0) return 'no blob that could be under water';
  const drowned = blobs.filter(({ id, voxels }) => isUnderWater(voxels, massOver(tide, water, id))).length;
  const level =
    water === 'cell'
      ? 'each in its own cell'
      : tide.global < 0.5
        ? 'F\u00a0≈\u00a00'
        : `F\u00a0=\u00a0${many(Math.round(tide.global), 'soft voxel')}`;
  return `${count(drowned)} of ${many(blobs.length, 'blob')} under water · ${level}`;
}

/** What the term of a blob does not see. */
export function maskedSentence(
  blob: number,
  maskedVoxels: number,
  { scheme, masking }: Pick<LossSettings, 'scheme' | 'masking'>,
  { many }: NumberWords,
): string {
  const voxels = many(maskedVoxels, 'voxel');
  switch (scheme) {
    case 'blob':
      if (maskedVoxels === 0) return `There is no other blob: the term of blob ${blob} sees the whole scan.`;
      if (masking === 'none')
        return `Nothing is masked: the ${voxels} of the other blobs stay, and the term of blob ${blob} takes them for background.`;
      return `The term of blob ${blob} sees all of the scan but the ${voxels} of the other blobs.`;
    case 'cc':
    case 'bicc':
      return `The term of blob ${blob} sees its own cell only; ${voxels} beyond it are out of its sight.`;
    case 'inverse_weighting':
    case 'component_adaptive':
      return 'This loss weighs voxels and masks nothing: there is one term, which sees the whole scan.';
    default:
      return scheme satisfies never;
  }
}

/** Of a base that the chosen instance term is not defined for. */
export function noTermSentence(base: string, term: string): string {
  return `${base} has no ${term} term: there is nothing to compare the global one with.`;
}

/** What a perfect prediction pays, in a sentence; only blob loss can be masked in several ways. */
export function priceSentence(
  { probability, logit, none }: { readonly probability: number; readonly logit: number; readonly none: number },
  term: (value: number) => string,
): string {
  const zero = (value: number) => value < 0.0005;
  if (zero(probability) && zero(logit) && zero(none))
    return 'A perfect prediction pays nothing under any of the three: no other blob is large enough to matter.';
  return `A perfect prediction pays ${term(probability)} where the others’ probability is masked, ${term(logit)} where their logit is (p = 0.5), ${term(none)} where nothing is.`;
}

export const heatWords = {
  global: 'Where the global term pulls: |∂L/∂logit| of each voxel.',
  instance: 'Where the {term} term pulls: |∂L/∂logit| of each voxel.',
  mixed: 'Where α · global + β · {term} pulls: |∂L/∂logit| of each voxel.',
} as const;

/**
 * How sure an error counts at most where pulls are taken softly. Any value below 1 gives the same shares under Dice and its kin where all errors are equally
 * sure, as those made by hand are; 0.95 is about where missed voxels stand while a network still learns.
 */
export const softError = 0.95;

export const softErrorWords = {
  name: 'Soft errors',
  unit: '',
  explanation:
    'The pull of Dice and its kin on a voxel has the factor p (1 − p): one that is surely wrong is not pulled at all. What is made by hand is sure, what is being trained rarely so. On: an error counts as no surer than 95 % where pulls are taken; where all errors are equally sure, the shares under Dice would be the same with any number below 100 %. Off: as sure as it is. Losses and metrics are never changed by it.',
} as const;

/** Said where soft errors are on though the prediction has probabilities of its own; null elsewhere. */
export function softErrorNote(start: Start, surestError: number): string | null {
  const hasOwn = start.kind === 'lane' || (start.kind === 'file' && !start.isBinary);
  if (surestError === 1 || !hasOwn) return null;
  return 'This prediction has probabilities of its own: errors surer than 95 % are pulled here as if they were 95 % sure. Turn soft errors off to see the true pull.';
}
