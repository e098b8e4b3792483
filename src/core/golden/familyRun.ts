import { type BaseLoss, defaultLoss, type LossSettings } from '../settings';
import type { GoldenCheck, GoldenRun, SkippedRun } from './case';
import { type JsonRecord, readList, readNumber, readNumbers, readRecord, readText } from './read';
import { maskingOf } from './referenceRun';

/**
 * A run of a 'loss family' file: a plain criterion (the global term alone), an instance term alone, or the sum of both ("…_total"). Runs of
 * losses that are not known here are skipped, with the reason.
 */
export function parseFamilyRun(run: JsonRecord): GoldenRun | SkippedRun {
  const id = readText(run.id, 'id');
  const parameters = readRecord(run.parameters, 'parameters');
  const number = (name: string) => readNumber(parameters[name], name);
  const settings = settingsOf(id, number, parameters.masking);
  if (!settings) return { id, reason: 'no such loss here yet' };
  const value = readNumber(run.value, 'value');
  const check: GoldenCheck = {
    settings,
    ...(id === 'dice_focal' && { plus: { ...settings, base: 'focal', focalGamma: number('gamma') } }),
    ...(id === 'dice_batch' && { isPooled: true }),
    total: value,
    global: settings.beta === 0 ? value : null,
    blob: settings.alpha === 0 ? value : null,
    blobTerms: blobTermsOf(run),
    gradient: gradientOf(run),
  };
  return { id, checks: [check] };
}

/** What the file tells of each blob: its own term, or the loss of its cell. */
function blobTermsOf(run: JsonRecord): number[] | null {
  if (run.per_blob !== undefined)
    return readList(run.per_blob, 'per_blob').flatMap((element) => readNumbers(element, 'per_blob'));
  if (run.per_cell_ref === undefined) return null;
  const cells = readList(run.per_cell_ref, 'per_cell_ref').flatMap((element) => readList(element, 'per_cell_ref'));
  return cells.map((cell) => readNumber(readRecord(cell, 'per_cell_ref').loss, 'loss'));
}

/** NaN, not compared: where the reference is not finite, and at the voxels of a top-k tie, of which any may be chosen. */
function gradientOf(run: JsonRecord): Float64Array {
  const gradient = Float64Array.from(readNumbers(run.grad, 'grad'), (slope) => (Number.isFinite(slope) ? slope : NaN));
  for (const v of run.tie_indices === undefined ? [] : readNumbers(run.tie_indices, 'tie_indices')) gradient[v] = NaN;
  return gradient;
}

function settingsOf(id: string, number: (name: string) => number, masking: unknown): LossSettings | null {
  const [plain, instance] = [
    { ...defaultLoss, alpha: 1, beta: 0 },
    { ...defaultLoss, alpha: 0, beta: 1 },
  ];
  const blobBase = blobBases.get(id);
  // Blob terms in these files use the parameters of `defaultLoss`: smoothing 1e-5, gamma 2.
  if (blobBase) return { ...instance, base: blobBase, masking: maskingOf(masking) };
  switch (id) {
    case 'bce':
      return { ...plain, base: 'bce' };
    case 'dice':
    case 'dice_batch':
    case 'dice_focal':
      return { ...plain, base: 'dice', smooth: number('smooth_nr') };
    case 'dice_squared':
      return { ...plain, base: 'dice_squared', smooth: number('smooth_nr') };
    case 'dice_jaccard':
      return { ...plain, base: 'jaccard', smooth: number('smooth_nr') };
    case 'dice_ce':
      return { ...plain, base: 'dice_bce', smooth: number('smooth_nr') };
    case 'gdice':
      return { ...plain, base: 'generalised_dice', smooth: number('smooth_nr') };
    case 'focal':
      return { ...plain, base: 'focal', focalGamma: number('gamma') };
    case 'focal_alpha25':
      return { ...plain, base: 'focal', focalGamma: number('gamma'), focalAlpha: number('alpha') };
    case 'tversky_5_5':
    case 'tversky_3_7':
      return { ...plain, base: 'tversky', smooth: number('smooth_nr'), ...tverskyOf(number) };
    case 'focal_tversky': {
      const power = { focalTverskyGamma: number('gamma'), smooth: number('smooth') };
      return { ...plain, base: 'focal_tversky', ...tverskyOf(number), ...power };
    }
    case 'topk10_bce':
      return { ...plain, base: 'top_k', topKPercent: number('k_percent') };
    case 'iw_bce':
      return { ...instance, scheme: 'inverse_weighting', base: 'bce' };
    case 'iw_dice':
      return { ...instance, scheme: 'inverse_weighting', base: 'dice_squared', smooth: 0 };
    case 'iw_asl15':
      return { ...instance, scheme: 'inverse_weighting', base: 'tversky', aslBeta: number('beta'), smooth: 0 };
    case 'cat_bg01':
    case 'cat_bg1': {
      const own = { backgroundWeight: number('w_bg'), smooth: number('smooth') };
      return { ...instance, scheme: 'component_adaptive', base: 'tversky', ...tverskyOf(number), ...own };
    }
    case 'cc_dice':
      return { ...instance, scheme: 'cc', base: 'dice', smooth: number('eps') };
    case 'cc_dicece':
    case 'cc_dicece_total':
      return { ...instance, scheme: 'cc', base: 'dice_bce', smooth: number('eps'), alpha: id === 'cc_dicece' ? 0 : 1 };
    case 'bicc_a0.5':
    case 'bicc_a1':
    case 'bicc_a0.5_total': {
      const own = { biccAlpha: number('alpha'), smooth: number('eps'), alpha: id.endsWith('_total') ? 1 : 0 };
      return { ...instance, scheme: 'bicc', base: 'dice_bce', ...own };
    }
    default:
      return null;
  }
}

function tverskyOf(number: (name: string) => number) {
  return { tverskyFp: number('alpha_fp'), tverskyFn: number('beta_fn') };
}

const blobBases: ReadonlyMap<string, BaseLoss> = new Map([
  ['blob_dicece_prob', 'dice_bce'],
  ['blob_dicece_logit', 'dice_bce'],
  ['blob_focal_prob', 'focal'],
  ['blob_focal_logit', 'focal'],
]);
