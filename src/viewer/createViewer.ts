import type { Grid, Triple } from '../core/volume';
import { voxelToWorld } from '../core/volume';
import { outlineOf, StrokeMaker } from './brush';
import { centreSlices, placeCamera, readCamera, showWhole, turn, zoomRender, zoomSlices } from './camera';
import type { DisplayRange } from './contrast';
import { displayToScan, scanToDisplay } from './displayOrder';
import { castDraft, castPart, drawFrame, type Frame, isCastDue } from './frame';
import { listenToGestures, type Place } from './gestures';
import { PictureKeeper } from './keeper';
import { axisCutBy, tileAt, tilesOf } from './layout';
import { troubles } from './loss';
import { Pace, type Painter } from './pace';
import { type Picture, recolour } from './picture';
import {
  type BrushShape,
  type HeatOverlay,
  type IndexOverlay,
  isSameKind,
  type View,
  type ViewerEvents,
  type ViewerPort,
  type ViewLayout,
} from './port';
import { fractionsOf, Scene } from './scene';
import { composePng } from './snapshot';
import { buildStage, type Stage } from './stage';
import { type Plane, type Steered, steer } from './steering';
import { pictureColours } from './theme';

type Theme = 'dark' | 'light';

/** A picture of a scan in a host element. NiiVue is fetched when the first scan comes; without WebGL2 there is a sentence and no picture. */
export function createViewer(host: HTMLElement, events: ViewerEvents, theme: Theme): ViewerPort {
  return new Viewer(host, events, theme);
}

class Viewer implements ViewerPort {
  readonly #scene = new Scene();
  readonly #stage: Stage;
  readonly #keeper: PictureKeeper;
  readonly #listening = new AbortController();
  readonly #pace = new Pace(this.#painter());
  #theme: Theme;
  #hovered: Triple | null = null;
  #brush: BrushShape | null = null;
  #brushPlace: Place | null = null;
  readonly #strokes = new StrokeMaker();
  /** A view that was to be followed before there was a picture. */
  #wanted: View | null = null;

  constructor(
    host: HTMLElement,
    readonly events: ViewerEvents,
    theme: Theme,
  ) {
    this.#theme = theme;
    this.#stage = buildStage(host);
    this.#keeper = new PictureKeeper(this.#stage, {
      colours: () => pictureColours[this.#theme],
      refill: async (picture) => {
        await this.#scene.fill(picture);
        this.#pace.soon();
      },
      onEmptied: () => this.#pace.again(),
      onTrouble: events.onTrouble,
    });
    listenToGestures(this.#stage.root, steer(this.#steered()), this.#listening.signal);
  }

  showScan(grid: Grid, voxels: Float32Array, displayRange: DisplayRange): Promise<void> {
    const scan = this.#scene.setScan(grid, voxels, displayRange);
    this.#wanted = null;
    return this.#keeper.inTurn(async () => {
      const picture = this.#scene.scan === scan ? await this.#keeper.need() : null;
      if (!picture || this.#scene.scan !== scan) return;
      showWhole(picture);
      this.#hovered = null;
      await this.#scene.fill(picture).catch((error: unknown) => this.events.onTrouble(troubles.none(error)));
      if (this.#wanted) this.follow(this.#wanted);
      else this.#crosshairMoved();
    });
  }

