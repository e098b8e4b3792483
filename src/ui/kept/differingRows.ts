import type { TrainSettings } from '../../core/settings';
import { settingRows } from '../../lessons/kept';

/** The settings that are not the same in all of these: name, and the value of each in words. */
export function differingRows(all: readonly TrainSettings[]): readonly (readonly [string, readonly string[]])[] {
  const columns = all.map(settingRows);
  const names = columns[0]?.map(([name]) => name) ?? [];
  return names
    .map((name, i) => [name, columns.map((column) => column[i][1])] as const)
    .filter(([, values]) => new Set(values).size > 1);
}
