import * as v from 'valibot';
import { baseLosses, maskings, schemes } from '../core/settings';

const within = (from: number, to: number) => v.pipe(v.number(), v.minValue(from), v.maxValue(to));

/** Loss settings as they come from outside: from storage or a file. */
export const lossSchema = v.object({
  scheme: v.picklist(schemes),
  base: v.picklist(baseLosses),
  alpha: within(0, 1e6),
  beta: within(0, 1e6),
  masking: v.picklist(maskings),
  smooth: within(0, 1e6),
  tverskyFp: within(0, 1e6),
  tverskyFn: within(0, 1e6),
  focalGamma: within(0, 100),
  focalTverskyGamma: within(0, 100),
  topKPercent: within(0, 100),
  biccAlpha: within(0, 1),
  aslBeta: within(1, 1e6),
  backgroundWeight: within(0, 1e6),
});
