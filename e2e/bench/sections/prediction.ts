import { callInPage } from '../../inBrowser';
import { type Bench, moduleInPage } from '../context';
import type { Measured, Target } from '../row';

interface Timed {
  readonly seconds: number;
  readonly tiles: number | null;
}

const target: Target = { must: 30, aim: 10, better: 'less', of: 'seconds' };

export const prediction = {
  name: 'prediction',
  title: 'Prediction of a whole scan without an empty margin (tiles of 32^3, base width 8)',
  measure: async (bench: Bench): Promise<readonly Measured[]> => [
    await measureSide(bench, 128),
    bench.isQuick ? leftOut(256) : await measureSide(bench, 256),
  ],
};

async function measureSide({ blank, say }: Bench, side: number): Promise<Measured> {
  say(`prediction of ${side}^3`);
  const { seconds, tiles } = await callInPage<Timed>(blank, moduleInPage('lanes'), 'timePrediction', 'wasm', side);
  const values = { seconds, tiles, 'tiles a second': tiles === null ? null : tiles / seconds };
  return { ...rowOf(side), values };
}

function leftOut(side: number): Measured {
  return { ...rowOf(side), values: { seconds: null }, note: 'left out of a quick run' };
}

function rowOf(side: number) {
  return { what: `wasm ${side}^3`, unit: '', ...(side === 256 ? { target } : {}) };
}
