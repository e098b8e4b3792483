import type { CardFigure } from '../../charts/sizes/cardSvg';
import type { LorenzFacts } from '../../charts/sizes/lorenzSvg';
import { binSizes, type SizedBlob } from '../../charts/sizes/sizeBins';
import { lorenzCurve } from '../../core/lorenz';
import { surveyColumns } from '../../lessons/survey';
import { entryOf, type SurveyEntry } from '../../state/survey/selectSurvey';
import type { SurveyRow } from '../../state/survey/survey';
import { type EntryCell, entryCells } from './entryCells';
import { entryPull, entrySentences, entrySubtitle } from './entryWords';

/** Most masks that are listed in a figure; the CSV has them all. */
const listed = 30;

/** What the saved picture shows of an entry: the same words and numbers as the page; of all together also each mask. */
export function cardFigure(entry: SurveyEntry, rows: readonly SurveyRow[]): CardFigure {
  const pull = entryPull(entry);
  const cells = entry.summary.imbalance.blobCount > 0 ? entryCells(entry) : [];
  return {
    title: `Imbalance: ${entry.name}`,
    subtitle: entrySubtitle(entry),
    facts: cells.map(({ key, main, below }) => ({ name: factName(key), value: main, below })),
    sentences: [...entrySentences(entry), ...(pull ? [pull.sentence] : [])],
    lorenz: lorenzOf(entry),
    bins: binSizes(sizedBlobs(entry)),
    pull,
    table: entry.masks.length > 1 ? tableOf(rows) : [],
  };
}

/** The curve of an entry, and of each mask where it is of many. */
export function lorenzOf({ masks, summary }: SurveyEntry): LorenzFacts {
  const all = masks.flatMap(({ sizes }) => sizes);
  const others = masks.length > 1 ? masks.filter(({ sizes }) => sizes.length > 1) : [];
  return {
    curve: lorenzCurve(all),
    others: others.map(({ sizes }) => lorenzCurve(sizes, 50)),
    blobCount: summary.imbalance.blobCount,
  };
}

/** All its blobs, numbered through. */
export function sizedBlobs({ masks }: SurveyEntry): SizedBlob[] {
  return masks.flatMap(({ sizes }) => sizes).map((size, index) => ({ id: index + 1, size }));
}

function tableOf(rows: readonly SurveyRow[]): string[][] {
  const keys = ['blobs', 'smallest', 'median', 'largest', 'largestShare', 'gini', 'missable'] as const;
  const names = ['Sizes in voxels', ...keys.map((key) => (key === 'missable' ? 'Missable' : surveyColumns[key].name))];
  const lines = rows.slice(0, listed).map((row) => lineOf(row));
  const more = rows.length > listed ? [[`and ${rows.length - listed} more`]] : [];
  return [names, ...lines, ...more];
}

function lineOf(row: SurveyRow): string[] {
  const entry = entryOf(row);
  if (entry && entry.summary.imbalance.blobCount > 0) return [row.name, ...entryCells(entry).map(({ main }) => main)];
  const { result } = row;
  const why = result.phase === 'refused' ? result.message : result.phase === 'waiting' ? 'not measured yet' : 'no blob';
  return [`${row.name}: ${why}`];
}

function factName(key: EntryCell['key']): string {
  const { name } = surveyColumns[key];
  return key === 'smallest' || key === 'median' || key === 'largest' ? `${name}, voxels` : name;
}
