import { DeviceLostError, type RunningBackend } from '../engine/backends/running';

/** Work whose numbers count only if the device was sound to its end. Whatever a lost device made of the work becomes a DeviceLostError. */
export async function onDevice<Result>(
  { throwIfBroken }: Pick<RunningBackend, 'throwIfBroken'>,
  work: () => Promise<Result>,
): Promise<Result> {
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    throwIfBroken();
    // A read that was under way when the device went fails before the device says so, with a browser's error such as AbortError.
    if (error instanceof DOMException) throw new DeviceLostError(`The GPU gave no answer (${error.message}).`);
    throw error;
  }
  throwIfBroken();
  return result;
}
