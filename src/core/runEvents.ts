import type { BackendName, LossSettings } from './settings';

/** Something that changed how a run trains, behind the step that was done last before it; 0 = before the first. */
export type RunEvent = { readonly step: number } & (
  | LossEvent
  | {
      readonly kind: 'setting';
      /** `steps` stretches the schedule of the learning rate. */
      readonly name: 'steps' | 'predictEvery';
      readonly from: number;
      readonly to: number;
    }
  /** The lane goes on from a checkpoint of another. */
  | { readonly kind: 'branch'; readonly lane: string; readonly from: LossSettings; readonly to: LossSettings }
  /** The lane stopped when it had done step `reached`, and went on from its checkpoint, on this backend. */
  | { readonly kind: 'restart'; readonly reached: number; readonly backend: BackendName }
  /** What was recorded elsewhere, or kept, goes on here, on this backend. */
  | { readonly kind: 'resumed'; readonly backend: BackendName }
);

interface LossEvent {
  readonly kind: 'loss';
  /** Null where that is not known: of recordings that were made before it was noted. */
  readonly from: LossSettings | null;
  readonly to: LossSettings;
}

/** The events with another one, in the order of their steps. What is changed several times behind one step was changed once; what was changed back was not. */
export function withEvent(events: readonly RunEvent[], event: RunEvent): readonly RunEvent[] {
  const before = events.filter((one) => one.step === event.step && subjectOf(one) === subjectOf(event));
  const others = events.filter((one) => !before.includes(one));
  return [...others, ...joined([...before, event])].toSorted((a, b) => a.step - b.step);
}

/** The events of a run that has to go back to a step: what was changed later acts from there on. A run that begins anew begins with what is set. */
export function eventsBackTo(events: readonly RunEvent[], step: number): readonly RunEvent[] {
  const staying = step > 0 ? events : events.filter(({ kind }) => kind === 'restart');
  return staying.reduce<readonly RunEvent[]>(
    (kept, event) => withEvent(kept, { ...event, step: Math.min(event.step, step) }),
    [],
  );
}

/** Changes of one thing that are within `apart` steps of one another (a slider on the move) as one, at the last of them, from the first value to the last. */
export function gatherEvents(events: readonly RunEvent[], apart: number): readonly RunEvent[] {
  const groups: RunEvent[][] = [];
  for (const event of events) {
    const group = groups.findLast(([first]) => subjectOf(first) === subjectOf(event));
    const last = group?.at(-1);
    if (group && last && event.step - last.step <= apart) group.push(event);
    else groups.push([event]);
  }
  return groups.flatMap(joined).toSorted((a, b) => a.step - b.step);
}

/** The loss behind a step, of a run whose loss is `now`. */
export function lossAt(events: readonly RunEvent[], step: number, now: LossSettings): LossSettings {
  const changes = events.filter((event) => event.kind === 'loss');
  const next = changes.find((event) => event.step > step);
  return next?.from ?? changes.findLast((event) => event.step <= step)?.to ?? now;
}

/** Only what is set can be joined; a lane that stopped twice did stop twice. */
function subjectOf(event: RunEvent): string {
  switch (event.kind) {
    case 'loss':
      return 'loss';
    case 'setting':
      return event.name;
    case 'branch':
    case 'resumed':
      return `${event.kind} ${event.step}`;
    case 'restart':
      return `${event.kind} ${event.step} ${event.reached}`;
    default:
      return event satisfies never;
  }
}

/** Events of one subject as one; none where the last value is the first. */
function joined(events: readonly RunEvent[]): readonly RunEvent[] {
  const [first, last] = [events[0], events[events.length - 1]];
  if (last.kind === 'loss' && first.kind === 'loss')
    return isSame(first.from, last.to) ? [] : [{ ...last, from: first.from }];
  if (last.kind === 'setting' && first.kind === 'setting')
    return first.from === last.to ? [] : [{ ...last, from: first.from }];
  return [last];
}

function isSame(one: LossSettings | null, other: LossSettings): boolean {
  return one !== null && (Object.keys(other) as (keyof LossSettings)[]).every((name) => one[name] === other[name]);
}

/** Scores from this step on were taken at another threshold; that changes no training. */
export interface ThresholdEvent {
  readonly kind: 'threshold';
  readonly step: number;
  readonly from: number;
  readonly to: number;
}

/** Where the threshold of the scores changed, from predictions in the order of their steps. */
export function thresholdEvents(
  predictions: readonly { readonly step: number; readonly scores: { readonly threshold: number } }[],
): readonly ThresholdEvent[] {
  return predictions.flatMap(({ step, scores }, i): ThresholdEvent[] => {
    const from = predictions[i - 1]?.scores.threshold ?? scores.threshold;
    return from === scores.threshold ? [] : [{ kind: 'threshold', step, from, to: scores.threshold }];
  });
}
