import { pageAssets } from '../engine/assets';
import { openBackend } from '../engine/backends';
import { examineMachine } from '../engine/examine';
import type { LaneCalls } from '../protocol/laneCalls';
import { serve } from '../protocol/serve';
import type { Endpoint } from '../protocol/wire';
import { createLaneSession } from './lane/laneSession';
import { startWorker } from './startWorker';

/** The door of a lane's worker: all that it does is in `laneSession.ts`. */
serve<LaneCalls>(
  globalThis as unknown as Endpoint,
  createLaneSession(
    (choice) => openBackend(choice, pageAssets),
    (monitor) => examineMachine(pageAssets, monitor),
    // A helper is this same worker once more: what the browser has loaded already.
    () => startWorker(import.meta.url, 'helper'),
  ),
);
