import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { CallError } from './connect';
import { type CallContext, serve } from './serve';
import { supervise, type WorkerLike } from './supervise';
import type { Call } from './wire';

type TestCalls = {
  readonly double: Call<number, number, number>;
  readonly fail: Call<string, null>;
  readonly wait: Call<null, string>;
};

const handlers = {
  double: (x: number, { report }: CallContext<number>) => {
    report(0.5);
    return 2 * x;
  },
  fail: (name: string): null => {
    throw Object.assign(new Error(`broken by ${name}`), { name });
  },
  wait: (_: null, { signal }: CallContext<never>) =>
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('stopped'))),
};

/** A worker in the same thread: structured clones over a message channel, and a way to break it. */
function localWorker() {
  const { port1, port2 } = new MessageChannel();
  const errorListeners: ((event: { message?: string }) => void)[] = [];
  const posted = { isTerminated: false };
  serve<TestCalls>(
    {
      postMessage: (m, t) => port2.postMessage(m, t),
      addEventListener: (_, l) => port2.addEventListener('message', l),
    },
    handlers,
  );
  port1.start();
  port2.start();
  const worker: WorkerLike = {
    postMessage: (m, t) => port1.postMessage(m, t),
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === 'message') port1.addEventListener('message', listener as unknown as (event: MessageEvent) => void);
      else errorListeners.push(listener as (event: { message?: string }) => void);
    },
    terminate: () => {
      posted.isTerminated = true;
      port1.close();
    },
  };
  return {
    worker,
    posted,
    crash: (message: string) => {
      for (const listener of errorListeners) listener({ message });
    },
  };
}

function supervised(silenceMs = 60_000) {
  const spawned: ReturnType<typeof localWorker>[] = [];
  const worker = supervise<TestCalls>({
    name: 'test worker',
    silenceMs,
    maxDeaths: 3,
    restartAfterMs: 1,
    spawn: () => {
      spawned.push(localWorker());
      return spawned[spawned.length - 1].worker;
    },
  });
  return { worker, spawned };
}

afterEach(() => vi.useRealTimers());

test('a call reports progress and ends in its answer', async () => {
  const { worker } = supervised();
  const progress: number[] = [];
  expect(await worker.call('double', 21, { onProgress: (p) => progress.push(p) })).toBe(42);
  expect(progress).toEqual([0.5]);
});

test.each([
  ['InputError', 'input'],
  ['CancelledError', 'cancelled'],
  ['DeviceLostError', 'device'],
  ['TypeError', 'fault'],
])('%s arrives as a failure of kind %s with its sentence', async (name, kind) => {
  const { worker } = supervised();
  const error = await worker.call('fail', name).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(CallError);
  expect((error as CallError).failure).toEqual({ kind, message: `broken by ${name}` });
});

test('cancel reaches the handler, also when it comes before the call', async () => {
  const { worker } = supervised();
  const controller = new AbortController();
  const call = worker.call('wait', null, { signal: controller.signal });
  controller.abort();
  expect(await call).toBe('stopped');
  expect(await worker.call('wait', null, { signal: controller.signal })).toBe('stopped');
});

test('a worker that crashes fails its open calls with a sentence, and the next call reaches a fresh one', async () => {
  const { worker, spawned } = supervised();
  const open = worker.call('wait', null).catch((e: unknown) => e);
  await vi.waitFor(() => expect(spawned.length).toBe(1));
  spawned[0].crash('it broke');
  expect(((await open) as CallError).failure).toEqual({
    kind: 'fault',
    message: 'The test worker stopped (it broke).',
  });
  expect(spawned[0].posted.isTerminated).toBe(true);
  expect(await worker.call('double', 3)).toBe(6);
  expect(spawned.length).toBe(2);
});

test('three deaths in a row end the attempts; an answer in between forgives them', async () => {
  const { worker, spawned } = supervised();
  const dieOnce = async () => {
    const before = spawned.length;
    const open = worker.call('wait', null).catch(() => null);
    await vi.waitFor(() => expect(spawned.length).toBe(before + 1));
    spawned[before].crash('again');
    await open;
  };
  await dieOnce();
  await dieOnce();
  expect(await worker.call('double', 1)).toBe(2);
  spawned[2].crash('idle death');
  await dieOnce();
  await dieOnce();
  await expect(worker.call('double', 1)).rejects.toThrow('stopped 3 times in a row');
});

test('a worker that falls silent during a call is replaced', async () => {
  const silent: WorkerLike = { postMessage: () => {}, addEventListener: () => {}, terminate: () => {} };
  const worker = supervise<TestCalls>({
    name: 'mute worker',
    silenceMs: 30,
    maxDeaths: 3,
    restartAfterMs: 1,
    spawn: () => silent,
  });
  await expect(worker.call('double', 1)).rejects.toThrow('The mute worker stopped (no sign of life for 0 s).');
});

test('a machine that slept is not a worker that fell silent', async () => {
  vi.useFakeTimers();
  const { worker, spawned } = supervised(60_000);
  const open = worker.call('wait', null);
  await vi.advanceTimersByTimeAsync(1000);
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  await vi.advanceTimersByTimeAsync(1000);
  expect([spawned.length, worker.endings()]).toEqual([1, 0]);
  worker.stop();
  await expect(open).rejects.toThrow('cancelled');
});

test('what cannot be copied to the worker fails with a kind, and the worker lives on', async () => {
  const { worker, spawned } = supervised();
  await worker.call('double', 1);
  const refuse = (name: string, message: string) => {
    spawned[0].worker.postMessage = () => {
      throw new DOMException(message, name);
    };
    return worker.call('double', 1).catch((error: CallError) => error.failure.kind);
  };
  expect(await refuse('DataCloneError', 'Data cannot be cloned, out of memory.')).toBe('memory');
  expect(await refuse('DataCloneError', 'function could not be cloned.')).toBe('fault');
  expect(worker.endings()).toBe(0);
});

test('whatever happens in whatever order, every call ends, a stop or a death ends a worker, and the next call is answered', async () => {
  const event = fc.constantFrom('call', 'wait', 'cancel', 'crash', 'stop', 'settle');
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 12 }), async (events) => {
      const { worker, spawned } = supervised();
      const controller = new AbortController();
      const ends: Promise<unknown>[] = [];
      const follow = (call: Promise<unknown>) =>
        ends.push(call.catch((error) => expect(error).toBeInstanceOf(CallError)));
      for (const what of events) {
        if (what === 'call') follow(worker.call('double', 1));
        else if (what === 'wait') follow(worker.call('wait', null, { signal: controller.signal }));
        else if (what === 'cancel') controller.abort();
        else if (what === 'crash') spawned.at(-1)?.crash('it broke');
        else if (what === 'stop') worker.stop();
        else await worker.call('double', 0).catch(() => {});
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
      controller.abort();
      await Promise.all(ends);
      expect(worker.endings()).toBe(spawned.filter(({ posted }) => posted.isTerminated).length);
      const deaths = events.filter((what) => what === 'crash').length;
      if (deaths < 3) expect(await worker.call('double', 4)).toBe(8);
      worker.stop();
    }),
    { numRuns: 40 },
  );
});

test('stop ends the open calls as cancelled and does not count as a death', async () => {
  const { worker, spawned } = supervised();
  for (let i = 0; i < 4; i++) {
    const open = worker.call('wait', null).catch((e: unknown) => e);
    await vi.waitFor(() => expect(spawned.length).toBe(i + 1));
    worker.stop();
    expect(((await open) as CallError).failure.kind).toBe('cancelled');
  }
  expect(await worker.call('double', 2)).toBe(4);
});
