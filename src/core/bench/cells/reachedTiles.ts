import { type Extent, GrowingBox } from '../growingBox';
import type { Area, SliceBounds, Span } from './area';
import { type TileReach, tileSide } from './tileReach';

/** The tiles in which a component may be as near as what is nearest, its own among them: where it may claim voxels. */
export class ReachedTiles implements Area {
  readonly bounds: SliceBounds;
  /** By the row of tiles along x. */
  private readonly rows = new Map<number, GrowingBox>();
  /** By the layer of tiles. */
  private readonly layers = new Map<number, SliceBounds>();

  constructor(
    tiles: TileReach,
    private readonly component: Extent,
  ) {
    this.bounds = this.within(new GrowingBox());
    tiles.forEachNearer(component, (tile) => this.add(tile));
  }

  slice(z: number): SliceBounds | null {
    return this.layers.get(tileOf(z)) ?? null;
  }

  span(y: number, z: number): Span | null {
    const row = this.rows.get(rowOf(tileOf(y), tileOf(z)));
    return row ? [row.low[0], row.high[0]] : null;
  }

  private add(tile: Extent): void {
    this.bounds.covered.add(tile);
    const [, y, z] = tile.low.map(tileOf);
    const row = this.rows.get(rowOf(y, z)) ?? new GrowingBox();
    this.rows.set(rowOf(y, z), row);
    row.add(tile);
    const layer = this.layers.get(z) ?? this.within(new GrowingBox());
    this.layers.set(z, layer);
    layer.covered.add(tile);
  }

  /** All of the component is looked through for what is covered. */
  private within(covered: GrowingBox): SliceBounds {
    const window = new GrowingBox();
    window.add(this.component);
    return { covered, window };
  }
}

const tileOf = (at: number) => Math.floor(at / tileSide);
/** No layer has so many rows of tiles. */
const rowOf = (y: number, z: number) => y + 2 ** 16 * z;
