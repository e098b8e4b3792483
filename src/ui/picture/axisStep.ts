import type { Affine, Triple } from '../../core/volume';

/** One voxel step of the array that goes `sign` along a world axis (0 right, 1 anterior, 2 superior), or nearest to it. */
export function axisStep(affine: Affine, worldAxis: 0 | 1 | 2, sign: 1 | -1): Triple {
  const row = [0, 1, 2].map((column) => affine[4 * worldAxis + column]);
  const sizes = row.map(Math.abs);
  const along = sizes.indexOf(Math.max(...sizes));
  const by = row[along] < 0 ? -sign : sign;
  return [along === 0 ? by : 0, along === 1 ? by : 0, along === 2 ? by : 0];
}
