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
import { furtherFrom, phantomFrom, pinnedBy, readAddress, trainingFrom } from './state/fromUrl';
import { keepingKey } from './state/kept/keptActions';
import { noKeptRuns } from './state/kept/keptModel';
import { openRunStore } from './state/kept/runDatabase';
import { recallTier, rememberTier } from './state/machine/rememberTier';
import { recallView, rememberView } from './state/remember';
import { recallBench, rememberBench } from './state/rememberBench';
import { asSentence } from './state/sentence';
import { readStorage } from './state/storage';
import { addNotice } from './state/store';
import { recallStudy, rememberStudy } from './state/study/rememberStudy';
import { followSystem, themesFor } from './state/systemTheme';
import { App } from './ui/App';
import laneUrl from './workers/lane.worker?worker&url';
import scanUrl from './workers/scan.worker?worker&url';
import { startWorker } from './workers/startWorker';

const startOurs = (url: string, name: string) => startWorker(new URL(url, document.baseURI).href, name);

const scan = supervise<ScanCalls>({
  ...defaultSupervision,
  name: 'scan worker',
  spawn: () => startOurs(scanUrl, 'scan'),
});
/** A lane's worker starts with the first call to it. */
const laneWire = (id: string) =>
  supervise<LaneCalls>({
    ...defaultSupervision,
    // One step of the largest network in plain JavaScript can take minutes, and a lane is mute while it computes.
    silenceMs: 600_000,
    name: 'lane',
    spawn: () => startOurs(laneUrl, `lane ${id}`),
  });

/** The result of a study that is served beside the page; null where there is none. */
async function readMeasuredStudy(): Promise<unknown> {
  const response = await fetch('./study.json').catch(() => null);
  const text = response?.ok ? await response.text() : '<';
  // Some hosts answer with the page where a file is missing.
  return text.trimStart().startsWith('<') ? null : parseJson(text);
}

/** What is no JSON comes back as the text it is. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const address = readAddress(location.search, location.hash);
const view = recallView();
const light = matchMedia('(prefers-color-scheme: light)');
const tier = recallTier() ?? { name: 'medium', measured: null };
const app = createApp(
  {
    scan,
    lanes: { A: laneWire('A'), B: laneWire('B'), C: laneWire('C'), D: laneWire('D') },
    recordings: { pack: packRecording, unpack: unpackRecording },
    runs: openRunStore(),
    // A second trial at a time only where two cores are left for the page and its lanes.
    trials: (navigator.hardwareConcurrency >= 4 ? [1, 2] : [1]).map((n) => laneWire(`trial ${n}`)),
    measuredStudy: readMeasuredStudy,
    cores: navigator.hardwareConcurrency,
  },
  {
    ...view,
    ...themesFor(light, view.theme),
    settings: trainingFrom(address, withTier(defaultTraining, tier.name, [])),
    tier: { ...tier, pinned: pinnedBy(address) },
    mode: address.mode ?? 'blobs',
    benchSettings: recallBench() ?? defaultBenchSettings,
    kept: { ...noKeptRuns, isOn: readStorage(keepingKey) !== false },
  },
);
followSystem(app.store, light);
rememberView(app.store);
rememberBench(app.store);
rememberTier(app.store);
// One that is damaged counts as none.
app.actions.resumeStudy(recallStudy());
rememberStudy(app);
// The page may be closed, or its tab thrown away, without another word.
document.addEventListener('visibilitychange', () => document.hidden && void app.actions.keepRunNow());
// A fault of the page itself, outside every call: the other edge where errors are caught.
addEventListener('unhandledrejection', ({ reason }) => {
  const message = asSentence(reason instanceof Error ? reason.message : String(reason));
  addNotice(app.store, 'error', `Something in the page broke: ${message} Reload it if it does not go on.`);
});
const firstCase = phantomFrom(address, phantomEntry(address.case ?? 'ms').defaults);
app.actions.openPhantom(firstCase, furtherFrom(address, firstCase));

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <App app={app} />
  </StrictMode>,
);
