import type { ScanCalls } from '../protocol/scanCalls';
import { serve } from '../protocol/serve';
import type { Endpoint } from '../protocol/wire';
import { createScanSession } from './scan/scanSession';

/** The door of the scan worker: all that it does is in `scanSession.ts`. */
serve<ScanCalls>(globalThis as unknown as Endpoint, createScanSession());
