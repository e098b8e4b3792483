import { cpus, loadavg } from 'node:os';
import { callInPage } from '../../inBrowser';
import { adapterInWords, type Bench, moduleInPage } from '../context';
import { torchVersion } from '../python';
import type { Measured } from '../row';

/** What all other numbers depend on. */
export const machine = {
  name: 'machine',
  title: 'The machine',
  measure: async ({ blank, adapter }: Bench): Promise<readonly Measured[]> => {
    const inPage = await callInPage<Record<string, string>>(blank, moduleInPage('machine'), 'describeMachine');
    const facts = {
      processor: `${cpus().length} cores, ${cpus()[0]?.model ?? 'unnamed'}`,
      'load before the run': `${loadavg()[0].toFixed(1)}, over the last minute`,
      Chromium: blank.page.context().browser()?.version() ?? 'unknown',
      'WebGPU adapter': adapterInWords(adapter),
      ...inPage,
      PyTorch: (await torchVersion()) ?? 'none',
      date: new Date().toISOString(),
    };
    return Object.entries(facts).map(([what, value]) => ({ what, unit: '', values: { '': value } }));
  },
};
