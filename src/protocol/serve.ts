import { failureOf } from './failure';
import type { CallMap, Endpoint, FromWorker, ToWorker } from './wire';

/** What a handler is given beside its question. */
export interface CallContext<Progress> {
  readonly report: (progress: Progress) => void;
  /** Aborted when the page cancels the call. */
  readonly signal: AbortSignal;
  /** Buffers of the answer that are handed over instead of copied. */
  readonly transfer: (list: readonly Transferable[]) => void;
}

export type Handlers<Calls extends CallMap> = {
  readonly [Name in keyof Calls]: (
    ask: Calls[Name]['ask'],
    context: CallContext<Calls[Name]['progress']>,
  ) => Promise<Calls[Name]['answer']> | Calls[Name]['answer'];
};

const beatEveryMs = 1000;

/** Answers the calls that arrive at a worker's endpoint, and says that it lives. One of the two places that catch. */
export function serve<Calls extends CallMap>(endpoint: Endpoint, handlers: Handlers<Calls>): void {
  const running = new Map<number, AbortController>();
  const say = (message: FromWorker<Calls>, transfer: Transferable[] = []) => endpoint.postMessage(message, transfer);

  const answer = async (call: Extract<ToWorker<Calls>, { say: 'call' }>) => {
    const controller = new AbortController();
    const transfer: Transferable[] = [];
    running.set(call.id, controller);
    try {
      const result = await handlers[call.name](call.ask, {
        report: (progress) => say({ say: 'progress', id: call.id, progress }),
        signal: controller.signal,
        transfer: (list) => transfer.push(...list),
      });
      say({ say: 'answer', id: call.id, answer: result }, transfer);
    } catch (error) {
      say({ say: 'failed', id: call.id, failure: failureOf(error) });
    } finally {
      running.delete(call.id);
    }
  };

  endpoint.addEventListener('message', ({ data }) => {
    const message = data as ToWorker<Calls>;
    if (message.say === 'cancel') running.get(message.id)?.abort();
    else void answer(message);
  });
  reportStrayRejections((message) => say({ say: 'crashed', message }));
  setInterval(() => say({ say: 'beat' }), beatEveryMs);
  say({ say: 'ready' });
}

function reportStrayRejections(report: (message: string) => void): void {
  globalThis.addEventListener?.('unhandledrejection', (event) => report(failureOf(event.reason).message));
}
