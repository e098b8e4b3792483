import { CallError, type Connection, connect } from './connect';
import type { CallMap, Endpoint, Failure } from './wire';

/** What the supervisor needs of a Worker. */
export interface WorkerLike extends Endpoint {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

export interface Supervision {
  /** Starts a fresh worker. */
  readonly spawn: () => WorkerLike;
  /** What the worker is called in sentences: "scan worker". */
  readonly name: string;
  /** A worker with open calls that says nothing for so long is taken for dead. It cannot speak while it computes, so be generous. */
  readonly silenceMs: number;
  /** So many deaths without an answered call in between end the attempts. */
  readonly maxDeaths: number;
  /** First pause before a dead worker is replaced; doubled at each further death. */
  readonly restartAfterMs: number;
}

/** A worker that is replaced when it dies: its open calls fail with a sentence, the next call reaches a fresh one. */
export interface SupervisedWorker<Calls extends CallMap> {
  call: Connection<Calls>['call'];
  /** Ends the worker and its open calls at once, as cancelled; the next call starts a fresh one. */
  stop(): void;
  /** How many workers have ended, by death or by `stop`; whenever it has risen, the worker knows nothing of what it was told before. */
  readonly endings: () => number;
}

export const defaultSupervision = { silenceMs: 120_000, maxDeaths: 3, restartAfterMs: 100 };

interface Life<Calls extends CallMap> {
  readonly worker: WorkerLike;
  readonly connection: Connection<Calls>;
  silentMs: number;
  readonly watch: ReturnType<typeof setInterval>;
}

export function supervise<Calls extends CallMap>(supervision: Supervision): SupervisedWorker<Calls> {
  const { name, maxDeaths, restartAfterMs } = supervision;
  let life: Life<Calls> | null = null;
  let endings = 0;
  let deaths = 0;
  let restartAtMs = 0;

  const end = (mine: Life<Calls>, failure: Failure) => {
    if (life === mine) life = null;
    endings += 1;
    clearInterval(mine.watch);
    mine.worker.terminate();
    mine.connection.failAll(failure);
  };

  const die = (mine: Life<Calls>, why: string) => {
    if (life !== mine) return;
    deaths += 1;
    restartAtMs = Date.now() + restartAfterMs * 2 ** (deaths - 1);
    const isMemory = /memory|alloc/i.test(why);
    end(mine, { kind: isMemory ? 'memory' : 'fault', message: `The ${name} stopped (${why}).` });
  };

  return {
    async call(callName, ask, options = {}) {
      if (deaths >= maxDeaths) throw givenUp(name, deaths);
      await pause(restartAtMs - Date.now());
      life ??= begin<Calls>(supervision, die);
      const answer = await life.connection.call(callName, ask, options);
      deaths = 0;
      return answer;
    },
    stop() {
      if (life) end(life, { kind: 'cancelled', message: 'cancelled' });
    },
    endings: () => endings,
  };
}

/** Starts a worker and listens for signs of its death. */
function begin<Calls extends CallMap>(
  { spawn, silenceMs }: Supervision,
  die: (mine: Life<Calls>, why: string) => void,
): Life<Calls> {
  const worker = spawn();
  const connection = connect<Calls>(worker, (sign) => {
    mine.silentMs = 0;
    if (sign.say === 'crashed') die(mine, sign.message);
  });
  const watch = everyWhile(silenceMs / 4, (passedMs) => {
    mine.silentMs = connection.openCalls() === 0 ? 0 : mine.silentMs + passedMs;
    if (mine.silentMs >= silenceMs) die(mine, `no sign of life for ${Math.round(silenceMs / 1000)} s`);
  });
  const mine: Life<Calls> = { worker, connection, silentMs: 0, watch };
  worker.addEventListener('error', (event) => die(mine, event.message || 'it could not be started'));
  worker.addEventListener('messageerror', () => die(mine, 'a message could not be read'));
  return mine;
}

function givenUp(name: string, deaths: number): CallError {
  const message = `The ${name} stopped ${deaths} times in a row. Reload the page to try again.`;
  return new CallError({ kind: 'fault', message });
}

/**
 * Calls back every second or so with the time since the last call, at most `mostMs` of it: a machine that slept for hours did not wait
 * for an answer meanwhile, and the worker's messages may be behind this timer in the queue.
 */
function everyWhile(mostMs: number, tick: (passedMs: number) => void): ReturnType<typeof setInterval> {
  let lastMs = Date.now();
  return setInterval(
    () => {
      const nowMs = Date.now();
      tick(Math.min(nowMs - lastMs, mostMs));
      lastMs = nowMs;
    },
    Math.min(1000, mostMs),
  );
}

function pause(ms: number): Promise<void> {
  return ms > 0 ? new Promise((resolve) => setTimeout(resolve, ms)) : Promise.resolve();
}
