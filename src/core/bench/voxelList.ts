/** A list of voxel indices that grows; far quicker than an array of numbers. */
export class VoxelList {
  private items = new Int32Array(256);
  length = 0;

  add(voxel: number): void {
    if (this.length === this.items.length) {
      const larger = new Int32Array(2 * this.items.length);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = voxel;
  }

  set(place: number, voxel: number): void {
    this.items[place] = voxel;
  }

  at(place: number): number {
    return this.items[place];
  }

  /** All of them, in the order they were added. */
  all(): Int32Array {
    return this.items.slice(0, this.length);
  }

  ascending(): Int32Array {
    return this.all().sort();
  }
}
