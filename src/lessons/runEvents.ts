import type { RunEvent, ThresholdEvent } from '../core/runEvents';
import type { LossSettings } from '../core/settings';
import { lossName } from './lanes';
import { baseCards, termNames } from './losses';
import { backendNames, lossWords } from './settings';

type Event = RunEvent | ThresholdEvent;

/** What changed behind a step, as it stands in a list: "β 1 → 4". */
export function eventWords(event: Event): string {
  switch (event.kind) {
    case 'loss':
      return event.from ? lossChange(event.from, event.to).join(', ') : `from here on ${lossName(event.to)}`;
    case 'setting':
      return event.name === 'steps'
        ? `length of the run ${event.from} → ${event.to} steps; the learning rate is that of the new length`
        : `predicts ${howOften(event.from)} → ${howOften(event.to)}`;
    case 'threshold':
      return `threshold of the scores ${event.from.toFixed(2)} → ${event.to.toFixed(2)}`;
    case 'branch':
      return `branch of lane ${event.lane}: ${lossChange(event.from, event.to).join(', ') || 'the same loss'}`;
    case 'restart':
      return `the lane stopped ${event.reached === event.step ? 'here and went on' : `at step ${event.reached} and went on from here`}, on ${backendNames[event.backend]}`;
    case 'resumed':
      return `a recording up to here; went on on ${backendNames[event.backend]}`;
    default:
      return event satisfies never;
  }
}

/** The same in the few letters that a flag on a curve has room for: "β 1→4". */
export function eventFlag(event: Event): string {
  switch (event.kind) {
    case 'loss':
      return event.from ? shortChange(event.from, event.to) : 'new loss';
    case 'setting':
      return event.name === 'steps' ? `${event.from}→${event.to} steps` : `predicts ${howOften(event.to)}`;
    case 'threshold':
      return `threshold ${event.to.toFixed(2)}`;
    case 'branch':
      return `from ${event.lane}: ${shortChange(event.from, event.to)}`;
    case 'restart':
      return 'restart';
    case 'resumed':
      return 'went on';
    default:
      return event satisfies never;
  }
}

function howOften(every: number): string {
  return every === 0 ? 'only when asked' : `every ${every}`;
}

const symbols: Partial<Record<keyof LossSettings, string>> = { alpha: 'α', beta: 'β', scheme: 'term', base: 'base' };

/** Each part of the loss that changed: "α 2 → 1". */
function lossChange(from: LossSettings, to: LossSettings): string[] {
  const names = Object.keys(lossWords) as (keyof LossSettings)[];
  return names
    .filter((name) => from[name] !== to[name])
    .map((name) => `${symbols[name] ?? lossWords[name].name} ${partWords(name, from)} → ${partWords(name, to)}`);
}

function shortChange(from: LossSettings, to: LossSettings): string {
  const parts = lossChange(from, to).map((part) => part.replace(' → ', '→'));
  return parts.length > 2 ? lossName(to) : parts.join(' ');
}

function partWords(name: keyof LossSettings, loss: LossSettings): string {
  if (name === 'base') return baseCards[loss.base].name;
  if (name === 'scheme') return termNames[loss.scheme];
  const value = loss[name];
  if (typeof value === 'number') return String(Number(value.toFixed(4)));
  return value ?? 'none';
}
