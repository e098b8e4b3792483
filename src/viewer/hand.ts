import type { Triple } from '../core/volume';
import { outlineOf, StrokeMaker } from './brush';
import { showWhole, turn, zoomRender, zoomSlices } from './camera';
import { displayToScan, scanToDisplay } from './displayOrder';
import type { Place } from './gestures';
import type { PictureKeeper } from './keeper';
import { axisCutBy, tileAt } from './layout';
import type { Picture } from './picture';
import type { BrushShape, ViewerEvents } from './port';
import { fractionsOf, type Scene } from './scene';
import type { Stage } from './stage';
import type { Plane, Steered } from './steering';

/** What a hand works on, and who hears of what it moved. */
interface Handled {
  readonly scene: Scene;
  readonly keeper: PictureKeeper;
  readonly stage: Stage;
  readonly events: ViewerEvents;
  readonly onCrosshairMoved: () => void;
  readonly onViewMoved: () => void;
}

/** What the user's hand does to the picture: points, moves the crosshair, turns, zooms, shades, and paints with its brush. */
export class Hand {
  readonly #on: Handled;
  readonly #strokes = new StrokeMaker();
  #hovered: Triple | null = null;
  #brush: BrushShape | null = null;
  #brushPlace: Place | null = null;

  constructor(on: Handled) {
    this.#on = on;
  }

  /** Null = it holds none. */
  setBrush(brush: BrushShape | null): void {
    this.#brush = brush;
    this.#showBrush(brush && this.#brushPlace);
  }

  /** Points at a voxel, or at none; the same one is not told again. */
  hover(voxel: Triple | null): void {
    if (String(voxel) === String(this.#hovered)) return;
    this.#hovered = voxel;
    this.#on.events.onHover(voxel);
  }

  /** What it pointed at is no voxel of the scan any more. */
  forgetHovered(): void {
    this.#hovered = null;
  }

  /** What it may do, for `steer`. */
  steered(): Steered {
    const { scene, events, onCrosshairMoved } = this.#on;
    return {
      tileAt: ({ x, y }) => tileAt(scene.layout, x, y),
      pick: (place) => this.#pick(place),
      hover: (voxel) => this.hover(voxel),
      click: (voxel) => events.onClick(voxel),
      moveCrosshair: (voxel) => scene.moveTo(voxel) && onCrosshairMoved(),
      stepSlice: (axis, by) => this.#stepSlice(axis, by),
      turn: (dx, dy) => this.#onPicture((picture) => turn(picture, dx, dy)),
      zoomRender: (notches) => this.#onPicture((picture) => zoomRender(picture, notches)),
      zoomSlices: (notches, at) => this.#onPicture((picture) => zoomSlices(picture, notches, this.#fractions(at))),
      shade: (dx, dy, isOver) => this.#onPicture((picture) => scene.shade(picture, dx, dy, isOver)),
      reset: () =>
        this.#onPicture((picture) => {
          showWhole(picture);
          scene.resetContrast(picture);
        }),
      hasBrush: () => this.#brush !== null,
      showBrush: (place) => this.#showBrush(place),
      paint: (voxel, plane) => this.#paint(voxel, plane),
      endStroke: () => this.#strokes.end(),
    };
  }

  #onPicture(act: (picture: Picture) => void): void {
    const { keeper, onViewMoved } = this.#on;
    if (keeper.picture) act(keeper.picture);
    onViewMoved();
  }

  #showBrush(place: Place | null): void {
    const { scene, keeper, stage } = this.#on;
    this.#brushPlace = place;
    const size = place && keeper.picture && scene.voxelSize(keeper.picture, place);
    stage.showBrush(place && size && this.#brush ? outlineOf(place, size, this.#brush) : null);
  }

  #paint(voxel: Triple, plane: Plane): void {
    const order = this.#on.scene.scan?.order;
    const axis = order?.axes[axisCutBy(plane)];
    if (axis !== 0 && axis !== 1 && axis !== 2) return;
    const stroke = this.#strokes.goOn(voxel, axis);
    if (stroke) this.#on.events.onStroke?.(stroke);
  }

  #pick(place: Place): Triple | null {
    const { scene, keeper } = this.#on;
    const [picture, order] = [keeper.picture, scene.scan?.order];
    const voxel = picture && scene.pick(picture, place);
    return voxel && order ? displayToScan(order, voxel) : null;
  }

  #fractions(voxel: Triple): Triple {
    const order = this.#on.scene.scan?.order;
    return order ? fractionsOf(order, scanToDisplay(order, voxel)) : [0.5, 0.5, 0.5];
  }

  #stepSlice(displayAxis: 0 | 1 | 2, by: number): void {
    const { scene, onCrosshairMoved } = this.#on;
    const order = scene.scan?.order;
    if (!order) return;
    const at: [number, number, number] = [...scanToDisplay(order, scene.voxel)];
    at[displayAxis] = Math.min(order.dims[displayAxis] - 1, Math.max(0, at[displayAxis] + by));
    if (scene.moveTo(displayToScan(order, at))) onCrosshairMoved();
  }
}
