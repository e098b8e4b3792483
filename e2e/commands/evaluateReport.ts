import { fixed } from '../../src/core/fixed';
import { metricGroups } from '../../src/core/metrics/catalogue/catalogue';
import type { MetricGroup } from '../../src/core/metrics/catalogue/metric';
import { frocCurve, sensitivityWithin } from '../../src/core/metrics/froc';
import type { EvaluationReport, MetricRow } from '../../src/core/metrics/report';
import type { Sweep } from '../../src/core/metrics/sweep';
import type { Emptiness } from '../../src/core/metrics/voxels';
import { budgetSentence } from '../../src/lessons/bench';

/** What the evaluate command prints. */
export interface Printed {
  readonly files: { readonly reference: string; readonly prediction: string };
  readonly report: EvaluationReport;
  /** Of a prediction with probabilities. */
  readonly sweep: Sweep | null;
  readonly emptiness: Emptiness;
}

/** JSON with every number in full; infinite ones as "inf", undefined ones as null. */
export function reportAsJson({ files, report, sweep, emptiness }: Printed): string {
  return JSON.stringify({ files, emptiness, ...report, sweep }, (_, value) => (value === Infinity ? 'inf' : value), 2);
}

/** Tables for reading. */
export function reportAsText({ files, report, sweep }: Printed): string {
  return [
    `${files.prediction} against ${files.reference}: ${report.referenceInstances} reference and ${report.predictedInstances} predicted instances`,
    ...metricGroups.flatMap((group) => groupLines(report, group)),
    ...rulesLines(report),
    ...binLines(report),
    ...(sweep ? sweepLines(sweep) : []),
    ...blobLines(report),
  ].join('\n');
}

const groupTitles: Record<MetricGroup, string> = {
  voxels: 'Voxels',
  surfaces: 'Surfaces',
  'chosen rule': 'Instances',
  makers: "Instances, as the metrics' makers take them",
  'lesion-wise': 'Lesion-wise (BraTS 2023)',
};

function groupLines({ metrics, rule }: EvaluationReport, group: MetricGroup): string[] {
  const title = group === 'chosen rule' ? `${groupTitles[group]}, by the chosen rule: ${rule}` : groupTitles[group];
  return ['', title, ...metrics.filter((row) => row.group === group).map(metricLine)];
}

function metricLine({ name, maker, unit, value, note, words }: MetricRow): string {
  const isNumber = value !== null && Number.isFinite(value);
  const shown = `${number(value, unit === 'count' ? 0 : 4)}${isNumber && unit === 'mm' ? ' mm' : ''}`;
  return `  ${name.padEnd(38)} ${shown.padStart(13)}  ${maker.padEnd(34)} ${note ?? words}`.trimEnd();
}

function rulesLines({ rules }: EvaluationReport): string[] {
  return [
    '',
    'Rules side by side, each with the numbers of its makers',
    `  ${'rule'.padEnd(48)} found missed false   sens.   prec.      F1`,
    ...rules.map((row) =>
      [
        `  ${row.words.padEnd(48)}`,
        String(row.truePositives).padStart(5),
        String(row.falseNegatives).padStart(6),
        String(row.falsePositives).padStart(5),
        ...[row.sensitivity, row.precision, row.f1].map((value) => cell(value).padStart(7)),
        ` ${row.maker}`,
      ].join(' '),
    ),
  ];
}

function binLines({ sizeBins }: EvaluationReport): string[] {
  const filled = sizeBins.filter(({ blobs }) => blobs > 0);
  return [
    '',
    'Recall by volume of the blob',
    ...filled.map(({ from, to, blobs, found, recall }) => {
      const range = to === Infinity ? `${from} mm³ and more` : `${from} to ${to} mm³`;
      return `  ${range.padEnd(24)} ${number(recall, 4).padStart(6)}  ${found} of ${blobs}`;
    }),
  ];
}

function sweepLines(sweep: Sweep): string[] {
  const { points, best } = sweep;
  const curve = frocCurve([sweep]);
  const budgets = best ? [0, 1, 4].map((most) => ({ most, best: sensitivityWithin(curve, most) })) : [];
  return [
    '',
    'Thresholds of the probability',
    '  above  found missed false   sens.   prec.      F1    Dice',
    ...points.map((point) =>
      [
        `  ${point.threshold.toFixed(2)} `,
        String(point.truePositives).padStart(6),
        String(point.falseNegatives).padStart(6),
        String(point.falsePositives).padStart(5),
        ...[point.sensitivity, point.precision, point.f1, point.dice].map((value) => cell(value).padStart(7)),
        point === best ? ' best F1' : '',
      ]
        .join(' ')
        .trimEnd(),
    ),
    ...(best ? [`  ${budgetSentence(budgets, (value) => number(value, 4))}`] : []),
  ];
}

const mostBlobLines = 20;

function blobLines({ blobs }: EvaluationReport): string[] {
  const shown = blobs.slice(0, mostBlobLines);
  const rest = blobs.length - shown.length;
  return [
    '',
    'Blobs, the largest first',
    ...shown.map(({ id, voxels, volumeMm3, why }) => {
      const size = `${voxels} voxel${voxels === 1 ? '' : 's'}, ${number(volumeMm3, 1)} mm³`;
      return `  ${String(id).padStart(4)}  ${size.padEnd(30)} ${why}`;
    }),
    ...(rest > 0 ? [`  and ${rest} more; --json lists all`] : []),
  ];
}

function cell(value: number | null): string {
  return value === null ? '-' : number(value, 4);
}

function number(value: number | null, digits: number): string {
  if (value === null) return 'undefined';
  return Number.isFinite(value) ? fixed(value, digits) : 'infinite';
}
