import { callInPage } from '../../inBrowser';
import { type Bench, moduleInPage } from '../context';
import type { TimedLanes } from '../inPage/lanes';
import { type Measured, median } from '../row';

export const lanes = {
  name: 'lanes',
  title: 'Two lanes at once, each in its worker',
  measure: async ({ isQuick, blank, say }: Bench): Promise<readonly Measured[]> => {
    say('lanes');
    const [rounds, stepsEach] = isQuick ? [3, 10] : [7, 20];
    const timed = await callInPage<TimedLanes>(blank, moduleInPage('lanes'), 'timeLanes', rounds, stepsEach);
    return [
      {
        what: 'wasm step of a lane, 32^3/8',
        unit: 'ms',
        values: { 'one lane': median(timed.one), 'two lanes': median(timed.two) },
        compare: ['two lanes', 'one lane'],
        target: { must: 1.3, aim: 1.1, better: 'less', of: 'ratio' },
      },
    ];
  },
};
