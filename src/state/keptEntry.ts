import type { RecordedLane, Recording } from '../core/recording/format';
import { type CurvePoint, type KeptEntry, type KeptLane, type KeptScores, keptVersion } from './keptModel';
import { type LaneId, laneIds } from './model';

/** What the list shows of a recording; `bytes` = size of its file. */
export function entryOf(recording: Recording, id: string, bytes: number): KeptEntry {
  const { name, madeAt, lanes } = recording;
  const entry = {
    id,
    version: keptVersion,
    name,
    keptAt: madeAt,
    case: recording.case,
    bytes,
    isOffered: true,
    isPinned: false,
  };
  return { ...entry, lanes: lanes.map(keptLane) };
}

/** Whether there are steps left to do. */
export function isUnfinished({ lanes }: Pick<KeptEntry, 'lanes'>): boolean {
  return lanes.some(({ step, settings }) => step < settings.steps);
}

/** The step at which all its lanes would go on together. */
export function resumeStep({ lanes }: Pick<KeptEntry, 'lanes'>): number {
  return Math.max(...lanes.map(({ step }) => step));
}

/** So many points of a curve are enough for a drawing of a centimetre. */
const mostPoints = 48;

function keptLane({ id, settings, backend, records, predictions }: RecordedLane): KeptLane {
  const newest = predictions.at(-1);
  return {
    id: laneIdOf(id),
    settings,
    backend,
    step: records.length,
    scores: newest ? scoresOf(newest) : null,
    lossCurve: binned(records.map(({ step, total }) => ({ step, value: total }))),
    f1Curve: thinned(predictions.flatMap(({ step, scores: { f1 } }) => (f1 === null ? [] : [{ step, value: f1 }]))),
  };
}

function scoresOf({
  step,
  scores: { dice, sensitivity, precision, f1 },
}: RecordedLane['predictions'][number]): KeptScores {
  return { step, dice, sensitivity, precision, f1 };
}

function laneIdOf(id: string): LaneId {
  return laneIds.find((known) => known === id) ?? 'A';
}

/** Means over equal stretches; steps whose loss is no number are left out. */
function binned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const finite = points.filter(({ value }) => Number.isFinite(value));
  const width = Math.ceil(finite.length / mostPoints);
  const bins = Array.from({ length: Math.ceil(finite.length / Math.max(1, width)) }, (_, i) =>
    finite.slice(i * width, (i + 1) * width),
  );
  return bins.map((bin) => ({
    step: bin[bin.length - 1].step,
    value: bin.reduce((sum, { value }) => sum + value, 0) / bin.length,
  }));
}

/** Every so manieth point, and the last. */
function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const every = Math.ceil(points.length / mostPoints);
  return points.filter((_, i) => (points.length - 1 - i) % Math.max(1, every) === 0);
}
