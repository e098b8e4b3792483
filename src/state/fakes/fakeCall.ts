import type { Handlers } from '../../protocol/serve';
import type { SupervisedWorker } from '../../protocol/supervise';
import type { CallMap } from '../../protocol/wire';

/** What was asked of a fake worker, in order. */
export type Asked = { readonly name: string; readonly ask: unknown }[];

/** The `call` of a worker in the same thread that answers a task later, and notes what it was asked; what a handler throws is thrown as it is. */
export function fakeCall<Calls extends CallMap>(
  asked: Asked,
  handlers: Handlers<Calls>,
): SupervisedWorker<Calls>['call'] {
  return async (name, ask, { signal = new AbortController().signal, onProgress = () => {} } = {}) => {
    asked.push({ name, ask });
    await passed(0);
    return handlers[name](ask, { signal, report: onProgress, transfer: () => {} });
  };
}

/** Resolves after so many milliseconds. */
export function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
