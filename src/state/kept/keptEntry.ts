import type { RecordedLane, Recording } from '../../core/recording/format';
import { type LaneId, laneIds } from '../laneId';
import { meanOfDefined } from '../laneSeries';
import { type CurvePoint, type KeptEntry, type KeptLane, type KeptScores, keptVersion } from './keptModel';

/** What the list shows of a recording; `bytes` = size of its file. */
export function entryOf(recording: Recording, id: string, bytes: number): KeptEntry {
  const { name, madeAt, lanes, further } = recording;
  const roles = further ? [further.homeRole, ...further.cases.map(({ role }) => role)] : [];
  const countOf = (role: 'train' | 'validate') => roles.filter((known) => known === role).length;
  const scans = { train: countOf('train'), validate: countOf('validate') };
  const judged = judgedIds(further);
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
  return { ...entry, ...(further && { scans }), lanes: lanes.map((lane) => keptLane(lane, judged)) };
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

/** The cases that a run was validated on; where there are none, the one that was opened first. */
function judgedIds(further: Recording['further']): readonly number[] {
  if (!further) return [0];
  const ids = [
    ...(further.homeRole === 'validate' ? [0] : []),
    ...further.cases.filter(({ role }) => role === 'validate').map(({ id }) => id),
  ];
  return ids.length > 0 ? ids : [0];
}

/** The means over the judged cases, at each step at which all of them were predicted. */
function judgedScores({ predictions, validations = [] }: RecordedLane, judged: readonly number[]): KeptScores[] {
  const all = judged.map((id) =>
    id === 0 ? predictions : (validations.find(({ caseId }) => caseId === id)?.predictions ?? []),
  );
  return (all[0] ?? []).flatMap(({ step }) => {
    const scores = all.flatMap((ofCase) => ofCase.find((past) => past.step === step)?.scores ?? []);
    if (scores.length < all.length) return [];
    const mean = (key: 'dice' | 'sensitivity' | 'precision' | 'f1') => meanOfDefined(scores.map((one) => one[key]));
    return [
      { step, dice: mean('dice'), sensitivity: mean('sensitivity'), precision: mean('precision'), f1: mean('f1') },
    ];
  });
}

function keptLane(lane: RecordedLane, judged: readonly number[]): KeptLane {
  const { id, settings, backend, records } = lane;
  const scores = judgedScores(lane, judged);
  return {
    id: laneIdOf(id),
    settings,
    backend,
    step: records.length,
    scores: scores.at(-1) ?? null,
    lossCurve: binned(records.map(({ step, total }) => ({ step, value: total }))),
    f1Curve: thinned(scores.flatMap(({ step, f1 }) => (f1 === null ? [] : [{ step, value: f1 }]))),
  };
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
