import { type BaseLoss, defaultLoss, type LossSettings, type Masking } from '../settings';
import type { GoldenCheck, GoldenRun, SkippedRun } from './case';
import { type JsonRecord, readList, readNumber, readNumbers, readRecord, readText } from './read';
import { maskingOf } from './referenceRun';

/** A run of a 'loss family' file: a plain criterion (the global term alone), or a blob term alone; others have no counterpart here. */
export function parseFamilyRun(run: JsonRecord): GoldenRun | SkippedRun {
  const id = readText(run.id, 'id');
  const parameters = readRecord(run.parameters, 'parameters');
  const blobBase = blobBases.get(id);
  if (blobBase) return { id, checks: [blobCheck(run, blobBase, maskingOf(parameters.masking))] };
  const settings = plainSettings(id, parameters);
  if (settings) return { id, checks: [plainCheck(run, settings)] };
  return { id, reason: 'no such loss here yet' };
}

function plainCheck(run: JsonRecord, settings: LossSettings): GoldenCheck {
  const value = readNumber(run.value, 'value');
  return { settings, total: value, global: value, blob: null, blobTerms: null, gradient: gradientOf(run) };
}

function blobCheck(run: JsonRecord, base: BaseLoss, masking: Masking): GoldenCheck {
  const value = readNumber(run.value, 'value');
  const blobTerms = readList(run.per_blob, 'per_blob').flatMap((element) => readNumbers(element, 'per_blob'));
  const settings = { ...defaultLoss, base, masking, alpha: 0, beta: 1 };
  return { settings, total: value, global: null, blob: value, blobTerms, gradient: gradientOf(run) };
}

function gradientOf(run: JsonRecord): Float64Array {
  return Float64Array.from(readNumbers(run.grad, 'grad'));
}

/** Blob terms in these files use the parameters of `defaultLoss`: smoothing 1e-5, gamma 2. */
const blobBases: ReadonlyMap<string, BaseLoss> = new Map([
  ['blob_dicece_prob', 'dice_bce'],
  ['blob_dicece_logit', 'dice_bce'],
  ['blob_focal_prob', 'focal'],
  ['blob_focal_logit', 'focal'],
]);

function plainSettings(id: string, parameters: JsonRecord): LossSettings | null {
  const common = { ...defaultLoss, alpha: 1, beta: 0 };
  const number = (name: string) => readNumber(parameters[name], name);
  switch (id) {
    case 'bce':
      return { ...common, base: 'bce' };
    case 'dice':
      return { ...common, base: 'dice', smooth: number('smooth_nr') };
    case 'dice_ce':
      return { ...common, base: 'dice_bce', smooth: number('smooth_nr') };
    case 'focal':
      return { ...common, base: 'focal', focalGamma: number('gamma') };
    case 'tversky_5_5':
    case 'tversky_3_7': {
      const weights = { tverskyFp: number('alpha_fp'), tverskyFn: number('beta_fn') };
      return { ...common, base: 'tversky', smooth: number('smooth_nr'), ...weights };
    }
    default:
      return null;
  }
}
