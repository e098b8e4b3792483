import { expect, test } from 'vitest';
import { type SurveyedFile, surveyedBlobsToCsv, surveyToCsv } from './surveyCsv';

const file = (name: string, sizes: number[]): SurveyedFile => ({
  name,
  mask: { spacingMm: [1, 1, 2], voxelTotal: 1000, sizes },
  blobsBy: '26-connected',
  problem: '',
});
const refused: SurveyedFile = {
  name: 'photo, old.jpg',
  mask: null,
  blobsBy: '',
  problem: 'a picture; expected a mask.',
};

/** Cells by column name; the test's texts hold no line ends. */
function read(csv: string): Record<string, string>[] {
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, ''));
  const [header, ...lines] = csv.trimEnd().split('\r\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(names.map((name, i) => [name, cells(line)[i]])));
}

test('a line for each file, and one for all together', () => {
  const rows = read(surveyToCsv([file('a.nii', [90, 6, 4]), refused, file('b.nii', [10])]));
  expect(rows.map((row) => row.file)).toEqual(['a.nii', 'photo, old.jpg', 'b.nii', '(together)']);
  expect(rows[0]).toMatchObject({
    blobs: '3',
    foreground_voxels: '100',
    voxel_mm3: '2',
    smallest_voxels: '4',
    median_mm3: '12',
    largest_mm3: '180',
    largest_share: '0.9',
    'missable_at_dice_0.9': '2',
    blobs_by: '26-connected',
    problem: '',
  });
  expect(Number(rows[0].dice_with_these_missed)).toBeCloseTo(180 / 190, 12);
  expect(rows[1]).toMatchObject({ blobs: '', blobs_by: '', problem: 'a picture; expected a mask.' });
  expect(rows[2]).toMatchObject({ blobs: '1', gini: '0', smaller_half_pull_global: '' });
  expect(rows[3]).toMatchObject({ blobs: '4', foreground_voxels: '110', voxel_mm3: '', blobs_by: '26-connected' });
});

test('one file has no line of its own for all together, and an empty mask has only its counts', () => {
  const rows = read(surveyToCsv([file('a.nii', [])]));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    blobs: '0',
    foreground_share: '0',
    median_voxels: '',
    gini: '',
    blobs_by: '26-connected',
  });
});

test('every blob has its line', () => {
  const rows = read(surveyedBlobsToCsv([file('a.nii', [30, 10]), refused, file('b.nii', [7])]));
  expect(rows.map((row) => [row.file, row.blob, row.voxels, row.volume_mm3, row.share])).toEqual([
    ['a.nii', '1', '30', '60', '0.75'],
    ['a.nii', '2', '10', '20', '0.25'],
    ['b.nii', '1', '7', '14', '1'],
  ]);
  expect(Number(rows[2].equivalent_diameter_mm)).toBeCloseTo(Math.cbrt((6 * 14) / Math.PI), 12);
});
