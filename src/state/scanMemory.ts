import type { Connectivity } from '../core/case';
import type { CaseAsk, ScanCalls } from '../protocol/scanCalls';
import type { SupervisedWorker } from '../protocol/supervise';

/** What the scan worker was told, kept by the page, because a fresh worker has to be told it again before it is asked about it. */
export interface ScanMemory {
  /** Resolves once the worker that runs now knows every file by its id; rejects with a CallError. */
  readonly whenFilesKnown: () => Promise<void>;
  /** Resolves once the worker that runs now has the open case open; rejects with a CallError. */
  readonly whenCaseKnown: () => Promise<void>;
  /** The worker has just numbered these files; they follow those before. */
  readonly addFiles: (files: readonly File[]) => void;
  /** The worker has just opened this case. */
  readonly setCase: (ask: CaseAsk) => void;
  readonly openCase: () => CaseAsk | null;
}

export function createScanMemory(scan: SupervisedWorker<ScanCalls>): ScanMemory {
  let files: readonly File[] = [];
  let openCase: CaseAsk | null = null;
  const fileTelling = oncePerWorker(scan.endings, async () => {
    if (files.length > 0) await scan.call('knowFiles', { files });
  });
  const caseTelling = oncePerWorker(scan.endings, async () => {
    await fileTelling.whenDone();
    if (openCase) await askForCase(scan, openCase);
  });
  return {
    whenFilesKnown: fileTelling.whenDone,
    whenCaseKnown: caseTelling.whenDone,
    addFiles: (more) => {
      files = [...files, ...more];
      fileTelling.isDone();
    },
    setCase: (ask) => {
      openCase = ask;
      caseTelling.isDone();
    },
    openCase: () => openCase,
  };
}

/** Asks the scan worker for the case. */
export function askForCase(
  scan: SupervisedWorker<ScanCalls>,
  { name, ask }: CaseAsk,
  options: Parameters<typeof scan.call<CaseAsk['name']>>[2] = {},
) {
  switch (name) {
    case 'phantom':
      return scan.call(name, ask, options);
    case 'made':
      return scan.call(name, ask, options);
    case 'assemble':
      return scan.call(name, ask, options);
    default:
      return name satisfies never;
  }
}

/** The same case with other neighbours. */
export function withConnectivity(ask: CaseAsk, connectivity: Connectivity): CaseAsk {
  switch (ask.name) {
    case 'phantom':
      return { name: ask.name, ask: { ...ask.ask, connectivity } };
    case 'made':
      return { name: ask.name, ask: { ...ask.ask, connectivity } };
    case 'assemble':
      return { name: ask.name, ask: { ...ask.ask, connectivity } };
    default:
      return ask satisfies never;
  }
}

/** Work that is done once, and again after each ending of the worker that it was done for. */
function oncePerWorker(endings: () => number, work: () => Promise<void>) {
  let doneAt = endings();
  let done = Promise.resolve();
  return {
    whenDone: () => {
      if (doneAt !== endings()) {
        doneAt = endings();
        done = work();
      }
      return done;
    },
    /** It came about in another way. */
    isDone: () => {
      doneAt = endings();
      done = Promise.resolve();
    },
  };
}
