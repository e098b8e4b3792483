import type { Components } from '../../components';
import { countIds } from '../../countIds';
import type { Dims } from '../../volume';
import type { Component, FollowingComponents } from './followingComponents';

/** How many voxels components of a prediction share with those of another labelling; counted once for each component. */
export class SharedVoxels {
  /** Voxels of each label, index 0 = background. */
  readonly sizes: Int32Array;
  private readonly known = new WeakMap<Component, ReadonlyMap<number, number>>();

  constructor(
    private readonly predicted: FollowingComponents,
    private readonly labels: Components,
  ) {
    this.sizes = countIds(labels.ids, labels.count);
  }

  /** Voxels by label; those without a label are left out. */
  of(component: Component): ReadonlyMap<number, number> {
    const known = this.known.get(component);
    if (known) return known;
    const shared = countShared(component, this.predicted.ids, this.labels.ids, this.predicted.dims);
    this.known.set(component, shared);
    return shared;
  }
}

function countShared(
  { number, low, high }: Component,
  ids: Int32Array,
  labels: Int32Array,
  [nx, ny]: Dims,
): Map<number, number> {
  const shared = new Map<number, number>();
  for (let z = low[2]; z <= high[2]; z++)
    for (let y = low[1]; y <= high[1]; y++) {
      const row = nx * (y + ny * z);
      const end = row + high[0];
      for (let v = row + low[0]; v <= end; v++) {
        if (ids[v] !== number || labels[v] === 0) continue;
        const label = labels[v];
        const from = v;
        while (v <= end && ids[v] === number && labels[v] === label) v++;
        shared.set(label, (shared.get(label) ?? 0) + v - from);
        v--;
      }
    }
  return shared;
}
