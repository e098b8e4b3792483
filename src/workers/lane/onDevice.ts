import { DeviceLostError } from '../../engine/backends/running';
import type { KeptBackend } from './laneBackend';

/**
 * Work whose numbers count only if the device was sound to its end. Whatever a lost device made of the work becomes a DeviceLostError; and a
 * backend on which work failed for any reason but its input is not used again.
 */
export async function onDevice<Result>(
  { throwIfBroken, distrust }: Pick<KeptBackend, 'throwIfBroken' | 'distrust'>,
  work: () => Promise<Result>,
): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    throwIfBroken();
    if (isHarmless(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    // A read that was under way when the device went fails before the device says so, with a browser's error such as AbortError.
    const isUnanswered = error instanceof DOMException;
    const fault = `${isUnanswered ? 'The GPU gave no answer' : 'The backend failed'} (${message}).`;
    // Of several pieces of work under way, any may fail first: all others then fail with its sentence.
    distrust(fault);
    if (isUnanswered) throw new DeviceLostError(fault);
    throw error;
  }
  throwIfBroken();
  return result;
}

/** By name, as `protocol/failure` does: errors lose their class between bundles. */
function isHarmless(error: unknown): boolean {
  return error instanceof Error && (error.name === 'InputError' || error.name === 'CancelledError');
}
