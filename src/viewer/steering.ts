import type { Triple } from '../core/volume';
import type { Gestures, Place } from './gestures';
import { axisCutBy, type Tile } from './layout';

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
}

/**
 * The hand's language: hover names a voxel; a press or drag in a slice moves the crosshair, in the 3-D view turns it; a click chooses; the second
 * button changes the contrast; the wheel steps through slices or magnifies the 3-D view, with Ctrl the slices; a double click resets.
 */
export function steer(view: Steered): Gestures {
  const isRender = (place: Place) => view.tileAt(place)?.view === 'render';
  return {
    hover: (place) => view.hover(place && view.pick(place)),
    drag(place, from, dx, dy) {
      if (isRender(from)) {
        view.turn(dx, dy);
        return;
      }
      const voxel = view.tileAt(place)?.view === view.tileAt(from)?.view ? view.pick(place) : null;
      if (!voxel) return;
      view.moveCrosshair(voxel);
      view.hover(voxel);
    },
    click(place) {
      const voxel = view.pick(place);
      if (!voxel) return;
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
      if (view.tileAt(place)) view.reset();
    },
  };
}
