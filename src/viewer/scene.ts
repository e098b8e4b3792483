import type { Dims, Grid, Triple } from '../core/volume';
import { type Contrast, type DisplayRange, dragRange, rangeWithin, usableRange } from './contrast';
import { type DisplayOrder, scanToDisplay } from './displayOrder';
import type { Frame } from './frame';
import type { Place } from './gestures';
import { tileAt, tilesOf } from './layout';
import { makeLayer, moveHighlight, type OverlayLayer, presentIndex, tableOf } from './overlayLayer';
import { pickInRender, pickOnSlice, voxelSizeOnSlice } from './pick';
import { dropSlots, loadScan, type Picture, setColourTable, setContrast, uploadBox, uploadSlots } from './picture';
import type { HeatOverlay, IndexOverlay, ViewLayout } from './port';
import { type Caption, captionsOf } from './stage';

/** A scan as it is shown; the order of its voxels is known once a picture has taken it. */
interface ShownScan {
  readonly grid: Grid;
  readonly voxels: Float32Array;
  readonly fullRange: DisplayRange;
  /** What a drag of the contrast has come to; the textures follow at its end. */
  range: DisplayRange;
  loadedRange: DisplayRange;
  order: DisplayOrder | null;
}

/** All that is to be seen, so that a picture can be filled with it at any time. */
export class Scene {
  scan: ShownScan | null = null;
  overlay: IndexOverlay | HeatOverlay | null = null;
  layer: OverlayLayer | null = null;
  highlighted: number | null = null;
  /** The crosshair, a voxel of the scan. */
  voxel: Triple = [0, 0, 0];
  layout: ViewLayout = 'grid';
  opacity = 0.5;
  /** Of a layer that is shown no more. */
  #spare: Uint8Array | null = null;

  /** Takes a scan, without overlay, the crosshair in its middle. */
  setScan(grid: Grid, voxels: Float32Array, displayRange: DisplayRange): ShownScan {
    const range = usableRange(displayRange);
    this.scan = { grid, voxels, fullRange: range, range, loadedRange: range, order: null };
    this.overlay = this.layer = this.highlighted = null;
    const middle = (axis: 0 | 1 | 2) => Math.floor(grid.dims[axis] / 2);
    this.voxel = [middle(0), middle(1), middle(2)];
    return this.scan;
  }

