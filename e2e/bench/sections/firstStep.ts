import { callInPage } from '../../inBrowser';
import { type Bench, moduleInPage, onEachBackend } from '../context';
import type { BackendUsed } from '../inPage/engine';
import { type Measured, median } from '../row';

const side = 32;
const stepsEach = 6;

export const firstStep = {
  name: 'first',
  title: `The first step of a lane, ${side}^3/8, against its later ones`,
  measure: onEachBackend(measureBackend),
};

/** Lanes that have just started and proved their backend, and such that were warmed up as the page does while the user looks at the scan, in turn. */
async function measureBackend(bench: Bench, backend: BackendUsed): Promise<readonly Measured[]> {
  const all = { started: [] as number[], warmed: [] as number[], later: [] as number[] };
  for (let round = 0; round < (bench.isQuick ? 1 : 3); round++)
    for (const kind of ['started', 'warmed'] as const) {
      bench.say(`${backend} first step, ${kind}`);
      const ask = [backend, side, stepsEach, kind === 'warmed'] as const;
      const ms = await callInPage<number[]>(bench.blank, moduleInPage('lanes'), 'timeFirstSteps', ...ask);
      all[kind].push(ms[0]);
      all.later.push(...ms.slice(2));
    }
  const row = (first: readonly number[], which: string) => ({
    ...{ what: `${backend}, ${which}`, unit: 'ms', compare: ['first', 'later'] as const },
    values: { first: median(first), later: median(all.later) },
  });
  return [
    row(all.started, 'just started'),
    { ...row(all.warmed, 'warmed up'), target: { must: 3, aim: 3, better: 'less', of: 'ratio' } },
  ];
}
