import type { Grid, Triple } from '../core/volume';
import { voxelToWorld } from '../core/volume';
import { centreSlices, placeCamera, readCamera, showWhole } from './camera';
import type { DisplayRange } from './contrast';
import { scanToDisplay } from './displayOrder';
import { castDraft, castPart, drawFrame, type Frame, isCastDue } from './frame';
import { listenToGestures } from './gestures';
import { Hand } from './hand';
import { PictureKeeper } from './keeper';
import { tilesOf } from './layout';
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
import { steer } from './steering';
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
  readonly #hand: Hand;
  readonly #listening = new AbortController();
  readonly #pace = new Pace(this.#painter());
  #theme: Theme;
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
    this.#hand = new Hand({
      ...{ scene: this.#scene, keeper: this.#keeper, stage: this.#stage, events },
      onCrosshairMoved: () => this.#crosshairMoved(),
      onViewMoved: () => {
        this.#pace.soon();
        this.#viewChanged();
      },
    });
    listenToGestures(this.#stage.root, steer(this.#hand.steered()), this.#listening.signal);
  }

  showScan(grid: Grid, voxels: Float32Array, displayRange: DisplayRange): Promise<void> {
    const scan = this.#scene.setScan(grid, voxels, displayRange);
    this.#wanted = null;
    return this.#keeper.inTurn(async () => {
      const picture = this.#scene.scan === scan ? await this.#keeper.need() : null;
      if (!picture || this.#scene.scan !== scan) return;
      showWhole(picture);
      this.#hand.forgetHovered();
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
    this.#hand.setBrush(brush);
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
    this.#hand.hover(this.#scene.voxel);
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
}
