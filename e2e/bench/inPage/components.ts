import { labelComponents } from '../../../src/core/components';
import { ballCount, ballsDims, makeManyBalls } from './manyBalls';

/** Milliseconds of labelling 5,000 balls in 256^3, neighbours at 26 places, in each of some rounds. */
export function timeComponents(rounds: number): number[] {
  const mask = makeManyBalls();
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    const { count } = labelComponents(mask, ballsDims, 26);
    const ms = performance.now() - started;
    if (count !== ballCount) throw new Error(`${count} components of ${ballCount} balls`);
    return ms;
  });
}
