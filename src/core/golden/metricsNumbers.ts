import type { Connectivity } from '../case';
import { metricCatalogue } from '../metrics/catalogue/catalogue';
import { evaluateMetric } from '../metrics/catalogue/metric';
import { ccDice, scoreCells } from '../metrics/ccDice';
import type { Evaluation } from '../metrics/evaluation';
import { scoreInstances } from '../metrics/instances';
import { bratsTasks } from '../metrics/lesionWise';
import { matchInstances } from '../metrics/matching/matchInstances';
import type { MatchingRule } from '../metrics/matching/rule';
import { meanMatchAssd } from '../metrics/matchSurfaces';
import type { DirectedDistances } from '../metrics/surface/distances';
import { hausdorffOfSides } from '../metrics/surface/surfaceMetrics';
import { ratio, voxelSensitivity, voxelSpecificity } from '../metrics/voxels';

/** A number of ours, or why there is none to compare; null = undefined. */
export type OwnNumbers = ReadonlyMap<string, number | null>;

type Put = (path: string, value: number | null) => void;

/** What this program gives for every path of a metrics golden file that it has an answer to. */
export function ownNumbers(evaluation: Evaluation): OwnNumbers {
  const numbers = new Map<string, number | null>();
  const put: Put = (path, value) => void numbers.set(path, value);
  putComponents(put, evaluation);
  putVoxels(put, evaluation);
  putSurfaces(put, evaluation);
  putOverlaps(put, evaluation);
  for (const [name, rule] of panopticaRules) putPanoptica(put, `panoptica.${name}`, rule, evaluation);
  putCells(put, evaluation);
  for (const task of ['MET', 'GLI'] as const) putLesions(put, task, evaluation);
  return numbers;
}

/** A number of the catalogue, with the answers of the maker named where a mask is empty. */
function catalogued(evaluation: Evaluation, id: string, maker?: string): number | null {
  const definition = metricCatalogue.find((one) => one.id === id);
  const answers = definition?.whenEmpty.find((one) => maker === undefined || one.maker === maker);
  if (!definition || !answers) throw new Error(`no metric ${id} of ${maker}`);
  return evaluateMetric({ ...definition, whenEmpty: [answers] }, evaluation).value;
}

const connectivities: readonly Connectivity[] = [6, 18, 26];

function putComponents(put: Put, evaluation: Evaluation): void {
  for (const connectivity of connectivities) {
    const { table } = evaluation.labelled(connectivity);
    put(`components.${connectivity}.reference`, table.referenceCount);
    put(`components.${connectivity}.prediction`, table.predictionCount);
  }
}

function putVoxels(put: Put, evaluation: Evaluation): void {
  const { voxels } = evaluation;
  put('voxel.tp', voxels.truePositives);
  put('voxel.fp', voxels.falsePositives);
  put('voxel.fn', voxels.falseNegatives);
  // "voxel" is the plain definition: 0/0 is undefined.
  put('voxel.dice', catalogued(evaluation, 'voxel.dice', 'WMH 2017'));
  for (const name of ['iou', 'sensitivity', 'precision']) put(`voxel.${name}`, catalogued(evaluation, `voxel.${name}`));
  const references: [string, string, string][] = [
    ['monai_dice', 'dice', 'MONAI'],
    ['monai_dice_ignore_empty_false', 'dice', 'MONAI ignore_empty=False'],
    ['monai_iou', 'iou', 'MONAI'],
    ['isles22_dice', 'dice', "ISLES'22"],
    ['wmh_dice', 'dice', 'WMH 2017'],
    ['metricsreloaded_dsc', 'dice', 'MetricsReloaded'],
    ['metricsreloaded_iou', 'iou', 'MetricsReloaded'],
    ['metricsreloaded_sensitivity', 'sensitivity', 'MetricsReloaded'],
    ['metricsreloaded_ppv', 'precision', 'MetricsReloaded'],
  ];
  for (const [path, id, maker] of references)
    put(`voxel_references.${path}`, catalogued(evaluation, `voxel.${id}`, maker));
}

