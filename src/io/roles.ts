import type { Dims } from '../core/volume';
import { distinctCap, type ValueSummary } from './valueSummary';

/** A volume seen from outside: what roles are guessed from. */
export interface Candidate {
  readonly name: string;
  readonly dims: Dims;
  readonly summary: ValueSummary;
}

export interface RoleGuess {
  readonly guess: 'scan' | 'mask';
  /** In words, for the user: "named ...seg, 2 whole values". */
  readonly why: string;
  /** Above 0 = rather a mask; only the order and the sign mean something. */
  readonly maskScore: number;
}

const maskWords =
  /(^|[^a-z])(seg|segs|segmentation|mask|masks|label|labels|lbl|lesion|lesions|gt|truth|groundtruth|annotation|annotations|annot|cells|instances|roi|tumou?r|plaques|nuclei|consensus|dseg|binary)([^a-z]|$)/;
const scanWords =
  /(^|[^a-z])(t1|t1w|t1c|t1ce|t1gd|t1n|t2|t2w|t2f|t2s|flair|pd|pdw|dwi|adc|swi|ct|cta|pet|mr|mri|raw|image|img|scan|volume|vol|intensity|bold|channel|ch\d*)([^a-z]|$)/;

/** Tells a scan from a mask by its name and its values. Fractions speak against a mask even where the name is for it. */
export function guessRole({ name, summary }: Candidate): RoleGuess {
  const clues = [nameClue(name), ...valueClues(summary)].filter((clue) => clue.weight !== 0);
  const maskScore = clues.reduce((sum, clue) => sum + clue.weight, 0);
  const guess = maskScore > 0 ? 'mask' : 'scan';
  const speaking = clues.filter((clue) => clue.weight > 0 === maskScore > 0);
  return { guess, why: speaking.map((clue) => clue.words).join(', ') || 'nothing speaks for a mask', maskScore };
}

/** So many different values are a mask's classes rather than a scan's greys. */
export const fewValues = 64;

/** Whether these are masks and no scan: none is named like a scan, each is taken for a mask when it is alone, and has few whole values. */
function areMasks(candidates: readonly Candidate[]): boolean {
  return candidates.every((candidate) => {
    const { isWhole, distinctCount } = candidate.summary;
    const isFew = isWhole && distinctCount <= fewValues;
    return isFew && nameClue(candidate.name).weight >= 0 && guessRole(candidate).guess === 'mask';
  });
}

/** Which candidates make the best scan and mask, as indices: the most and the least mask-like, on equal dims if possible; null = there is none, as among masks alone. */
export function pickPair(candidates: readonly Candidate[]): {
  readonly scan: number | null;
  readonly mask: number | null;
} {
  if (candidates.length === 0) return { scan: null, mask: null };
  const scores = candidates.map((candidate) => guessRole(candidate).maskScore);
  if (candidates.length === 1) return scores[0] > 0 ? { scan: null, mask: 0 } : { scan: 0, mask: null };
  if (areMasks(candidates)) return { scan: null, mask: scores.indexOf(Math.max(...scores)) };
  let best = { scan: 0, mask: 1, value: Number.NEGATIVE_INFINITY };
  for (let scan = 0; scan < scores.length; scan++)
    for (let mask = 0; mask < scores.length; mask++) {
      if (mask === scan) continue;
      const fits = candidates[scan].dims.every((side, axis) => side === candidates[mask].dims[axis]);
      const value = scores[mask] - scores[scan] + (fits ? 3 : 0);
      if (value > best.value) best = { scan, mask, value };
    }
  return { scan: best.scan, mask: canBeMask(candidates[best.mask]) ? best.mask : null };
}

interface Clue {
  readonly weight: number;
  readonly words: string;
}

function nameClue(name: string): Clue {
  // "brainLesionMask2" reads as "brain lesion mask 2".
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\.(nii|gz|hdr|img)/g, '');
  const mask = maskWords.exec(words)?.[2];
  const scan = scanWords.exec(words)?.[2];
  if (mask) return { weight: 4, words: `named "${mask}"` };
  return scan ? { weight: -4, words: `named "${scan}"` } : { weight: 0, words: '' };
}

function valueClues({ isWhole, distinctCount, zeroShare }: ValueSummary): Clue[] {
  if (!isWhole) return [{ weight: -6, words: 'values with fractions' }];
  const many = distinctCount > distinctCap ? `more than ${distinctCap}` : `${distinctCount}`;
  const values = `${many} whole ${distinctCount === 1 ? 'value' : 'values'} beside 0`;
  const few = distinctCount <= 1 ? 4 : distinctCount <= 16 ? 2 : distinctCount <= fewValues ? 1 : 0;
  return [
    few > 0 ? { weight: few, words: values } : { weight: distinctCount > distinctCap ? -3 : -1, words: values },
    zeroShare >= 0.5
      ? { weight: 1, words: `${Math.floor(zeroShare * 1000) / 10} % zeros` }
      : { weight: -1, words: 'few zeros' },
  ];
}

/** Beside a scan a second file is taken for its mask only where the values allow it. */
function canBeMask({ summary }: Candidate): boolean {
  return summary.isWhole && summary.distinctCount <= distinctCap;
}
