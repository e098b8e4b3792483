/**
 * The wire between the page and a worker: calls that carry an id, report progress, can be cancelled, and end in an
 * answer or a failure. Which calls exist is a closed map (`ScanCalls`, `LaneCalls`); everything on the wire is plain data.
 */
export interface Call<Ask, Answer, Progress = never> {
  readonly ask: Ask;
  readonly answer: Answer;
  readonly progress: Progress;
}
// biome-ignore lint/suspicious/noExplicitAny: the bound of a map of calls must admit every payload
export type CallMap = { readonly [name: string]: Call<any, any, any> };

/** What the page says. */
export type ToWorker<Calls extends CallMap> =
  | { readonly say: 'cancel'; readonly id: number }
  | {
      [Name in keyof Calls]: {
        readonly say: 'call';
        readonly id: number;
        readonly name: Name;
        readonly ask: Calls[Name]['ask'];
      };
    }[keyof Calls];

/** What the worker says. */
export type FromWorker<Calls extends CallMap> =
  | { readonly say: 'ready' }
  | { readonly say: 'beat' }
  /** Something broke outside any call: the worker is not to be trusted any more. */
  | { readonly say: 'crashed'; readonly message: string }
  | { readonly say: 'progress'; readonly id: number; readonly progress: Calls[keyof Calls]['progress'] }
  | { readonly say: 'answer'; readonly id: number; readonly answer: Calls[keyof Calls]['answer'] }
  | { readonly say: 'failed'; readonly id: number; readonly failure: Failure };

/** Why a call failed: `input` is shown as it is, `device` and `memory` let the page restart smaller or elsewhere, `fault` is a bug. */
export interface Failure {
  readonly kind: 'input' | 'cancelled' | 'device' | 'memory' | 'fault';
  readonly message: string;
}

/** The least that both ends need of a worker, so that tests need none. */
export interface Endpoint {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}
