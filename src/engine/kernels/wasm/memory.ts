import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type DataType, type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';

/** What `assembly/index.ts` exports: plain functions of addresses, counts and byte strides (there each is explained). */
export type KernelExports = Readonly<
  Record<
    | 'clear'
    | 'convolve'
    | 'copyRows'
    | 'filterGradient'
    | 'finishWinogradFilter'
    | 'gatherRows'
    | 'moments'
    | 'normLeaky'
    | 'normLeakyInput'
    | 'normLeakySums'
    | 'packFilter'
    | 'packWinogradFilter'
    | 'packWinogradSquareFilter'
    | 'rangeSums'
    | 'regionSums'
    | 'scatter'
    | 'sumBlocks'
    | 'winogradConvolve'
    | 'winogradFilterGradient'
    | 'winogradSquareConvolve',
    (...numbers: number[]) => void
  >
>;

/** Our kernels, working in tfjs's own memory: tensors are read and written where they lie. */
export interface WasmKernels {
  readonly run: KernelExports;
  /** Address of a tensor's first number. */
  addressOf(tensor: TensorInfo): number;
  /** A new tensor, its numbers not yet set. */
  output(shape: readonly number[], dtype?: DataType): TensorInfo;
  /** The same numbers as another tensor, without a copy. */
  share(tensor: TensorInfo): TensorInfo;
  /** Views of the memory; take them anew after anything was allocated. */
  floats(address: number, length: number): Float32Array;
  doubles(address: number, length: number): Float64Array;
  /** Runs `use` with scratch memory, 16-byte aligned and not cleared, that is given back afterwards. */
  withScratch<Result>(byteCounts: readonly number[], use: (...addresses: number[]) => Result): Result;
}

/** A kernel function before it is tied to a memory. */
export interface WasmKernel {
  readonly name: string;
  readonly run: (
    kernels: WasmKernels,
    inputs: Record<string, TensorInfo>,
    attributes: object,
  ) => TensorInfo | TensorInfo[];
}

/** Parts of tfjs's wasm backend that its types leave out. */
interface EmscriptenModule {
  readonly asm: Readonly<Record<string, unknown>>;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Instantiates our kernels (the bytes of `build/kernels.wasm`) on the memory of a running tfjs wasm backend. Throws if that memory is not to be found. */
export async function openWasmKernels(backend: BackendWasm, bytes: BufferSource): Promise<WasmKernels> {
  const module = backend.wasm as unknown as EmscriptenModule;
  const memory = Object.values(module.asm).find((value) => value instanceof WebAssembly.Memory);
  if (!memory) throw new Error('the wasm backend does not show its memory');
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  return {
    run: instance.exports as KernelExports,
    addressOf: ({ dataId }) => backend.getMemoryOffset(dataId),
    output: (shape, dtype = 'float32') => backend.makeOutput([...shape], dtype),
    share: ({ dataId, shape, dtype }) => {
      backend.incRef(dataId);
      return { dataId, shape, dtype };
    },
    floats: (address, length) => new Float32Array(memory.buffer, address, length),
    doubles: (address, length) => new Float64Array(memory.buffer, address, length),
    withScratch: (byteCounts, use) => useScratch(module, byteCounts, use),
  };
}

/** The kernel as tfjs wants it registered. */
export function asKernelConfig(kernels: WasmKernels, kernel: WasmKernel): KernelConfig {
  return {
    kernelName: kernel.name,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => kernel.run(kernels, inputs as Record<string, TensorInfo>, attrs ?? {}),
  };
}

/** Bytes of a float32 tensor of this shape. */
export function byteCount(shape: readonly number[]): number {
  return 4 * util.sizeFromShape([...shape]);
}

function useScratch<Result>(
  module: EmscriptenModule,
  byteCounts: readonly number[],
  use: (...addresses: number[]) => Result,
): Result {
  const aligned = byteCounts.map((bytes) => Math.ceil(bytes / 16) * 16);
  const total = aligned.reduce((a, b) => a + b, 16);
  // Unsigned: addresses above 2 GiB come back negative.
  const start = module._malloc(total) >>> 0;
  if (start === 0) throw new RangeError(`out of memory: ${total} bytes of scratch were refused`);
  const addresses = [Math.ceil(start / 16) * 16];
  for (const bytes of aligned) addresses.push(addresses[addresses.length - 1] + bytes);
  try {
    return use(...addresses);
  } finally {
    module._free(start);
  }
}
