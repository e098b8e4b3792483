import type { Failure } from '../protocol/wire';

/** A message as a sentence: a capital at its beginning, a full stop at its end. */
export function asSentence(message: string): string {
  const text = message.trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** What to tell when an opening failed; a refusal is whole already. `what` = what was being done: "Reading the files". */
export function openingFailure(what: string, { kind, message }: Failure): string {
  if (kind === 'input') return message;
  if (kind === 'memory')
    return `${what} took more memory than there is (${message}). What was open stays; close other tabs, or crop or downsample the scan.`;
  return `${what} failed: ${asSentence(message)} What was open stays; try again.`;
}

/** What to tell when the bench has no answer; a refusal is whole already. */
export function benchFailure({ kind, message }: Failure): string {
  if (kind === 'input') return message;
  if (kind === 'memory')
    return `The bench took more memory than there is (${message}). Close other tabs, or crop or downsample the scan.`;
  return `The bench has no answer: ${asSentence(message)} What was touched before is kept; try again.`;
}

/** What to tell when a failure ends a run; null where another try may help, or where the call was only cancelled. */
export function runEnding({ kind, message }: Failure): string | null {
  if (kind === 'input') return message;
  if (kind !== 'memory') return null;
  return `The lane ran out of memory. Choose a smaller patch or fewer channels, then reset. (${message})`;
}

/** What to tell when a lane is found dead while nothing was asked of it; the run rests at `step`. */
export function idleNotice({ message }: Failure, step: number, isWithoutGpu: boolean): string {
  const how = `it goes on from step ${step}${isWithoutGpu ? ', without the GPU,' : ''} when you train on`;
  return `${asSentence(message)} ${step > 0 ? `The run is safe: ${how}` : 'It is started anew when you train'}.`;
}

/** What to tell when a run goes on in a fresh lane, from a checkpoint at `step`. */
export function restartNotice({ message }: Failure, step: number, isWithoutGpu: boolean): string {
  return `${asSentence(message)} The run goes on from step ${step}${isWithoutGpu ? ', without the GPU' : ''}.`;
}

/** What to tell when kept runs were dropped, the oldest first. */
export function droppedSentence(dropped: readonly { readonly name: string }[]): string {
  const [first] = dropped;
  const which = dropped.length === 1 ? `“${first?.name}” was` : `${dropped.length} runs were`;
  return `To make room, the oldest of your kept runs went: ${which} dropped. Pinned runs and those with a name of their own never are.`;
}
