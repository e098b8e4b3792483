import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { callInPage } from '../../inBrowser';
import { adapterInWords, type Bench, moduleInPage } from '../context';
import type { Measured } from '../row';

/** What all other numbers depend on. */
export const machine = {
  name: 'machine',
  title: 'The machine',
  measure: async ({ blank, adapter }: Bench): Promise<readonly Measured[]> => {
    const inPage = await callInPage<Record<string, string>>(blank, moduleInPage('machine'), 'describeMachine');
    const facts = {
      processor: `${cpus().length} cores, ${cpus()[0]?.model ?? 'unnamed'}`,
      Chromium: blank.page.context().browser()?.version() ?? 'unknown',
      'WebGPU adapter': adapterInWords(adapter),
      ...inPage,
      'PyTorch in python3': torchVersion() ?? 'none',
      date: new Date().toISOString(),
    };
    return Object.entries(facts).map(([what, value]) => ({ what, unit: '', values: { '': value } }));
  },
};

/** The version of PyTorch that `python3` has; null where it has none, or where there is no `python3`. */
export function torchVersion(): string | null {
  try {
    const code = 'import torch; print(torch.__version__)';
    return execFileSync('python3', ['-W', 'ignore', '-c', code], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