  /** Makes the layer of the overlay, in the array of the last layer but one when it fits; false when another overlay has taken its place meanwhile. */
  async makeLayer(order: DisplayOrder): Promise<boolean> {
    const overlay = this.overlay;
    // Each piece of work in a task of its own: the one in which an overlay comes has enough to do.
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
    await pause();
    const made = overlay && (await makeLayer(overlay, order, this.#spare, pause));
    if (this.overlay !== overlay) return false;
    if (this.layer) this.#spare = this.layer.slots;
    this.layer = made;
    return true;
  }

  /** Puts scan and overlay into a picture. */
  async fill(picture: Picture): Promise<void> {
    const scan = this.scan;
    if (!scan) return;
    scan.order = await loadScan(picture, scan.grid, scan.voxels, scan.range);
    scan.loadedRange = scan.range;
    this.putLayer(picture);
  }

  putLayer(picture: Picture): void {
    if (!this.layer) dropSlots(picture);
    else {
      uploadSlots(picture, this.layer.slots, this.layer.order);
      setColourTable(picture, tableOf(this.layer));
    }
  }

  /** How a picture is to be drawn now, its highlight brought up to date; null without a scan. */
  frame(picture: Picture): Frame | null {
    const scan = this.scan;
    if (!scan?.order) return null;
    this.#applyHighlight(picture);
    return {
      tiles: tilesOf(this.layout),
      crosshair: fractionsOf(scan.order, scanToDisplay(scan.order, this.voxel)),
      opacity: this.opacity,
      outlineOpacity: this.layer?.index ? Math.min(1, 2 * this.opacity) : 0,
      hasHighlight: this.layer?.highlighted != null,
      shadeRange: rangeWithin(scan.range, scan.loadedRange),
    };
  }

  captions(): Caption[] {
    const order = this.scan?.order;
    return order ? captionsOf(tilesOf(this.layout), this.voxel, (axis) => order.axes[axis]) : [];
  }

  /** The display voxel under a place of a slice, or the first voxel of an index overlay behind a place of the 3-D view. */
  pick(picture: Picture, { x, y }: Place): Triple | null {
    const order = this.scan?.order;
    if (!order) return null;
    const point = { x: x * picture.gl.canvas.width, y: y * picture.gl.canvas.height };
    const tile = tileAt(this.layout, x, y);
    if (tile?.view !== 'render') return pickOnSlice(picture, order, point);
    return this.layer?.index ? pickInRender(picture, tile, order, this.layer.slots, point) : null;
  }

  /** How many CSS pixels a voxel is wide and high in the slice at a place; null where there is none. */
  voxelSize(picture: Picture, { x, y }: Place): { readonly x: number; readonly y: number } | null {
    const order = this.scan?.order;
    const { canvas } = picture.gl;
    if (!order || !(canvas instanceof HTMLCanvasElement)) return null;
    const size = voxelSizeOnSlice(picture, order, { x: x * canvas.width, y: y * canvas.height });
    const scale = canvas.clientWidth / Math.max(1, canvas.width);
    return size && { x: size.x * scale, y: size.y * scale };
  }

  /** Moves the crosshair, kept inside the scan; false without a scan. */
  moveTo(voxel: Triple): boolean {
    if (!this.scan) return false;
    this.voxel = within(voxel, this.scan.grid.dims);
    return true;
  }

  /** Changes the contrast by a drag in CSS pixels; at its end the textures are made anew, so that the 3-D view follows. */
  shade(picture: Picture, dx: number, dy: number, isOver: boolean): void {
    const scan = this.scan;
    if (!scan) return;
    scan.range = dragRange(scan.range, scan.fullRange, dx, dy);
    if (isOver) this.#reload(picture, scan);
  }

  resetContrast(picture: Picture): void {
    const scan = this.scan;
    if (!scan) return;
    scan.range = scan.fullRange;
    this.#reload(picture, scan);
  }

  /** Null without a scan. */
  get contrast(): Contrast | null {
    return this.scan && { range: this.scan.range, loaded: this.scan.loadedRange };
  }

  /** Takes the contrast of another picture of the same scan. */
  followContrast(picture: Picture, { range, loaded }: Contrast): void {
    const scan = this.scan;
    if (!scan) return;
    scan.range = loaded;
    if (String(loaded) !== String(scan.loadedRange)) this.#reload(picture, scan);
    scan.range = range;
  }

  #reload(picture: Picture, scan: ShownScan): void {
    if (scan.range === scan.loadedRange) return;
    setContrast(picture, scan.range);
    scan.loadedRange = scan.range;
  }

  #applyHighlight(picture: Picture): void {
    const layer = this.layer;
    const wanted = layer && presentIndex(layer, this.highlighted);
    if (!layer?.index || layer.highlighted === wanted) return;
    for (const box of moveHighlight(layer, wanted)) uploadBox(picture, layer.slots, layer.order, box);
    setColourTable(picture, tableOf(layer));
  }
}

/** Texture fractions 0..1 of the middle of a display voxel. */
export function fractionsOf({ dims }: DisplayOrder, [x, y, z]: Triple): Triple {
  return [(x + 0.5) / dims[0], (y + 0.5) / dims[1], (z + 0.5) / dims[2]];
}

function within([x, y, z]: Triple, dims: Dims): Triple {
  const clamp = (value: number, side: number) => Math.min(side - 1, Math.max(0, Math.round(value)));
  return [clamp(x, dims[0]), clamp(y, dims[1]), clamp(z, dims[2])];
}
