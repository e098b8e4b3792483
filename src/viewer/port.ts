import type { Grid, Triple } from '../core/volume';
import type { Contrast } from './contrast';

/** What the picture can show at once: four views or one of them. */
export type ViewLayout = 'grid' | 'axial' | 'coronal' | 'sagittal' | 'render';

/** How the picture is looked at: the turn of the 3-D view, and how far the 3-D view and the slices are magnified. */
export interface Camera {
  readonly azimuth: number;
  readonly elevation: number;
  readonly renderZoom: number;
  /** World-aligned mm of the shift of the slices, and their magnification (1 = the whole scan). */
  readonly slicePan: readonly [number, number, number, number];
}

/** A coloured overlay: one byte or integer per voxel is an index into `colours` (`#rrggbb`; index 0 is never drawn). */
export interface IndexOverlay {
  readonly kind: 'index';
  readonly ids: Int32Array | Uint8Array;
  readonly colours: readonly string[];
  readonly names: readonly string[];
}

/** A heat overlay of values 0..1; below `from` nothing is drawn. */
export interface HeatOverlay {
  readonly kind: 'heat';
  readonly values: HeatValues;
  readonly from: number;
}

/** One value a voxel, or two fields that are mixed while they are drawn: |factors[0] first + factors[1] second|. */
export type HeatValues = Float32Array | MixedHeat;

export interface MixedHeat {
  readonly first: Int16Array;
  readonly second: Int16Array;
  readonly factors: readonly [number, number];
}

/** Of a brush that lies over the slices: how far it reaches, in voxels, and whether it takes away. */
export interface BrushShape {
  readonly radius: number;
  readonly isEraser: boolean;
}

/** A stroke of the brush as far as it has come: voxels of the scan, and the axis of the scan array that its slice cuts. */
export interface Stroke {
  /** One number a stroke. */
  readonly id: number;
  readonly path: readonly Triple[];
  readonly axis: 0 | 1 | 2;
}

/** How a picture is looked at: enough for another picture of the same scan to look alike. */
export interface View {
  /** The crosshair, a voxel of the scan. */
  readonly voxel: Triple;
  readonly camera: Camera;
  readonly contrast: Contrast;
}

/** Whether one overlay shows the same things as another, at most in other places. */
export function isSameKind(one: IndexOverlay | HeatOverlay | null, other: IndexOverlay | HeatOverlay | null): boolean {
  if (one?.kind !== 'index' || other?.kind !== 'index') return one?.kind === other?.kind;
  return one.colours.join() === other.colours.join();
}

export interface ViewerEvents {
  /** The mouse is over this voxel of the scan (null: over none), or the crosshair was moved there by the user. */
  readonly onHover: (voxel: Triple | null) => void;
  readonly onClick: (voxel: Triple) => void;
  /** The brush has gone on to another voxel; only with a brush. */
  readonly onStroke?: (stroke: Stroke) => void;
  readonly onCrosshair: (mm: Triple) => void;
  /** The hand, or a move asked for, has changed the crosshair, the camera or the contrast; not called for `follow`. */
  readonly onView?: (view: View) => void;
  /** The picture could not be drawn (no WebGL2, context lost and not restored): one sentence. */
  readonly onTrouble: (message: string) => void;
}

/** The picture as the rest of the page knows it. Created once per host element; every call may come at any time. */
export interface ViewerPort {
  showScan(grid: Grid, voxels: Float32Array, displayRange: readonly [number, number]): Promise<void>;
  /** Replaces the overlay; null = none. Same grid as the scan. */
  showOverlay(overlay: IndexOverlay | HeatOverlay | null): Promise<void>;
  setOpacity(opacity: number): void;
  /** Dims every index of an index overlay but this one (and outlines it where it can); null = all equal. */
  highlight(index: number | null): void;
  setLayout(layout: ViewLayout): void;
  /** With a brush a drag in a slice is a stroke; null = it moves the crosshair. */
  setBrush(brush: BrushShape | null): void;
  setTheme(theme: 'dark' | 'light'): void;
  /** Moves the crosshair to a voxel of the scan. */
  moveTo(voxel: Triple): void;
  /** Moves the crosshair by whole voxels along an axis. */
  nudge(by: Triple): void;
  /** Looks as another picture does. */
  follow(view: View): void;
  /** PNG of the canvas as drawn now. */
  snapshot(): Promise<Blob>;
  destroy(): void;
}
