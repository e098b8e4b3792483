import { defaultQuestion } from '../core/bench/defaultQuestion';
import type { BenchQuestion } from '../core/bench/question';
import { changedLoss } from '../core/losses/changedLoss';
import type { MetricGroup } from '../core/metrics/catalogue/metric';
import type { BenchChange, BenchSettings } from './benchModel';
import type { AppState } from './model';

const { probability: _probability, heat: _heat, ...asked } = defaultQuestion;

export const defaultBenchSettings: BenchSettings = { ...asked, surestError: 0.95, heat: 'mixed' };

/** Groups of metrics that cost distances: asked for when the user rests. */
const slowGroups: readonly MetricGroup[] = ['surfaces', 'makers', 'lesion-wise'];

export function isSlow(group: MetricGroup): boolean {
  return slowGroups.includes(group);
}

/** What the metrics that cost distances depend on: those of one key are not measured again. `revision` = of the prediction. */
export function slowKey({ metrics, threshold, instances, toleranceMm }: BenchSettings, revision: number): string {
  return JSON.stringify([revision, metrics.filter(isSlow), threshold, instances, toleranceMm]);
}

/** The settings with parts of them changed; a loss that would not be defined gives way as in training. */
export function changedSettings(settings: BenchSettings, change: BenchChange): BenchSettings {
  return {
    ...settings,
    ...change,
    loss: changedLoss(settings.loss, change.loss ?? {}),
    instances: { ...settings.instances, ...change.instances },
  };
}

/** Whether the answer to one is that to the other: the weights of the two terms, and whose pull is looked at, only mix what is known. */
export function isSameAsked(one: BenchSettings, other: BenchSettings): boolean {
  return JSON.stringify(withoutMix(one)) === JSON.stringify(withoutMix(other));
}

function withoutMix({ heat: _, loss: { alpha: _alpha, beta: _beta, ...loss }, ...settings }: BenchSettings) {
  return { ...settings, loss };
}

/** What is asked of the worker now: the user's settings, and the volume of the overlay that is shown. */
export function questionOf(
  { benchSettings, picture: { overlay } }: Pick<AppState, 'benchSettings' | 'picture'>,
  isFull: boolean,
): BenchQuestion {
  const { heat: _, metrics, ...settings } = benchSettings;
  return {
    ...settings,
    metrics: isFull ? metrics : metrics.filter((group) => !isSlow(group)),
    probability: overlay === 'probability',
    heat: overlay === 'heat',
  };
}
