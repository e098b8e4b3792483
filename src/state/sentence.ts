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
