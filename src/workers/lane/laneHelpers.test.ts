import { describe, expect, test } from 'vitest';
import { createRandom } from '../../core/random';
import type { Dims } from '../../core/volume';
import type { LaneCalls } from '../../protocol/laneCalls';
import { serve } from '../../protocol/serve';
import type { WorkerLike } from '../../protocol/supervise';
import { laneCase, openSession } from './testLane';

const wide: Dims = [40, 24, 26];

/** The case that the tests train on, in a scan large enough to be worth helpers. */
function wideCase() {
  const random = createRandom(4);
  const ids = new Int32Array(wide[0] * wide[1] * wide[2]);
  ids[5 + 40 * (6 + 24 * 7)] = 1;
  return laneCase({ dims: wide, ids, scan: Float32Array.from(ids, (id) => 3 * id + random.normal()) });
}

/** Workers in this thread: each serves the calls of a session that the test makes. `started` are counted. */
function fakeWorkers(handlersOf: () => Parameters<typeof serve<LaneCalls>>[1], isMute = false) {
  const counts = { started: 0, rows: 0, ended: 0 };
  const spawn = (): WorkerLike => {
    counts.started++;
    const { port1, port2 } = new MessageChannel();
    const handlers = handlersOf();
    const counted = {
      ...handlers,
      predictRow: (...asked: Parameters<typeof handlers.predictRow>) => {
        counts.rows++;
        return handlers.predictRow(...asked);
      },
    };
    const listen = (port: MessagePort) => (type: string, listener: (event: { readonly data: unknown }) => void) => {
      if (type === 'message') port.addEventListener('message', listener);
      port.start();
    };
    if (!isMute)
      serve<LaneCalls>(
        { postMessage: (message, list) => port2.postMessage(message, list), addEventListener: listen(port2) },
        counted,
      );
    return {
      postMessage: (message, list) => port1.postMessage(message, list),
      addEventListener: listen(port1) as WorkerLike['addEventListener'],
      terminate: () => {
        counts.ended++;
        port1.close();
      },
    };
  };
  return { spawn, counts };
}

const same = async () => (await openSession()).session;

describe('helpers of a lane', () => {
  test('one, two and three of them predict rows, and the prediction is the same bit for bit', async () => {
    const helper = await same();
    const workers = fakeWorkers(() => helper);
    const lane = await openSession({ cases: [wideCase()], startHelper: workers.spawn });
    await lane.advance(3);
    const { probability } = await lane.predict();
    expect(workers.counts.started).toBe(0);
    for (const helpers of [1, 2, 3]) {
      const before = workers.counts.rows;
      expect((await lane.predict(undefined, undefined, helpers)).probability).toEqual(probability);
      expect(workers.counts.started).toBe(helpers);
      expect(workers.counts.rows - before).toBeGreaterThan(2);
    }
    await lane.reopen();
    expect(workers.counts.ended).toBe(3);
  });

  test('one that never answers holds nothing up', async () => {
    const mute = fakeWorkers(await same().then((session) => () => session), true);
    const lane = await openSession({ cases: [wideCase()], startHelper: mute.spawn });
    const { probability } = await lane.predict();
    expect((await lane.predict(undefined, undefined, 2)).probability).toEqual(probability);
    expect(mute.counts.started).toBe(2);
  });

  test('small scans, and lanes that are not on wasm, go without', async () => {
    const workers = fakeWorkers(await same().then((session) => () => session));
    const small = await openSession({ startHelper: workers.spawn });
    await small.predict(undefined, undefined, 3);
    const slow = await openSession({ cases: [wideCase()], backend: 'cpu', startHelper: workers.spawn });
    await slow.predict(undefined, undefined, 3);
    expect(workers.counts.started).toBe(0);
  });
});
