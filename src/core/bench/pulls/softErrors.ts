import type { Quantity } from '../../losses/criteria/quantities';
import { logitOf } from '../logits';

/**
 * The quantity with the slope of a sure error replaced: where a voxel is wrong and surer than `surest` (0.5..1), its slope is taken where it would be
 * wrong by just that much. A prediction made by hand is sure of its errors, p (1 - p) is 0 there, and no Dice would pull on any of them; in
 * training such errors are rare. Values, and slopes of all other voxels, stay as they are.
 */
export function softErrors(quantity: Quantity, surest: number): Quantity {
  const { name, slope, fill, isRelabelled } = quantity;
  const limit = logitOf(surest);
  return {
    ...quantity,
    name: `${name}, errors no surer than ${surest}`,
    slope: (x, isInside) => {
      const isMeantInside = isInside !== (isRelabelled === true);
      return slope(isMeantInside ? Math.max(x, -limit) : Math.min(x, limit), isInside);
    },
    ...(fill && {
      fill: (voxels, values, slopes) => {
        fill(voxels, values, slopes);
        const { count, u, isInside } = voxels;
        const isMeantInside = isInside !== (isRelabelled === true);
        const most = slope(isMeantInside ? -limit : limit, isInside);
        // As the voxel is meant, u turns round where its label does.
        const sign = isRelabelled === true ? -1 : 1;
        for (let n = 0; n < count; n++) if (sign * u[n] > limit) slopes[n] = most;
      },
    }),
  };
}

/** The same of several, `surest` 1 = as they are. */
export function softQuantities(quantities: readonly Quantity[], surest: number): readonly Quantity[] {
  return surest < 1 ? quantities.map((quantity) => softErrors(quantity, surest)) : quantities;
}

/** What `softQuantities` gave, under the names of what it was given: terms find the quantities of a ledger by name. */
export function underTheirNames(soft: readonly Quantity[], quantities: readonly Quantity[]): readonly Quantity[] {
  return soft.map((one, k) => ({ ...one, name: quantities[k].name }));
}
