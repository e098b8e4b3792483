import { basesOf } from '../losses/defined';
import type { Quantity } from '../losses/quantities';
import type { LossSettings } from '../settings';
import { logitOf } from './logits';

/**
 * The quantity with the slope of a sure error replaced: where a voxel is wrong and surer than `surest` (0.5..1), its slope is taken where it would be
 * wrong by just that much. A prediction made by hand is sure of its errors, p (1 - p) is 0 there, and no Dice would pull on any of them; in
 * training such errors are rare. Values, and slopes of all other voxels, stay as they are.
 */
export function softErrors(quantity: Quantity, surest: number): Quantity {
  const { name, slope, isRelabelled } = quantity;
  const limit = logitOf(surest);
  return {
    ...quantity,
    name: `${name}, errors no surer than ${surest}`,
    slope: (x, isInside) => {
      const isMeantInside = isInside !== (isRelabelled === true);
      return slope(isMeantInside ? Math.max(x, -limit) : Math.min(x, limit), isInside);
    },
  };
}

/** Whether pulls of a loss can take errors so: BiCC's cannot, whose cells are followed with their slopes as they are. */
export function takesSoftErrors({ scheme, base }: Pick<LossSettings, 'scheme' | 'base'>): boolean {
  return scheme !== 'bicc' || !basesOf(scheme).includes(base);
}
