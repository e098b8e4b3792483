import { InputError } from '../core/errors';

/** Runs an allocation; where the browser refuses it (RangeError), an InputError says how much was asked for. */
export function allocate<T>(bytes: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw told(error, bytes);
  }
}

/** The same for work that takes its time. */
export async function allocateLater<T>(bytes: number, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    throw told(error, bytes);
  }
}

function told(error: unknown, bytes: number): unknown {
  if (!(error instanceof RangeError)) return error;
  return new InputError({
    found: `data that need ${sizeInWords(bytes)} at once, which this browser tab cannot get`,
    expected: 'enough free memory',
    todo: 'Close other tabs, or crop or downsample the scan, then try again',
  });
}

/** A number of bytes as people say it: "352 bytes", "28.9 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const [unit, size] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  const value = bytes / size;
  return `${value < 99.95 ? Number(value.toFixed(1)) : Math.round(value)} ${unit}`;
}
