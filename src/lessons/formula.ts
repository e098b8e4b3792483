import type { TermSums } from '../core/losses/terms/termSums';
import type { LossSettings } from '../core/settings';

/** What a piece of a formula stands for; decides its colour. */
export type FormulaRole = 'plain' | 'global' | 'instance' | 'overlap' | 'falsePositive' | 'others' | 'size';

export interface FormulaPiece {
  readonly text: string;
  readonly role: FormulaRole;
  /** What the number is; empty for signs. */
  readonly meaning: string;
}

/** A term with its own numbers in it, and what they give. */
export interface Formula {
  readonly pieces: readonly FormulaPiece[];
  readonly value: number;
}

/** How numbers are written. */
export type WriteNumber = (value: number) => string;

/** The base of the loss with the sums of a term in it; null for top-k, which is no function of sums. */
export function termFormula(loss: LossSettings, sums: TermSums, write: WriteNumber): Formula | null {
  const { base } = loss;
  switch (base) {
    case 'dice':
      return diceFormula(loss.smooth, sums, write);
    case 'generalised_dice':
      return generalisedFormula(loss, sums, write);
    case 'dice_squared':
      return squaredFormula(loss, sums, write);
    case 'jaccard':
      return jaccardFormula(loss, sums, write);
    case 'tversky':
      return tverskyFormula(loss, sums, write);
    case 'focal_tversky':
      return poweredFormula(loss, sums, write);
    case 'bce':
      return meanFormula(0, 'cross-entropy', sums, write, null);
    case 'focal':
      return meanFormula(0, 'focal term', sums, write, loss.focalAlpha);
    case 'dice_bce':
      return sumFormula(diceFormula(loss.smooth, sums, write), meanFormula(1, 'cross-entropy', sums, write, null));
    case 'top_k':
      return null;
    default:
      return base satisfies never;
  }
}

function diceFormula(smooth: number, sums: TermSums, write: WriteNumber, times = once): Formula {
  const { overlap, size, wrong, wrongPieces } = overlapOf(sums, write);
  return ratio(
    [plain('2 · '), overlapPiece(overlap, write)],
    2 * overlap,
    [overlapPiece(overlap, write), plain(' + '), sizePiece(size, write), ...wrongPieces],
    overlap + size + wrong,
    smooth,
    write,
    times,
  );
}

function generalisedFormula(loss: LossSettings, sums: TermSums, write: WriteNumber): Formula {
  if (sums.inside.voxels === 0) return { pieces: [plain('0, as there is nothing to find')], value: 0 };
  const size = sums.inside.voxels;
  return diceFormula(loss.smooth, sums, write, { text: ` · ${write(size)}²`, factor: size ** 2 });
}

/** Squared errors E hold the squares: inside, sum of p^2 = E - |C| + 2 I; outside, p^2 is the squared error. */
function squaredFormula({ smooth }: LossSettings, sums: TermSums, write: WriteNumber): Formula {
  const { overlap, size } = overlapOf(sums, write);
  const squares = Math.max(0, sums.inside.sums[1] - size + 2 * overlap);
  const wrong = sums.background.sums[1];
  const others = sums.others?.sums[1] ?? 0;
  const squared = piece(write(squares), 'overlap', 'Σ p² over the foreground');
  return ratio(
    [plain('2 · '), overlapPiece(overlap, write)],
    2 * overlap,
    [squared, plain(' + '), sizePiece(size, write), ...wrongPiecesOf(wrong, sums.others && others, 'Σ p²', write)],
    squares + size + wrong + others,
    smooth,
    write,
  );
}

function jaccardFormula({ smooth }: LossSettings, sums: TermSums, write: WriteNumber): Formula {
  const { overlap, size, wrong, wrongPieces } = overlapOf(sums, write);
  return ratio(
    [plain('2 · '), overlapPiece(overlap, write)],
    2 * overlap,
    [plain('2 · ('), sizePiece(size, write), ...wrongPieces, plain(')')],
    2 * (size + wrong),
    smooth,
    write,
  );
}

function tverskyFormula({ smooth, tverskyFp, tverskyFn }: LossSettings, sums: TermSums, write: WriteNumber): Formula {
  const { overlap, size, wrong } = overlapOf(sums, write);
  const missed = Math.max(0, size - overlap);
  return ratio(
    [overlapPiece(overlap, write)],
    overlap,
    [
      overlapPiece(overlap, write),
      plain(` + ${tverskyFp} · `),
      piece(write(wrong), 'falsePositive', 'FP: probability outside'),
      plain(` + ${tverskyFn} · `),
      piece(write(missed), 'size', 'FN: what is missing of the foreground'),
    ],
    overlap + tverskyFp * wrong + tverskyFn * missed,
    smooth,
    write,
  );
}

