import type { Triple } from '../core/volume';
import type { Gestures, Place } from './gestures';
import { axisCutBy, type Tile, type View } from './layout';

/** What the hand on the picture may do to it. Voxels are the scan's. */
export interface Steered {
  tileAt(place: Place): Tile | null;
  /** The voxel under a place of a slice, or the first blob's voxel behind a place of the 3-D view. */
  pick(place: Place): Triple | null;
  hover(voxel: Triple | null): void;
  click(voxel: Triple): void;
  moveCrosshair(voxel: Triple): void;
  /** Moves the crosshair along a display axis (0 = right, 1 = anterior, 2 = superior). */
  stepSlice(displayAxis: 0 | 1 | 2, by: number): void;
  turn(dx: number, dy: number): void;
  zoomRender(notches: number): void;
  zoomSlices(notches: number, at: Triple): void;
  shade(dx: number, dy: number, isOver: boolean): void;
  reset(): void;
  /** Whether a drag in a slice paints. */
  hasBrush(): boolean;
  /** Shows the outline of the brush there; null = nowhere. */
  showBrush(place: Place | null): void;
  /** The brush goes over this voxel in a plane; the first voxel of a stroke begins it. */
  paint(voxel: Triple, plane: Plane): void;
  endStroke(): void;
}

/** Of a slice. */
export type Plane = Exclude<View, 'render'>;

/**
 * The hand's language: hover names a voxel; a press or drag in a slice moves the crosshair, in the 3-D view turns it; a click chooses; the second
 * button changes the contrast; the wheel steps through slices or magnifies the 3-D view, with Ctrl the slices; a double click resets. With the brush a press or drag in a slice
 * is one stroke, which stays in the view where it began.
 */
export function steer(view: Steered): Gestures {
  const isRender = (place: Place) => view.tileAt(place)?.view === 'render';
  const brushAt = (place: Place | null) => view.showBrush(place && view.hasBrush() && !isRender(place) ? place : null);
  return {
    hover(place) {
      brushAt(place);
      view.hover(place && view.pick(place));
    },
    drag(place, from, dx, dy) {
      const plane = view.tileAt(from)?.view;
      if (!plane || plane === 'render') {
        if (plane) view.turn(dx, dy);
        return;
      }
      const voxel = view.tileAt(place)?.view === plane ? view.pick(place) : null;
      brushAt(voxel && place);
      if (!voxel) return;
      if (view.hasBrush()) view.paint(voxel, plane);
      else view.moveCrosshair(voxel);
      view.hover(voxel);
    },
    drop: () => view.endStroke(),
    click(place) {
      const voxel = view.pick(place);
      if (!voxel || (view.hasBrush() && !isRender(place))) return;
      if (isRender(place)) view.moveCrosshair(voxel);
      view.click(voxel);
    },
    shade: (dx, dy, isOver) => view.shade(dx, dy, isOver),
    scroll(place, notches) {
      const tile = view.tileAt(place);
      if (tile?.view === 'render') view.zoomRender(notches);
      else if (tile) {
        view.stepSlice(axisCutBy(tile.view), notches);
        view.hover(view.pick(place));
      }
    },
    zoom(place, notches) {
      const voxel = isRender(place) ? null : view.pick(place);
      if (voxel) view.zoomSlices(notches, voxel);
      else view.zoomRender(notches);
    },
    reset(place) {
      // With the brush a double click is two dots.
      if (view.tileAt(place) && (isRender(place) || !view.hasBrush())) view.reset();
    },
  };
}
