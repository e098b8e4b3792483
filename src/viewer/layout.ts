import type { Triple } from '../core/volume';
import type { ViewLayout } from './port';

/** A plane by the world axis that it cuts, or the 3-D view; the numbers are NiiVue's. */
export const planes = { axial: 0, coronal: 1, sagittal: 2, render: 4 } as const;
export type View = keyof typeof planes;

/** Where a view lies in the picture: left, top, width, height, 0..1. */
export interface Tile {
  readonly view: View;
  readonly position: [number, number, number, number];
}

/** The views of a layout, in reading order. */
export function tilesOf(layout: ViewLayout): readonly Tile[] {
  if (layout !== 'grid') return [{ view: layout, position: [0, 0, 1, 1] }];
  return [
    { view: 'axial', position: [0, 0, 0.5, 0.5] },
    { view: 'coronal', position: [0.5, 0, 0.5, 0.5] },
    { view: 'sagittal', position: [0, 0.5, 0.5, 0.5] },
    { view: 'render', position: [0.5, 0.5, 0.5, 0.5] },
  ];
}

/** The tile at a place of the picture (0..1 from left and top), or null outside. */
export function tileAt(layout: ViewLayout, x: number, y: number): Tile | null {
  const isInside = ({ position: [left, top, width, height] }: Tile) =>
    x >= left && x < left + width && y >= top && y < top + height;
  return tilesOf(layout).find(isInside) ?? null;
}

/** The display axis (0 = right, 1 = anterior, 2 = superior) that a plane cuts. */
export function axisCutBy(view: Exclude<View, 'render'>): 0 | 1 | 2 {
  return view === 'axial' ? 2 : view === 'coronal' ? 1 : 0;
}

/** What stands at the left, right, top and bottom of a plane: radiological convention, the patient's right on the left. */
export function sidesOf(view: Exclude<View, 'render'>): readonly [string, string, string, string] {
  if (view === 'axial') return ['R', 'L', 'A', 'P'];
  if (view === 'coronal') return ['R', 'L', 'S', 'I'];
  return ['P', 'A', 'S', 'I'];
}

/** The name of a view with the voxel index of its slice, such as `Axial · z 91`: the axis is the scan array's own. */
export function captionOf(view: View, voxel: Triple | null, axisOf: (displayAxis: number) => number): string {
  if (view === 'render') return '3-D · drag to turn';
  const name = view[0].toUpperCase() + view.slice(1);
  if (voxel === null) return name;
  const axis = axisOf(axisCutBy(view));
  return `${name} · ${'xyz'[axis]} ${voxel[axis]}`;
}
