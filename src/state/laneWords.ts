import type { LossSettings, TrainSettings } from '../core/settings';
import type { LaneId } from './laneId';
import { lanesOf, settingsOf } from './laneSite';
import type { AppState } from './model';

/** How settings are called; given from outside, because words belong to the lessons. */
export interface SettingNames {
  readonly loss: (loss: LossSettings) => string;
  readonly setting: (name: keyof TrainSettings, value: TrainSettings) => string;
}

/** For each lane what it alone differs in: the loss where these differ, then any other setting that is not the same in all lanes. */
export function laneDifferences(
  state: Pick<AppState, 'settings' | 'others'>,
  names: SettingNames,
): ReadonlyMap<LaneId, string> {
  return differencesOf(
    lanesOf(state).map((id) => ({ id, settings: settingsOf(state, id) })),
    names,
  );
}

/** The same of lanes whose settings are given. */
export function differencesOf(
  lanes: readonly { readonly id: LaneId; readonly settings: TrainSettings }[],
  names: SettingNames,
): ReadonlyMap<LaneId, string> {
  const ids = lanes.map(({ id }) => id);
  const settings = lanes.map((lane) => lane.settings);
  const differs = (Object.keys(settings[0]) as (keyof TrainSettings)[]).filter(
    (name) => new Set(settings.map((own) => JSON.stringify(own[name]))).size > 1,
  );
  return new Map(
    ids.map((id, i) => {
      const words = differs.map((name) =>
        name === 'loss' ? names.loss(settings[i].loss) : names.setting(name, settings[i]),
      );
      return [id, words.length > 0 ? words.join(' · ') : names.loss(settings[i].loss)];
    }),
  );
}
