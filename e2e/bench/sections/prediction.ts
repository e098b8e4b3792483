import { helperCount } from '../../../src/state/machine/helperCount';
import { callInPage } from '../../inBrowser';
import { type Bench, moduleInPage } from '../context';
import type { BackendUsed } from '../inPage/engine';
import type { Measured, Target } from '../row';

interface Timed {
  readonly seconds: number;
  readonly tiles: number | null;
}

const target: Target = { must: 30, aim: 10, better: 'less', of: 'seconds' };

export const prediction = {
  name: 'prediction',
  title: 'Prediction of a whole scan without an empty margin (patches of 32^3, base width 8)',
  measure: async (bench: Bench): Promise<readonly Measured[]> => {
    const rows: Measured[] = [];
    // A software adapter would take many minutes for what wasm does in seconds.
    const backends = bench.adapter?.isSoftware === false ? bench.backends : (['wasm'] as const);
    for (const backend of backends)
      for (const side of [128, 256])
        for (const helpers of backend === 'wasm' ? [0, await helpersHere(bench)] : [0])
          rows.push(await measureSide(bench, backend, side, helpers));
    return rows;
  },
};

/** As many as the page takes for one lane. */
async function helpersHere({ blank }: Bench): Promise<number> {
  return helperCount(await blank.page.evaluate(() => navigator.hardwareConcurrency), 1);
}

async function measureSide(
  { blank, isQuick, say }: Bench,
  backend: BackendUsed,
  side: number,
  helpers: number,
): Promise<Measured> {
  const what = `${backend} ${side}^3, ${helpers === 0 ? 'the lane alone' : `helpers: ${helpers}`}`;
  const row = { what, unit: '', ...(side === 256 && backend === 'wasm' && helpers > 0 ? { target } : {}) };
  if (isQuick && side === 256) return { ...row, values: { seconds: null }, note: 'left out of a quick run' };
  say(`prediction, ${what}`);
  const { seconds, tiles } = await callInPage<Timed>(
    blank,
    moduleInPage('lanes'),
    'timePrediction',
    backend,
    side,
    helpers,
  );
  return { ...row, values: { seconds, tiles, 'tiles a second': tiles === null ? null : tiles / seconds } };
}
