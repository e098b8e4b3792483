import type { Triple } from '../../volume';
import { GrowingBox } from '../growingBox';
import type { Area, SliceBounds, Span } from './area';

/**
 * What a cell covers, row by row along x, and where the components beside it lie. On the straight way from a voxel of the cell to what is nearest to it but for its
 * own component one leaves the cell where both are as near; so what will be nearest, once that component is gone, lies within the distances that voxels along the rim have now,
 * but for rounding and for ways that leave the slice.
 */
export class CellBounds implements Area {
  readonly bounds: SliceBounds = { covered: new GrowingBox(), window: new GrowingBox() };
  private readonly spans = new Map<number, Span>();
  private readonly slices = new Map<number, SliceBounds>();

  /** `weights` = squared steps along the axes. */
  constructor(private readonly weights: Triple) {}

  /** A row from its first voxel to the x of its last, with the squared distances of both, and the largest. */
  addRow([x, y, z]: Triple, first: number, lastX: number, last: number, farthest: number): void {
    this.spans.set(y + rowsPerSlice * z, [x, lastX]);
    const slice = this.slices.get(z) ?? { covered: new GrowingBox(), window: new GrowingBox() };
    this.slices.set(z, slice);
    for (const { covered, window } of [this.bounds, slice]) {
      covered.add({ low: [x, y, z], high: [lastX, y, z] });
      window.reach(0, x, this.steps(first, 0));
      window.reach(0, lastX, this.steps(last, 0));
      window.reach(1, y, this.steps(farthest, 1));
      window.reach(2, z, this.steps(farthest, 2));
    }
  }

  span(y: number, z: number): Span | null {
    return this.spans.get(y + rowsPerSlice * z) ?? null;
  }

  slice(z: number): SliceBounds | null {
    return this.slices.get(z) ?? null;
  }

  /** So many steps along an axis, and two for rounding. */
  private steps(square: number, axis: number): number {
    return Math.floor(Math.sqrt(square / this.weights[axis])) + 2;
  }
}

/** More than a grid has. */
const rowsPerSlice = 2 ** 20;
