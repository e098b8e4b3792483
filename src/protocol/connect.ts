import { failureOf } from './failure';
import type { CallMap, Endpoint, Failure, FromWorker } from './wire';

/** A call that did not end in an answer. */
export class CallError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'CallError';
    this.failure = failure;
  }
}

export interface CallOptions<Progress> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly transfer?: readonly Transferable[];
}

/** The page's end of a wire. */
export interface Connection<Calls extends CallMap> {
  /** Resolves with the answer, rejects with a CallError. Aborting asks the worker to stop; the call still ends by its word. */
  call<Name extends keyof Calls & string>(
    name: Name,
    ask: Calls[Name]['ask'],
    options?: CallOptions<Calls[Name]['progress']>,
  ): Promise<Calls[Name]['answer']>;
  /** Ends every open call with this failure. */
  failAll(failure: Failure): void;
  readonly openCalls: () => number;
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: CallError) => void;
  readonly onProgress: ((progress: unknown) => void) | undefined;
  /** Stops listening for a cancel: a signal may outlive many calls. */
  readonly release: () => void;
}

/** Connects to a worker; `onSign` hears every message that is not part of a call. */
export function connect<Calls extends CallMap>(
  endpoint: Endpoint,
  onSign: (sign: { readonly say: 'ready' | 'beat' } | { readonly say: 'crashed'; readonly message: string }) => void,
): Connection<Calls> {
  const pending = new Map<number, Pending>();
  let lastId = 0;

  endpoint.addEventListener('message', ({ data }) => {
    const message = data as FromWorker<Calls>;
    if (message.say === 'ready' || message.say === 'beat' || message.say === 'crashed') return onSign(message);
    onSign({ say: 'beat' });
    const call = pending.get(message.id);
    if (!call) return;
    if (message.say === 'progress') return call.onProgress?.(message.progress);
    pending.delete(message.id);
    call.release();
    if (message.say === 'answer') call.resolve(message.answer);
    else call.reject(new CallError(message.failure));
  });

  return {
    call: (name, ask, options = {}) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        const onProgress = options.onProgress as ((progress: unknown) => void) | undefined;
        try {
          endpoint.postMessage({ say: 'call', id, name, ask }, [...(options.transfer ?? [])]);
        } catch (error) {
          // Nothing was sent: what was asked could not be copied, as a rule for want of memory.
          return reject(new CallError(failureOf(error)));
        }
        const cancel = () => endpoint.postMessage({ say: 'cancel', id }, []);
        const release = () => options.signal?.removeEventListener('abort', cancel);
        pending.set(id, { resolve: resolve as (answer: unknown) => void, reject, onProgress, release });
        if (options.signal?.aborted) cancel();
        else options.signal?.addEventListener('abort', cancel, { once: true });
      }),
    failAll: (failure) => {
      const calls = [...pending.values()];
      pending.clear();
      for (const call of calls) {
        call.release();
        call.reject(new CallError(failure));
      }
    },
    openCalls: () => pending.size,
  };
}
