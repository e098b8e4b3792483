import { parentPort, workerData } from 'node:worker_threads';
import { openBackend } from '../../src/engine/backends';
import { examineMachine } from '../../src/engine/examine';
import { nodeAssets } from '../../src/engine/nodeAssets';
import type { LaneCalls } from '../../src/protocol/laneCalls';
import type { ScanCalls } from '../../src/protocol/scanCalls';
import { serve } from '../../src/protocol/serve';
import type { Endpoint } from '../../src/protocol/wire';
import { createLaneSession } from '../../src/workers/lane/laneSession';
import { createScanSession } from '../../src/workers/scan/scanSession';

/** The door of a worker thread: the same sessions as behind the doors of the page's workers. */
const endpoint: Endpoint = {
  postMessage: (message, transfer) => parentPort?.postMessage(message, transfer as ArrayBuffer[]),
  addEventListener: (_, listener) => parentPort?.on('message', (data: unknown) => listener({ data })),
};

if (workerData === 'scan') serve<ScanCalls>(endpoint, createScanSession());
else
  serve<LaneCalls>(
    endpoint,
    createLaneSession(
      (choice) => openBackend(choice, nodeAssets),
      (monitor) => examineMachine(nodeAssets, monitor),
    ),
  );