/** Path, id in the catalogue, maker whose empty cases hold. */
const surfacePaths: readonly (readonly [string, string, string])[] = [
  ['monai.hd95', 'hd95.monai', 'MONAI'],
  ['monai.assd', 'assd.monai', 'MONAI'],
  ['monai.nsd_1mm', 'nsd.monai', 'MONAI'],
  ['monai.nsd_1mm_subvoxels', 'nsd.deepmind', 'MONAI'],
  ['google_deepmind.hd95', 'hd95.deepmind', 'DeepMind'],
  ['google_deepmind.asd_ref_to_pred', 'asd.deepmind.missed', 'DeepMind'],
  ['google_deepmind.asd_pred_to_ref', 'asd.deepmind.false', 'DeepMind'],
  ['google_deepmind.nsd_1mm', 'nsd.deepmind', 'DeepMind'],
  ['panoptica.hd95', 'hd95.panoptica', 'panoptica'],
  ['panoptica.assd', 'assd.panoptica', 'panoptica'],
  ['panoptica.nsd_1mm', 'nsd.panoptica', 'panoptica'],
  ['metricsreloaded.hd95', 'hd95.monai', 'MetricsReloaded'],
  ['metricsreloaded.assd', 'assd.monai', 'MetricsReloaded'],
  ['metricsreloaded.masd', 'assd.panoptica', 'MetricsReloaded'],
  ['metricsreloaded.nsd_1mm', 'nsd.monai', 'MetricsReloaded'],
  ['own.hd95_max_of_both_sides', 'hd95.monai', 'MONAI'],
  ['own.hd95_pooled', 'hd95.panoptica', 'panoptica'],
  ['own.assd_pooled', 'assd.monai', 'MONAI'],
  ['own.assd_mean_of_both_sides', 'assd.panoptica', 'panoptica'],
  ['own.nsd_1mm_pooled', 'nsd.monai', 'MONAI'],
  ['own.nsd_1mm_mean_of_both_sides', 'nsd.panoptica', 'panoptica'],
];

function putSurfaces(put: Put, evaluation: Evaluation): void {
  for (const [path, id, maker] of surfacePaths) put(`surface.${path}`, catalogued(evaluation, id, maker));
  const surfaces = evaluation.surfaces('voxels');
  put('surface.own.hd100', hausdorffOfSides(surfaces, 1));
  put('surface.own.surface_voxels_ref', piecesOf(surfaces.referenceToPrediction));
  put('surface.own.surface_voxels_pred', piecesOf(surfaces.predictionToReference));
}

function piecesOf({ counts }: DirectedDistances): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function putOverlaps(put: Put, evaluation: Evaluation): void {
  for (const connectivity of connectivities) {
    const pair = evaluation.labelled(connectivity);
    const matching = matchInstances({ kind: 'anyOverlap' }, pair);
    const { truePositives: tp, falsePositives: fp, falseNegatives: fn } = matching.counts;
    const at = connectivity === 26 ? 'overlap.isles22' : `overlap.isles22_conn.${connectivity}`;
    put(`${at}.tp`, tp);
    put(`${at}.fp`, fp);
    put(`${at}.fn`, fn);
    put(`${at}.f1`, scoreInstances(matching).f1 ?? 1);
  }
  const { matching, pair, settings } = evaluation;
  for (const maker of ['overlap.isles22', 'overlap.wmh2017', 'ccmetrics'])
    put(`${maker}.connectivity`, settings.connectivity);
  const { truePositives, falsePositives, truePredictions } = matching.counts;
  put('overlap.isles22.f1', catalogued(evaluation, 'isles22.f1'));
  put('overlap.isles22.sensitivity_derived', evaluation.scores.sensitivity);
  put('overlap.isles22.precision_derived', ratio(truePositives, truePositives + falsePositives));
  put('overlap.isles22.abs_lesion_count_difference', Math.abs(pair.table.referenceCount - pair.table.predictionCount));
  for (const name of ['recall', 'precision', 'f1'])
    put(`overlap.wmh2017.${name}`, catalogued(evaluation, `wmh2017.${name}`));
  put('overlap.wmh2017.n_reference', pair.table.referenceCount);
  put('overlap.wmh2017.n_reference_touched', truePositives);
  put('overlap.wmh2017.n_prediction', pair.table.predictionCount);
  put('overlap.wmh2017.n_prediction_touching', truePredictions);
}