function poweredFormula(loss: LossSettings, sums: TermSums, write: WriteNumber): Formula {
  const { pieces, value } = tverskyFormula(loss, sums, write);
  return {
    pieces: [plain('['), ...pieces, plain(`] to the power ${loss.focalTverskyGamma}`)],
    value: value ** loss.focalTverskyGamma,
  };
}

function meanFormula(
  at: number,
  what: string,
  sums: TermSums,
  write: WriteNumber,
  classWeight: number | null,
): Formula {
  const { inside, background, others, voxels } = sums;
  const seen = others?.sums[at] ?? 0;
  const [ofInside, ofOutside] = classWeight === null ? [1, 1] : [classWeight, 1 - classWeight];
  const wrong = wrongPiecesOf(background.sums[at], others && seen, `Σ ${what}`, write);
  const overlap = piece(write(inside.sums[at]), 'overlap', `Σ ${what} over the foreground`);
  const weighted = [plain(`${ofInside} · `), overlap, plain(` + ${ofOutside} · (`), ...wrong.slice(1), plain(')')];
  return {
    pieces: [
      plain('('),
      ...(classWeight === null ? [overlap, ...wrong] : weighted),
      plain(') / '),
      piece(write(voxels), 'plain', 'voxels that the mean is taken over'),
    ],
    value: (ofInside * inside.sums[at] + ofOutside * (background.sums[at] + seen)) / voxels,
  };
}

function sumFormula(first: Formula, second: Formula): Formula {
  return {
    pieces: [...first.pieces, plain(' + '), ...second.pieces],
    value: first.value + second.value,
  };
}

/** What the smoothing is multiplied by. */
interface SmoothTimes {
  readonly text: string;
  readonly factor: number;
}

const once: SmoothTimes = { text: '', factor: 1 };

/** 1 - (above + e) / (below + e), e = the smoothing, `times` something; 0/0 counts as no loss. */
function ratio(
  above: readonly FormulaPiece[],
  aboveValue: number,
  below: readonly FormulaPiece[],
  belowValue: number,
  smooth: number,
  write: WriteNumber,
  times = once,
): Formula {
  const words = piece('ε', 'plain', `smoothing, ${smoothWords(smooth, write)}`);
  const epsilon = smooth > 0 ? [plain(' + '), words, ...(times === once ? [] : [plain(times.text)])] : [];
  const added = smooth * times.factor;
  const whole = belowValue + added;
  return {
    pieces: [plain('1 − ('), ...above, ...epsilon, plain(') / ('), ...below, ...epsilon, plain(')')],
    value: whole > 0 ? 1 - (aboveValue + added) / whole : 0,
  };
}

interface Overlap {
  /** Sum of p over the foreground. */
  readonly overlap: number;
  readonly size: number;
  /** Sum of p over all that is background to the term. */
  readonly wrong: number;
  readonly wrongPieces: readonly FormulaPiece[];
}

function overlapOf({ inside, background, others }: TermSums, write: WriteNumber): Overlap {
  const seen = others?.sums[0] ?? 0;
  return {
    overlap: inside.sums[0],
    size: inside.voxels,
    wrong: background.sums[0] + seen,
    wrongPieces: wrongPiecesOf(background.sums[0], others && seen, 'F: Σ p', write),
  };
}

function wrongPiecesOf(
  background: number,
  others: number | null,
  what: string,
  write: WriteNumber,
): readonly FormulaPiece[] {
  const outside = [plain(' + '), piece(write(background), 'falsePositive', `${what} over the background that it sees`)];
  if (others === null) return outside;
  return [
    ...outside,
    plain(' + '),
    piece(write(others), 'others', `${what} over the other blobs as the masking leaves them`),
  ];
}

function overlapPiece(value: number, write: WriteNumber): FormulaPiece {
  return piece(write(value), 'overlap', 'Σ p over the foreground: what is rightly predicted');
}

function sizePiece(value: number, write: WriteNumber): FormulaPiece {
  return piece(write(value), 'size', 'voxels of the foreground');
}

function smoothWords(smooth: number, write: WriteNumber): string {
  return smooth < 0.001 ? smooth.toExponential() : write(smooth);
}

function plain(text: string): FormulaPiece {
  return piece(text, 'plain', '');
}

function piece(text: string, role: FormulaRole, meaning: string): FormulaPiece {
  return { text, role, meaning };
}
