import type { Quantity } from '../../losses/criteria/quantities';
import { blockSize, type WrongLogits } from '../../losses/criteria/wrongLogits';
import { CarriedSum } from './carriedSums';

const values = new Float64Array(blockSize);
const slopes = new Float64Array(blockSize);

/** A quantity and its slope summed over a block of voxels, in float64 with what rounding loses. */
export class BlockSums {
  readonly value = new CarriedSum();
  readonly slope = new CarriedSum();

  clear(): void {
    this.value.clear();
    this.slope.clear();
  }

  add(quantity: Quantity, voxels: WrongLogits): void {
    if (quantity.fill) quantity.fill(voxels, values, slopes);
    else fillOneByOne(quantity, voxels);
    this.value.addAll(values, voxels.count);
    this.slope.addAll(slopes, voxels.count);
  }
}

function fillOneByOne(quantity: Quantity, { isInside, count, u }: WrongLogits): void {
  for (let n = 0; n < count; n++) {
    const logit = isInside ? -u[n] : u[n];
    values[n] = quantity.at(logit, isInside);
    slopes[n] = quantity.slope(logit, isInside);
  }
}
