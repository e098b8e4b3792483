import type { BenchMetric, BenchRow } from './bench/answer';
import type { PredictedComponent } from './bench/predictedComponents';
import { frocCurve } from './metrics/froc';
import { explainMatch } from './metrics/matching/explain';
import type { Sweep } from './metrics/sweep';
import { csvCell } from './runCsv';

/** What a table belongs to, line by line: ["rule", "any shared voxel"]. */
export type TableHead = readonly (readonly [name: string, value: string])[];

/** A row of the ledger with what alpha and beta make of it. */
export type LedgerLine = BenchRow & { readonly shareOfMixed: number | null };

type Cell = string | number | null;

const ledgerNames = [
  'blob',
  'voxels',
  'volume_mm3',
  'mean_probability',
  'recall',
  'false_positive_mass_in_cell',
  'share_of_dice_numerator',
  'share_of_dice_denominator',
  'own_term',
  'share_of_pull_global',
  'share_of_pull_instance',
  'share_of_pull_mixed',
  'ignored',
  'result',
  'why',
] as const;

/**
 * The ledger as CSV (RFC 4180, CRLF): the head as lines that begin with #, the names of the columns, a line for each blob in the order given. Shares and
 * probabilities 0..1, masses in soft voxels; a cell is empty where there is no such number.
 */
export function ledgerToCsv(rows: readonly LedgerLine[], head: TableHead): string {
  return toCsv(head, ledgerNames, rows.map(ledgerCells));
}

/** The same as a table in Markdown, numbers with four digits, the head as a list above it. */
export function ledgerToMarkdown(rows: readonly LedgerLine[], head: TableHead): string {
  const words = (cell: Cell) =>
    cell === null ? '' : typeof cell === 'string' ? cell : String(Number(cell.toPrecision(4)));
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [
    ...head.map(([name, value]) => `- ${name}: ${oneLine(value)}`),
    '',
    line(ledgerNames),
    line(ledgerNames.map(() => '---')),
    ...rows.map((row) => line(ledgerCells(row).map(words))),
    '',
  ].join('\n');
}

/** The false components as CSV: number, voxels, mm³, mean probability 0..1, voxel of the middle, nearest blob, and why they are false. */
export function falseToCsv(listed: readonly PredictedComponent[], head: TableHead): string {
  const names = [
    'prediction',
    'voxels',
    'volume_mm3',
    'mean_probability',
    'voxel_x',
    'voxel_y',
    'voxel_z',
    'nearest_blob',
    'why',
  ];
  const rows = listed.map(({ number, voxels, volumeMm3, meanProbability, anchorVoxel, nearestBlob, why }) => [
    ...[number, voxels, volumeMm3, meanProbability],
    ...anchorVoxel,
    nearestBlob,
    why,
  ]);
  return toCsv(head, names, rows);
}

/** The metrics as CSV: group, name, maker, value, unit, which way is better, definition, note. An infinite value is "infinite", an undefined one empty. */
export function metricsToCsv(metrics: readonly BenchMetric[], head: TableHead): string {
  const names = ['group', 'metric', 'maker', 'value', 'unit', 'better', 'definition', 'note'];
  const rows = metrics.map(({ group, name, maker, value, unit, better, words, note }) => [
    ...[group, name, maker],
    value !== null && !Number.isFinite(value) ? 'infinite' : value,
    ...[unit, better, words, note],
  ]);
  return toCsv(head, names, rows);
}

/** What every threshold makes of the prediction as CSV; `false_positives` and `sensitivity` are the FROC curve of this one case. */
export function sweepToCsv(sweep: Sweep, head: TableHead): string {
  const names = [
    ...['threshold', 'f1', 'precision', 'sensitivity', 'false_positives', 'found', 'missed'],
    ...['predicted_components', 'dice', 'best'],
  ];
  const froc = frocCurve([sweep]);
  const rows = sweep.points.map((point, n) => [
    ...[point.threshold, point.f1, point.precision, froc[n].sensitivity, froc[n].meanFalsePositives],
    ...[point.truePositives, point.falseNegatives, point.predictedInstances, point.dice],
    point.threshold === sweep.best?.threshold ? 'best' : '',
  ]);
  return toCsv(head, names, rows);
}

function ledgerCells(row: LedgerLine): readonly Cell[] {
  return [
    ...[row.id, row.voxels, row.volumeMm3, row.meanProbability, row.recall, row.falsePositiveMass],
    ...[row.shareOfNumerator, row.shareOfDenominator, row.ownTerm],
    ...[row.shareOfGlobal, row.shareOfInstance, row.shareOfMixed, row.ignored],
    row.match === 'leftOut' ? 'left out' : row.match,
    row.reason ? explainMatch(row.reason) : 'below the minimum size',
  ];
}

function toCsv(head: TableHead, names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [names, ...rows].map((cells) => cells.map((cell) => csvCell(cell ?? '')).join(','));
  return [...head.map(headLine), ...lines].map((line) => `${line}\r\n`).join('');
}

/** One cell that begins with # and holds nothing that would part or quote it, so that readers of CSV can skip the line, and no part of it is a formula. */
function headLine([name, value]: readonly [string, string]): string {
  return `# ${oneLine(name)}: ${oneLine(value).replace(/[\s,;"]+/g, ' ')}`;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ');
}

function markdownCell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|');
}
