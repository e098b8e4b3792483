import type { StepRecord } from '../core/terms';

/** A step from which on alpha or beta was another, with what changed in words: "β 1→4". */
export interface TermFlag {
  readonly step: number;
  readonly words: string;
}

/** The changes of alpha and beta in the run; changes within `apart` steps of one another (a slider on the move) are one, from first to last value. */
export function findTermFlags(records: readonly StepRecord[], apart: number): TermFlag[] {
  const flags: TermFlag[] = [];
  let before: StepRecord | null = null;
  for (let i = 1; i < records.length; i++) {
    const [previous, record] = [records[i - 1], records[i]];
    if (previous.alpha === record.alpha && previous.beta === record.beta) continue;
    const last = flags[flags.length - 1];
    if (last && before && record.step - last.step <= apart) flags.pop();
    else before = previous;
    const words = describeChange(before ?? previous, record);
    if (words) flags.push({ step: record.step, words });
  }
  return flags;
}

function describeChange(before: StepRecord, after: StepRecord): string {
  const change = (name: string, a: number, b: number) => (a === b ? '' : `${name} ${short(a)}→${short(b)}`);
  return [change('α', before.alpha, after.alpha), change('β', before.beta, after.beta)].filter(Boolean).join(' ');
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
