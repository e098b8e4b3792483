import { InputError } from '../errors';

/** Numbers one after another as little-endian bytes. */
export class ByteWriter {
  private readonly parts: Uint8Array[] = [];

  floats(values: readonly number[]): void {
    this.each(values, (view, at, value) => view.setFloat32(at, value, true));
  }

  /** Whole numbers 0 .. 2^32 - 1. */
  words(values: readonly number[]): void {
    this.each(values, (view, at, value) => view.setUint32(at, value, true));
  }

  raw(bytes: Uint8Array): void {
    this.parts.push(bytes);
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  private each(values: readonly number[], put: (view: DataView, at: number, value: number) => void): void {
    const part = new Uint8Array(4 * values.length);
    const view = new DataView(part.buffer);
    for (let i = 0; i < values.length; i++) put(view, 4 * i, values[i]);
    this.parts.push(part);
  }
}

/** Reads what a `ByteWriter` wrote, in the same order; throws InputError where the bytes end too early. */
export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  floats(count: number): number[] {
    const view = this.view(count);
    return Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
  }

  words(count: number): number[] {
    const view = this.view(count);
    return Array.from({ length: count }, (_, i) => view.getUint32(4 * i, true));
  }

  /** A view into the bytes, not a copy. */
  raw(length: number): Uint8Array {
    if (!(length >= 0 && length <= this.left))
      throw new InputError({
        found: `A recording that ends ${length - this.left} bytes too early`,
        expected: 'the whole of it',
        todo: 'It was cut off: take another copy of it',
      });
    const part = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return part;
  }

  private view(count: number): DataView {
    const part = this.raw(4 * count);
    return new DataView(part.buffer, part.byteOffset, part.length);
  }
}
