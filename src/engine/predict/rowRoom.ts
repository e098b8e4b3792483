/** Arrays of the size of a row, used again: taking fresh ones from the system, a megabyte at a time, costs as much as a part of the work on them. */
export class RowRoom {
  private readonly spare: Float32Array<ArrayBuffer>[] = [];

  constructor(private readonly length: number) {}

  /** One with any numbers in it. */
  take(): Float32Array<ArrayBuffer> {
    return this.spare.pop() ?? new Float32Array(this.length);
  }

  /** Takes back what nobody reads or writes any more. */
  give(voxels: Float32Array<ArrayBuffer>): void {
    this.spare.push(voxels);
  }
}
