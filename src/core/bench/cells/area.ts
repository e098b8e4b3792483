import { GrowingBox } from '../growingBox';

/** The first and the last x of what is asked for in a row. */
export type Span = readonly [number, number];

/** A box of voxels that are asked for, and a window in which what is nearest to them is looked for first. */
export interface SliceBounds {
  readonly covered: GrowingBox;
  readonly window: GrowingBox;
}

/** Voxels that are asked for, row by row along x. */
export interface Area {
  readonly bounds: SliceBounds;
  /** Of a slice; null = nothing in it is asked for. */
  slice(z: number): SliceBounds | null;
  /** From the first to the last voxel of a row; null = none. */
  span(y: number, z: number): Span | null;
}

/** All that one of them asks for, and what lies between. */
export function joinedAreas(areas: readonly Area[]): Area {
  return {
    bounds: joined(areas.map(({ bounds }) => bounds)),
    slice: (z) => {
      const slices = areas.map((area) => area.slice(z)).filter((slice) => slice !== null);
      return slices.length === 0 ? null : joined(slices);
    },
    span: (y, z) => {
      let hull: Span | null = null;
      for (const area of areas) {
        const span = area.span(y, z);
        if (span !== null) hull = hull === null ? span : [Math.min(hull[0], span[0]), Math.max(hull[1], span[1])];
      }
      return hull;
    },
  };
}

function joined(parts: readonly SliceBounds[]): SliceBounds {
  const all = { covered: new GrowingBox(), window: new GrowingBox() };
  for (const { covered, window } of parts) {
    all.covered.add(covered);
    all.window.add(window);
  }
  return all;
}
