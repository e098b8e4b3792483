import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { phantomEntry } from './core/phantoms/catalogue';
import { defaultTraining } from './core/settings';
import { withTier } from './core/tier';
import { packRecording, unpackRecording } from './io/recordingFile';
import type { LaneCalls } from './protocol/laneCalls';
import type { ScanCalls } from './protocol/scanCalls';
import { defaultSupervision, supervise } from './protocol/supervise';
import { createApp } from './state/app';
import { defaultBenchSettings } from './state/benchQuestion';
import { phantomFrom, pinnedBy, readAddress, trainingFrom } from './state/fromUrl';
import { recallView, rememberView } from './state/remember';
import { recallBench, rememberBench } from './state/rememberBench';
import { recallTier, rememberTier } from './state/rememberTier';
import { asSentence } from './state/sentence';
import { addNotice } from './state/store';
import { App } from './ui/App';
import laneUrl from './workers/lane.worker?worker&url';
import scanUrl from './workers/scan.worker?worker&url';

/**
 * Starts a worker from a blob that imports it: such a worker inherits the page's content security policy, which a worker
 * loaded from an address does not, so that no worker can send a scan anywhere. Tools for developers show its name.
 */
function startWorker(url: string, name: string): Worker {
  const source = `import ${JSON.stringify(new URL(url, document.baseURI).href)};`;
  const blobUrl = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(blobUrl, { type: 'module', name });
  worker.addEventListener('message', () => URL.revokeObjectURL(blobUrl), { once: true });
  return worker;
}

const scan = supervise<ScanCalls>({
  ...defaultSupervision,
  name: 'scan worker',
  spawn: () => startWorker(scanUrl, 'scan'),
});
/** A lane's worker starts with the first call to it. */
const laneWire = (id: string) =>
  supervise<LaneCalls>({
    ...defaultSupervision,
    // One step of the largest network in plain JavaScript can take minutes, and a lane is mute while it computes.
    silenceMs: 600_000,
    name: 'lane',
    spawn: () => startWorker(laneUrl, `lane ${id}`),
  });

/** The result of a study that is served beside the page; null where there is none. */
async function readMeasuredStudy(): Promise<unknown> {
  try {
    const response = await fetch('./study.json');
    const text = await response.text();
    // Some hosts answer with the page where a file is missing.
    return response.ok && !text.trimStart().startsWith('<') ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

const address = readAddress(location.search, location.hash);
const tier = recallTier() ?? { name: 'medium', measured: null };
const app = createApp(
  {
    scan,
    lanes: { A: laneWire('A'), B: laneWire('B'), C: laneWire('C'), D: laneWire('D') },
    recordings: { pack: packRecording, unpack: unpackRecording },
    // A second trial at a time only where two cores are left for the page and its lanes.
    trials: (navigator.hardwareConcurrency >= 4 ? [1, 2] : [1]).map((n) => laneWire(`trial ${n}`)),
    measuredStudy: readMeasuredStudy,
  },
  {
    ...recallView(),
    settings: trainingFrom(address, withTier(defaultTraining, tier.name, [])),
    tier: { ...tier, pinned: pinnedBy(address) },
    mode: address.mode ?? 'blobs',
    benchSettings: recallBench() ?? defaultBenchSettings,
  },
);
rememberView(app.store);
rememberBench(app.store);
rememberTier(app.store);
// A fault of the page itself, outside every call: the other edge where errors are caught.
addEventListener('unhandledrejection', ({ reason }) => {
  const message = asSentence(reason instanceof Error ? reason.message : String(reason));
  addNotice(app.store, 'error', `Something in the page broke: ${message} Reload it if it does not go on.`);
});
app.actions.openPhantom(phantomFrom(address, phantomEntry(address.case ?? 'ms').defaults));

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <App app={app} />
  </StrictMode>,
);