const panopticaRules: readonly (readonly [string, MatchingRule])[] = [
  ['naive_iou_0.5', { kind: 'greedy', score: 'iou', threshold: 0.5 }],
  ['naive_iou_0.1', { kind: 'greedy', score: 'iou', threshold: 0.1 }],
  ['bipartite_iou_0.5', { kind: 'optimal', aim: 'score', score: 'iou', threshold: 0.5 }],
  ['bipartite_iou_0.1', { kind: 'optimal', aim: 'score', score: 'iou', threshold: 0.1 }],
  ['naive_dsc_0.5', { kind: 'greedy', score: 'dice', threshold: 0.5 }],
  ['naive_dsc_0.1', { kind: 'greedy', score: 'dice', threshold: 0.1 }],
  ['bipartite_dsc_0.1', { kind: 'optimal', aim: 'score', score: 'dice', threshold: 0.1 }],
];

function putPanoptica(put: Put, at: string, rule: MatchingRule, evaluation: Evaluation): void {
  const pair = evaluation.labelled(26);
  const matching = matchInstances(rule, pair);
  const scores = scoreInstances(matching);
  put(`${at}.n_ref_instances`, pair.table.referenceCount);
  put(`${at}.n_pred_instances`, pair.table.predictionCount);
  put(`${at}.tp`, matching.counts.truePositives);
  put(`${at}.fp`, matching.counts.falsePositives);
  put(`${at}.fn`, matching.counts.falseNegatives);
  put(`${at}.prec`, scores.precision);
  put(`${at}.rec`, scores.sensitivity);
  put(`${at}.rq`, scores.f1);
  put(`${at}.sq`, scores.sq);
  put(`${at}.sq_std`, deviation(matching.matches.map(({ iou }) => iou)));
  put(`${at}.pq`, scores.pq);
  put(`${at}.sq_dsc`, scores.sqDice);
  put(`${at}.pq_dsc`, scores.pqDice);
  put(`${at}.sq_assd`, meanMatchAssd(pair, matching));
  put(`${at}.global_bin_dsc`, catalogued(evaluation, 'voxel.dice', 'WMH 2017'));
}

/** Of the population. */
function deviation(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function putCells(put: Put, evaluation: Evaluation): void {
  const pair = evaluation.labelled(26);
  put('ccmetrics.cc_dice_patient', catalogued(evaluation, 'ccmetrics.dice'));
  put('ccmetrics.own_cc_dice_with_spacing', ccDice(pair, 'mm'));
  const cells = scoreCells(pair).map(({ dice }) => dice);
  // CC-Metrics takes a scan without reference as one cell.
  const listed = cells.length > 0 ? cells : [ccDice(pair)];
  listed.forEach((dice, k) => {
    put(`ccmetrics.per_component.${k}`, dice);
  });
}

function putLesions(put: Put, task: 'MET' | 'GLI', evaluation: Evaluation): void {
  const at = `brats.${task}`;
  put(`${at}.lesionwise_dice`, catalogued(evaluation, `brats.${task}.dice`));
  put(`${at}.lesionwise_hd95`, catalogued(evaluation, `brats.${task}.hd95Mm`));
  put(`${at}.num_tp`, catalogued(evaluation, `brats.${task}.truePositives`));
  put(`${at}.num_fp`, catalogued(evaluation, `brats.${task}.falsePositives`));
  put(`${at}.num_fn`, catalogued(evaluation, `brats.${task}.falseNegatives`));
  put(`${at}.legacy_dice`, catalogued(evaluation, 'voxel.dice', 'BraTS 2023'));
  put(`${at}.legacy_hd95`, catalogued(evaluation, 'hd95.deepmind', 'BraTS 2023'));
  put(`${at}.sensitivity`, voxelSensitivity(evaluation.voxels) ?? 1);
  put(`${at}.specificity`, voxelSpecificity(evaluation.voxels) ?? 1);
  put(`${at}.dilation`, bratsTasks[task].dilation);
  put(`${at}.min_volume_mm3`, bratsTasks[task].minVolumeMm3);
  const rows = evaluation.lesionWise(task).lesions.map(({ volumeMm3, dice, hd95Mm }) => [volumeMm3, dice, hd95Mm]);
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  rows.forEach((row, k) => {
    row.forEach((value, column) => {
      put(`${at}.lesions_sorted.${k}.${column}`, value);
    });
  });
}
