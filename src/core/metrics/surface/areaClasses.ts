import type { Triple } from '../../volume';
import type { SurfaceKind } from './distances';
import { elementAreas } from './elementAreas';

/** The different areas that pieces of a surface have. */
export interface AreaClasses {
  /** mm² of each class, ascending; of surface voxels 1, the only one. */
  readonly areas: Float64Array;
  /** The class of each code of a 2x2x2 neighbourhood (see `elementAreas`); `noArea` where no surface runs. Of voxels: code 1 is surface. */
  readonly ofCode: Uint8Array;
}

export const noArea = 255;

/** The classes of a kind of surface on a grid of this spacing. */
export function areaClasses(kind: SurfaceKind, spacingMm: Triple): AreaClasses {
  if (kind === 'voxels') return { areas: Float64Array.of(1), ofCode: Uint8Array.of(noArea, 0) };
  const byCode = elementAreas(spacingMm);
  const areas = Float64Array.from(new Set(byCode.filter((area) => area > 0))).sort();
  const classOf = new Map([...areas].map((area, k) => [area, k]));
  return { areas, ofCode: Uint8Array.from(byCode, (area) => classOf.get(area) ?? noArea) };
}
