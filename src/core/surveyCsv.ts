import { type MaskSizes, type MaskSummary, summariseMask, summariseTogether, voxelMm3, wantedDice } from './maskSizes';
import { csvCell } from './runCsv';

/** One file of a survey: its sizes, or the sentence that says why there are none. */
export interface SurveyedFile {
  readonly name: string;
  readonly mask: MaskSizes | null;
  /** How blobs were told apart: "26-connected", "each value one blob"; empty where none were. */
  readonly blobsBy: string;
  readonly problem: string;
}

const summaryColumns = [
  'file',
  'blobs',
  'foreground_voxels',
  'foreground_share',
  'voxel_mm3',
  'smallest_voxels',
  'median_voxels',
  'largest_voxels',
  'smallest_mm3',
  'median_mm3',
  'largest_mm3',
  'largest_share',
  'smaller_half_share',
  'gini',
  `missable_at_dice_${wantedDice}`,
  'dice_with_these_missed',
  'smaller_half_pull_global',
  'smaller_half_pull_blob_dice_at_first',
  'smaller_half_pull_blob_dice_background_clean',
  'smaller_half_pull_cc_dicece_at_first',
  'smaller_half_pull_cc_dicece_background_clean',
  'smaller_half_pull_bicc_dicece_at_first',
  'smaller_half_pull_inverse_weighting',
  'blobs_by',
  'problem',
] as const;

/**
 * A survey as CSV (RFC 4180, CRLF, header first): a line for each file, and, of two files or more that have sizes, a last one for all
 * of them together. Lengths in voxels and mm³ as the names say, shares 0..1; a cell is empty where there is no such number.
 */
export function surveyToCsv(files: readonly SurveyedFile[]): string {
  const masks = files.flatMap(({ mask }) => mask ?? []);
  const ways = new Set(files.flatMap(({ mask, blobsBy }) => (mask ? blobsBy : [])));
  const rows = files.map(({ name, mask, blobsBy, problem }) => [
    name,
    ...(mask ? numbersOf(summariseMask(mask), voxelMm3(mask)) : noNumbers),
    blobsBy,
    problem,
  ]);
  if (masks.length > 1)
    rows.push(['(together)', ...numbersOf(summariseTogether(masks), Number.NaN), [...ways].join(' and '), '']);
  return toLines([summaryColumns, ...rows]);
}

/** Every blob of a survey as CSV: file, number by falling size, voxels, mm³, diameter of the ball of that volume in mm, share of the file's foreground. */
export function surveyedBlobsToCsv(files: readonly SurveyedFile[]): string {
  const header = ['file', 'blob', 'voxels', 'volume_mm3', 'equivalent_diameter_mm', 'share'];
  const rows = files.flatMap(({ name, mask }) => (mask ? blobRows(name, mask) : []));
  return toLines([header, ...rows]);
}

type Cells = readonly (string | number)[];

const noNumbers: Cells = new Array<string>(summaryColumns.length - 3).fill('');

function numbersOf({ imbalance, voxels, mm3, missable, pull }: MaskSummary, eachVoxelMm3: number): Cells {
  const { blobCount, foregroundVoxels, foregroundShare, largestShare, smallerHalfShare, gini } = imbalance;
  const ifBlobs = (...numbers: number[]) => numbers.map((value) => (blobCount > 0 ? value : Number.NaN));
  return [
    blobCount,
    foregroundVoxels,
    foregroundShare,
    eachVoxelMm3,
    ...ifBlobs(voxels.smallest, voxels.median, voxels.largest, mm3.smallest, mm3.median, mm3.largest),
    ...ifBlobs(largestShare, smallerHalfShare, gini, missable.missed, missable.dice),
    ...[pull?.global, pull?.blobDiceAtFirst, pull?.blobDiceWhenClean].map((share) => share ?? Number.NaN),
    ...[pull?.ccAtFirst, pull?.ccWhenClean, pull?.biccAtFirst].map((share) => share ?? Number.NaN),
    pull?.inverseWeighting ?? Number.NaN,
  ];
}

function blobRows(name: string, mask: MaskSizes): Cells[] {
  const total = mask.sizes.reduce((sum, size) => sum + size, 0);
  return mask.sizes.map((voxels, index) => {
    const volumeMm3 = voxels * voxelMm3(mask);
    return [name, index + 1, voxels, volumeMm3, Math.cbrt((6 * volumeMm3) / Math.PI), voxels / total];
  });
}

function toLines(rows: readonly Cells[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}
