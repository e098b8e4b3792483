import { defaultLoss, type LossSettings, maskings, schemes } from '../settings';
import { basesOf } from './defined';

/** For tests: every scheme over every base that it is defined for, focal also with a class weight, blob loss with every masking, the rest as in `defaultLoss`. */
export const lossFamily: readonly LossSettings[] = schemes.flatMap((scheme) =>
  basesOf(scheme).flatMap((base) =>
    (scheme === 'blob' ? maskings : (['probability'] as const)).flatMap((masking) =>
      (base === 'focal' ? [null, 0.25] : [null]).map(
        (focalAlpha): LossSettings => ({ ...defaultLoss, scheme, base, masking, focalAlpha }),
      ),
    ),
  ),
);

/** For tests: top-k, which has no instance term. */
export const topKLoss: LossSettings = { ...defaultLoss, base: 'top_k', beta: 0 };