  showOverlay(overlay: IndexOverlay | HeatOverlay | null): Promise<void> {
    const isUpdate = isSameKind(this.#scene.overlay, overlay);
    this.#scene.overlay = overlay;
    return this.#keeper.inTurn(async () => {
      const order = this.#scene.scan?.order;
      // A newer overlay waits behind this one: make only that.
      if (this.#scene.overlay !== overlay || !order || !(await this.#scene.makeLayer(order))) return;
      if (this.#keeper.picture) this.#scene.putLayer(this.#keeper.picture);
      this.#pace.soon({ mayLag: isUpdate });
    });
  }

  setOpacity(opacity: number): void {
    this.#scene.opacity = opacity;
    this.#pace.soon();
  }

  highlight(index: number | null): void {
    this.#scene.highlighted = index || null;
    this.#pace.soon();
  }

  setLayout(layout: ViewLayout): void {
    this.#scene.layout = layout;
    this.#pace.soon();
  }

  setBrush(brush: BrushShape | null): void {
    this.#brush = brush;
    this.#showBrush(brush && this.#brushPlace);
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    if (this.#keeper.picture) recolour(this.#keeper.picture, pictureColours[theme]);
    this.#pace.soon();
  }

  moveTo(voxel: Triple): void {
    if (!this.#scene.moveTo(voxel)) return;
    const order = this.#scene.scan?.order;
    if (this.#keeper.picture && order)
      centreSlices(this.#keeper.picture, fractionsOf(order, scanToDisplay(order, this.#scene.voxel)));
    this.#crosshairMoved();
  }

  nudge(by: Triple): void {
    const [x, y, z] = this.#scene.voxel;
    if (!this.#scene.moveTo([x + by[0], y + by[1], z + by[2]])) return;
    this.#crosshairMoved();
    this.#hover(this.#scene.voxel);
  }

  follow(view: View): void {
    const { picture } = this.#keeper;
    this.#wanted = view;
    this.#scene.moveTo(view.voxel);
    if (!picture) return;
    placeCamera(picture, view.camera);
    this.#scene.followContrast(picture, view.contrast);
    this.#pace.soon();
  }

  snapshot(): Promise<Blob> {
    const canvas = this.#keeper.picture?.gl.canvas;
    if (!(canvas instanceof HTMLCanvasElement)) return Promise.reject(new Error('there is no picture'));
    this.#pace.now();
    return composePng(canvas, this.#scene.captions(), pictureColours[this.#theme].words);
  }

  destroy(): void {
    this.#listening.abort();
    this.#pace.stop();
    this.#keeper.close();
    this.#stage.remove();
  }

  /** What is drawn, when its pace says so. */
  #painter(): Painter {
    const withFrame = <Result>(draw: (picture: Picture, frame: Frame) => Result): Result | null => {
      const picture = this.#keeper.picture;
      const frame = picture && this.#scene.frame(picture);
      return frame && draw(picture, frame);
    };
    return {
      context: () => (this.#scene.scan?.order ? (this.#keeper.picture?.gl ?? null) : null),
      draw: () => {
        withFrame(drawFrame);
        const colours = pictureColours[this.#theme].words;
        this.#stage.setCaptions(this.#scene.captions(), tilesOf(this.#scene.layout), colours);
      },
      isCastDue: () => withFrame(isCastDue) ?? false,
      cast: (part) => withFrame((picture, frame) => castPart(picture, frame, part)) ?? 1,
      castDraft: () => withFrame(castDraft),
      onBusy: (isBusy) => this.#stage.busy.drawing(isBusy),
    };
  }

  #crosshairMoved(): void {
    const grid = this.#scene.scan?.grid;
    if (!grid) return;
    this.#pace.soon();
    this.events.onCrosshair(voxelToWorld(grid.affine, this.#scene.voxel));
    this.#viewChanged();
  }

  #viewChanged(): void {
    const { picture } = this.#keeper;
    const { contrast } = this.#scene;
    if (picture && contrast) this.events.onView?.({ voxel: this.#scene.voxel, camera: readCamera(picture), contrast });
  }

  #hover(voxel: Triple | null): void {
    if (String(voxel) === String(this.#hovered)) return;
    this.#hovered = voxel;
    this.events.onHover(voxel);
  }

  /** What the hand may do. */
  #steered(): Steered {
    const onPicture = (act: (picture: Picture) => void) => {
      if (this.#keeper.picture) act(this.#keeper.picture);
      this.#pace.soon();
      this.#viewChanged();
    };
    return {
      tileAt: ({ x, y }) => tileAt(this.#scene.layout, x, y),
      pick: (place) => this.#pick(place),
      hover: (voxel) => this.#hover(voxel),
      click: (voxel) => this.events.onClick(voxel),
      moveCrosshair: (voxel) => this.#scene.moveTo(voxel) && this.#crosshairMoved(),
      stepSlice: (axis, by) => this.#stepSlice(axis, by),
      turn: (dx, dy) => onPicture((picture) => turn(picture, dx, dy)),
      zoomRender: (notches) => onPicture((picture) => zoomRender(picture, notches)),
      zoomSlices: (notches, at) => onPicture((picture) => zoomSlices(picture, notches, this.#fractions(at))),
      shade: (dx, dy, isOver) => onPicture((picture) => this.#scene.shade(picture, dx, dy, isOver)),
      reset: () =>
        onPicture((picture) => {
          showWhole(picture);
          this.#scene.resetContrast(picture);
        }),
      hasBrush: () => this.#brush !== null,
      showBrush: (place) => this.#showBrush(place),
      paint: (voxel, plane) => this.#paint(voxel, plane),
      endStroke: () => this.#strokes.end(),
    };
  }

  #showBrush(place: Place | null): void {
    this.#brushPlace = place;
    const { picture } = this.#keeper;
    const size = place && picture && this.#scene.voxelSize(picture, place);
    this.#stage.showBrush(place && size && this.#brush ? outlineOf(place, size, this.#brush) : null);
  }

  #paint(voxel: Triple, plane: Plane): void {
    const order = this.#scene.scan?.order;
    const axis = order?.axes[axisCutBy(plane)];
    if (axis !== 0 && axis !== 1 && axis !== 2) return;
    const stroke = this.#strokes.goOn(voxel, axis);
    if (stroke) this.events.onStroke?.(stroke);
  }

  #pick(place: Place): Triple | null {
    const [picture, order] = [this.#keeper.picture, this.#scene.scan?.order];
    const voxel = picture && this.#scene.pick(picture, place);
    return voxel && order ? displayToScan(order, voxel) : null;
  }

  #fractions(voxel: Triple): Triple {
    const order = this.#scene.scan?.order;
    return order ? fractionsOf(order, scanToDisplay(order, voxel)) : [0.5, 0.5, 0.5];
  }

  #stepSlice(displayAxis: 0 | 1 | 2, by: number): void {
    const order = this.#scene.scan?.order;
    if (!order) return;
    const at: [number, number, number] = [...scanToDisplay(order, this.#scene.voxel)];
    at[displayAxis] = Math.min(order.dims[displayAxis] - 1, Math.max(0, at[displayAxis] + by));
    if (this.#scene.moveTo(displayToScan(order, at))) this.#crosshairMoved();
  }
}
