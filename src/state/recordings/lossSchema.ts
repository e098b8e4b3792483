import * as v from 'valibot';
import { baseLosses, defaultLoss, maskings, schemes } from '../../core/settings';

const within = (from: number, to: number) => v.pipe(v.number(), v.minValue(from), v.maxValue(to));

/**
 * Loss settings as they come from outside: from storage or a file. Those of before there were several instance terms lack the later settings: these
 * were then as they are by default.
 */
export const lossSchema = v.object({
  scheme: v.optional(v.picklist(schemes), defaultLoss.scheme),
  base: v.picklist(baseLosses),
  alpha: within(0, 1e6),
  beta: within(0, 1e6),
  masking: v.picklist(maskings),
  smooth: within(0, 1e6),
  tverskyFp: within(0, 1e6),
  tverskyFn: within(0, 1e6),
  focalGamma: within(0, 100),
  focalAlpha: v.optional(v.nullable(within(0, 1)), defaultLoss.focalAlpha),
  focalTverskyGamma: v.optional(within(0, 100), defaultLoss.focalTverskyGamma),
  topKPercent: v.optional(within(0, 100), defaultLoss.topKPercent),
  biccAlpha: v.optional(within(0, 1), defaultLoss.biccAlpha),
  aslBeta: v.optional(within(1, 1e6), defaultLoss.aslBeta),
  backgroundWeight: v.optional(within(0, 1e6), defaultLoss.backgroundWeight),
});
