import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from '../context';
import type { Measured, Target } from '../row';

/** What the page does while a lane trains. */
interface Smoothness {
  readonly framesPerSecond: number;
  readonly longestTaskMs: number;
}

interface SmoothnessModule {
  readonly measureSmoothness: (options: { readonly isQuick: boolean }) => Promise<Smoothness>;
}

const file = join(import.meta.dirname, '../smoothness.ts');

export const page = {
  name: 'page',
  title: 'The page while a lane trains',
  measure: async ({ isQuick, say }: Bench): Promise<readonly Measured[]> => {
    if (!existsSync(file)) return rowsOf(null, 'there is no e2e/bench/smoothness.ts');
    say('smoothness of the page');
    const module: SmoothnessModule = await import(pathToFileURL(file).href);
    return rowsOf(await module.measureSmoothness({ isQuick }));
  },
};

function rowsOf(measured: Smoothness | null, note = ''): readonly Measured[] {
  const row = (what: string, unit: string, value: number | undefined, target: Omit<Target, 'of'>): Measured => ({
    ...{ what, unit, note },
    values: { measured: value ?? null },
    target: { ...target, of: 'measured' },
  });
  return [
    row('frames a second', '1/s', measured?.framesPerSecond, { must: 30, aim: 60, better: 'more' }),
    row("longest task of the page's thread", 'ms', measured?.longestTaskMs, { must: 50, aim: 16, better: 'less' }),
  ];
}
