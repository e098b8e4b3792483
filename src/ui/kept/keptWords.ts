import { lossName, settingName } from '../../lessons/lanes';
import type { KeptEntry } from '../../state/kept/keptModel';
import type { LaneId } from '../../state/laneId';
import { laneDifferences } from '../../state/laneWords';
import { freshSlice } from '../../state/store';
import { formatMany } from '../format';

const date = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
});

/** "25 Nov 2026, 14:03" in the user's time; what is no date is "at an unknown time". */
export function formatDate(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? 'at an unknown time' : date.format(ms);
}

/** "1.2 MB", "640 KB", "2.1 GB"; powers of 1000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} KB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** For each lane what it alone differs in; of a single one its loss. */
export function laneWordsOf({ lanes: [first, ...others] }: Pick<KeptEntry, 'lanes'>): ReadonlyMap<LaneId, string> {
  const state = {
    settings: first.settings,
    others: others.map(({ id, settings }) => ({ ...freshSlice, id, own: settings })),
  };
  return laneDifferences(state, { loss: lossName, setting: settingName });
}

/** What it was trained with, in one line: "blob over Dice, 2 : 1 · seed 1", "A: Dice · B: blob over Dice, 2 : 1". */
export function runWords(entry: Pick<KeptEntry, 'lanes'>): string {
  const [first, ...others] = entry.lanes;
  if (others.length === 0) return `${lossName(first.settings.loss)} · seed ${first.settings.seed}`;
  return [...laneWordsOf(entry)].map(([id, words]) => `${id}: ${words}`).join(' · ');
}

/** "25 Nov 2026, 14:03 · abstract, 20 blobs". */
export function whereAndWhen({ case: ofCase, scans, keptAt }: Pick<KeptEntry, 'case' | 'scans' | 'keptAt'>): string {
  const blobs = formatMany(ofCase.blobVoxels.length, 'blob');
  const what = scans ? `${formatMany(scans.train, 'training scan')}, ${scans.validate} to validate` : blobs;
  return `${formatDate(keptAt)} · ${ofCase.name}, ${what}`;
}
