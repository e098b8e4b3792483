import { CancelledError } from '../../core/errors';
import type { BenchAsk } from '../../protocol/benchCalls';
import { CallError } from '../../protocol/connect';
import { failureOf } from '../../protocol/failure';
import type { ScanCalls } from '../../protocol/scanCalls';
import type { SupervisedWorker } from '../../protocol/supervise';
import { createScanSession } from '../../workers/scan/scanSession';
import { maskFile, scanFile } from '../../workers/scan/testScan';
import { createApp } from '../app';
import { fakeWires } from '../fakes/fakeWires';
import { until } from '../testApp';

/** The scan worker's own session behind the wire; `die` forgets all that it was told. */
function realScan() {
  let session = createScanSession();
  let ends = 0;
  const asked: { readonly name: string; readonly ask: unknown }[] = [];
  const wire: SupervisedWorker<ScanCalls> = {
    stop: () => {
      session = createScanSession();
      ends += 1;
    },
    endings: () => ends,
    async call(name, ask, { signal = new AbortController().signal } = {}) {
      asked.push({ name, ask });
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (signal.aborted) throw new CallError(failureOf(new CancelledError()));
      const context = { report: () => {}, signal, transfer: () => {} };
      try {
        return (await session[name](ask as never, context as never)) as never;
      } catch (error) {
        throw new CallError(failureOf(error));
      }
    },
  };
  return { ...wire, die: wire.stop, asked };
}

/** An app whose open case has three blobs: two voxels that touch at a corner, and two single ones. */
export async function benchApp() {
  const scan = realScan();
  const app = createApp({ ...fakeWires(), scan });
  app.actions.openFiles([scanFile, maskFile]);
  await until(app, ({ openCase, opening }) => openCase !== null && opening.phase === 'idle');
  app.actions.showMode('bench');
  const bench = () => {
    const { bench: now } = app.store.getState();
    if (now.phase !== 'open') throw new Error(`the bench is ${now.phase}`);
    return now;
  };
  const settled = () =>
    until(app, ({ bench: now }) => now.phase === 'failed' || (now.phase === 'open' && !now.isWaiting));
  const asks = () => scan.asked.filter(({ name }) => name === 'bench').map(({ ask }) => ask as BenchAsk);
  const lastMoves = () =>
    asks()
      .at(-1)
      ?.moves.map(({ kind }) => kind);
  return { ...app, scan, bench, settled, asks, lastMoves };
}

/** The same with a perfect prediction on the bench. */
export async function openBench() {
  const app = await benchApp();
  app.actions.startBench('perfect');
  await app.settled();
  return app;
}
