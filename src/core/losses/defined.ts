import type { InputProblem } from '../errors';
import { type BaseLoss, baseLosses, type LossSettings, type Scheme } from '../settings';

/** What decides whether a loss is defined. */
export type LossChoice = Pick<LossSettings, 'scheme' | 'base' | 'beta'>;

/** The bases that a scheme's instance term is defined for. */
export function basesOf(scheme: Scheme): readonly BaseLoss[] {
  return basesOfSchemes[scheme];
}

/** Whether base and scheme go together; with beta = 0 there is no instance term, and every base does. */
export function isDefined(choice: LossChoice): boolean {
  return whyUndefined(choice) === null;
}

/** Why base and scheme do not go together, and what to do about it; null when they do. */
export function whyUndefined({ scheme, base, beta }: LossChoice): InputProblem | null {
  if (beta === 0 || basesOf(scheme).includes(base)) return null;
  if (base === 'top_k')
    return {
      found: 'Top-k ranks the voxels of the whole batch, so it has no term for a single blob, cell or component',
      expected: 'beta 0 with it',
      todo: 'Set beta to 0, or choose another base',
    };
  return reasons[scheme];
}

/** All that is a criterion of a set of voxels. */
const criteria = baseLosses.filter((base) => base !== 'top_k');

const basesOfSchemes: Readonly<Record<Scheme, readonly BaseLoss[]>> = {
  blob: criteria,
  cc: criteria,
  bicc: ['dice', 'bce', 'dice_bce'],
  inverse_weighting: ['dice_squared', 'bce', 'focal', 'tversky'],
  component_adaptive: ['tversky'],
};

const reasons: Readonly<Record<Scheme, InputProblem | null>> = {
  blob: null,
  cc: null,
  bicc: {
    found: 'BiCC says what to do in a predicted cell without reference for Dice and cross-entropy only',
    expected: 'Dice, BCE or Dice + BCE with it',
    todo: 'Choose one of these bases, or set beta to 0',
  },
  inverse_weighting: {
    found: 'Inverse weighting was published for squared Dice, BCE, focal and (as asymmetric similarity loss) Tversky',
    expected: 'one of these bases with it',
    todo: 'Choose one of these bases, or set beta to 0',
  },
  component_adaptive: {
    found: 'The component-adaptive loss is a Tversky loss',
    expected: 'the base Tversky with it',
    todo: 'Choose Tversky, or set beta to 0',
  },
};
