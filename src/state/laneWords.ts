import type { LossSettings, TrainSettings } from '../core/settings';
import { lanesOf, settingsOf } from './laneSite';
import type { AppState, LaneId } from './model';

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
  const ids = lanesOf(state);
  const settings = ids.map((id) => settingsOf(state, id));
  const differs = (Object.keys(state.settings) as (keyof TrainSettings)[]).filter(
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
