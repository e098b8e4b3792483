import type { Voxels } from './fileVolume';

/** What counts as foreground while a file is only being placed: all that is not 0; of fractions within 0..1, which are probabilities, 0.5 and more. */
export function foregroundTest(voxels: Voxels): (value: number) => boolean {
  let hasFractions = false;
  for (let i = 0; i < voxels.length; i++) {
    const value = voxels[i];
    if (value < 0 || value > 1) return isNotZero;
    if (value !== 0 && value !== 1) hasFractions = true;
  }
  return hasFractions ? isHalf : isNotZero;
}

const isNotZero = (value: number) => value !== 0;
const isHalf = (value: number) => value >= 0.5;
