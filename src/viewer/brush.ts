import type { Triple } from '../core/volume';
import type { Stroke } from './port';

/** Makes strokes of the voxels that the brush goes over. */
export class StrokeMaker {
  /** Over all pictures of the page, so that no two strokes are taken for one. */
  static #strokes = 0;
  #stroke: Stroke | null = null;

  /** The stroke with this voxel, on the slice that cuts `axis`; null = the brush is still where it was. */
  goOn(voxel: Triple, axis: 0 | 1 | 2): Stroke | null {
    const before = this.#stroke;
    if (String(before?.path.at(-1)) === String(voxel)) return null;
    this.#stroke = before
      ? { ...before, path: [...before.path, voxel] }
      : { id: ++StrokeMaker.#strokes, path: [voxel], axis };
    return this.#stroke;
  }

  end(): void {
    this.#stroke = null;
  }
}

/** Where the brush is and how far it reaches: its middle as shares of the picture, its half axes in CSS pixels. */
export interface BrushOutline {
  readonly x: number;
  readonly y: number;
  readonly acrossPx: number;
  readonly downPx: number;
  readonly isEraser: boolean;
}

/** The outline of a brush of this radius where a voxel is so wide and high; the voxel under the brush is always within. */
export function outlineOf(
  place: { readonly x: number; readonly y: number },
  voxelPx: { readonly x: number; readonly y: number },
  { radius, isEraser }: { readonly radius: number; readonly isEraser: boolean },
): BrushOutline {
  const reach = radius + 0.5;
  return { ...place, acrossPx: reach * voxelPx.x, downPx: reach * voxelPx.y, isEraser };
}

/** The element that shows the outline; `show(null)` hides it. Takes no pointer events. */
export function buildBrushElement(root: HTMLElement): { show(outline: BrushOutline | null): void } {
  const ring = document.createElement('div');
  ring.style.cssText =
    'position:absolute;display:none;border-radius:50%;pointer-events:none;transform:translate(-50%,-50%);box-sizing:border-box;filter:drop-shadow(0 0 1px #000)';
  root.append(ring);
  return {
    show(outline) {
      ring.style.display = outline ? 'block' : 'none';
      if (!outline) return;
      const { x, y, acrossPx, downPx, isEraser } = outline;
      Object.assign(ring.style, {
        left: `${100 * x}%`,
        top: `${100 * y}%`,
        width: `${2 * acrossPx}px`,
        height: `${2 * downPx}px`,
        // White with a dark rim: it is seen on every scan, in both themes.
        border: `1.5px ${isEraser ? 'dashed' : 'solid'} #ffffff`,
      });
    },
  };
}
