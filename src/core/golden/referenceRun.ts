import { defaultLoss, type LossSettings, type Masking } from '../settings';
import type { GoldenCheck, GoldenRun, SkippedRun } from './case';
import { type JsonRecord, readList, readNumber, readNumbers, readRecord, readText } from './read';

/** A run of a 'blob loss' file: one criterion and masking, weighted (alpha, beta) = (2, 1) and (1, 1). */
export function parseReferenceRun(run: JsonRecord): GoldenRun | SkippedRun {
  const id = readText(run.id, 'id');
  const settings = settingsOf(run);
  if (!settings) return { id, reason: `no criterion for ${readText(run.base, 'base')}` };
  const blobTerms = readList(run.per_blob, 'per_blob').flatMap((element) => readNumbers(element, 'per_blob'));
  const checkAt = (alpha: number, beta: number): GoldenCheck => {
    const gradient = run[`grad_total_a${alpha}_b${beta}`];
    return {
      settings: { ...settings, alpha, beta },
      total: readNumber(run[`total_a${alpha}_b${beta}`], 'total'),
      global: readNumber(run.global, 'global'),
      blob: readNumber(run.blob, 'blob'),
      blobTerms,
      gradient: gradient === undefined ? null : Float64Array.from(readNumbers(gradient, 'gradient')),
    };
  };
  return { id, checks: [checkAt(2, 1), checkAt(1, 1)] };
}

function settingsOf(run: JsonRecord): LossSettings | null {
  const parameters = readRecord(run.base_params, 'base_params');
  const common = { ...defaultLoss, masking: maskingOf(run.masking) };
  switch (run.base) {
    case 'soft Dice':
      if (parameters.squared_pred !== false) return null;
      return { ...common, base: 'dice', smooth: readNumber(parameters.smooth_nr, 'smooth_nr') };
    case 'BCE':
      return { ...common, base: 'bce' };
    case 'Tversky':
      return {
        ...common,
        base: 'tversky',
        smooth: readNumber(parameters.smooth_nr, 'smooth_nr'),
        tverskyFp: readNumber(parameters.alpha_fp, 'alpha_fp'),
        tverskyFn: readNumber(parameters.beta_fn, 'beta_fn'),
      };
    default:
      return null;
  }
}

/** The masking a run names; throws on another word. */
export function maskingOf(value: unknown): Masking {
  const masking = readText(value, 'masking');
  if (masking === 'probability' || masking === 'logit') return masking;
  throw new Error(`masking ${masking} in a golden file`);
}
