import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, type Geometry, geometryOf, volumeOf } from '../geometry';
import type { WebgpuKernel } from './kernel';
import { componentsOf, countTo, lanes, release, runProgram, type Unit, unitOf, widthOf } from './program';
import { sumChunks } from './sumChunks';

/** tfjs's Conv3DBackpropFilterV2: x [B,D,H,W,Ci], dy [B,D',H',W',Co] → gradient of the filter, of the attribute `filterShape`. */
export const convolutionFilterGradient: WebgpuKernel = {
  name: 'Conv3DBackpropFilterV2',
  run: (backend, { x, dy }, attributes) => {
    const { filterShape, ...walk } = attributes as ConvolutionAttributes & { readonly filterShape: readonly number[] };
    const g = geometryOf(x.shape, filterShape, walk);
    const chunks = chunksOf(backend, g);
    const parts = sumsOfChunks(backend, x, dy, g, chunks);
    const dFilter = sumChunks(backend, parts, chunks, filterShape, unitOf(g.outputChannels));
    release(backend, parts);
    return dFilter;
  },
};

/** The threads that keep a small GPU busy, and those that a large one can do with. */
const [wantedThreads, mostThreads] = [16_384, 65_536];
/** Sums so long are worth a thread of their own beyond those that are wanted: adding its table to the others is a tenth of them. */
const sumWorthAThread = 512;
/** Longer float32 sums lose too much. */
const longestSum = 4096;

/** Into how many parts the output's rows are cut: many where the filter is small, few where it is large, never more than fit. */
function chunksOf(backend: WebGPUBackend, g: Geometry): number {
  const rows = g.batch * g.output[0] * g.output[1];
  const voxels = rows * g.output[2];
  const bytes = 4 * volumeOf(g.kernel) * g.inputChannels * g.outputChannels;
  const wanted = Math.max(
    wantedThreads / threadsOf(g),
    Math.min(mostThreads / threadsOf(g), voxels / sumWorthAThread),
    voxels / longestSum,
  );
  const most = Math.min(rows, backend.device.limits.maxStorageBufferBindingSize / 2 / bytes);
  const chunks = Math.max(1, Math.min(wanted, most));
  return Math.ceil(rows / Math.ceil(rows / chunks));
}

/** Threads of one chunk: one for each row of the kernel, unit of input channels and unit of output channels. */
function threadsOf(g: Geometry): number {
  const ins = g.inputChannels / widthOf(unitOf(g.inputChannels));
  const outs = g.outputChannels / widthOf(unitOf(g.outputChannels));
  return g.kernel[0] * g.kernel[1] * ins * outs;
}

/** [chunks, filter]: each chunk's share of the gradient. */
function sumsOfChunks(backend: WebGPUBackend, x: TensorInfo, dy: TensorInfo, g: Geometry, chunks: number): TensorInfo {
  const [inUnit, outUnit] = [unitOf(g.inputChannels), unitOf(g.outputChannels)];
  const rows = g.batch * g.output[0] * g.output[1];
  const size = volumeOf(g.kernel) * g.inputChannels * g.outputChannels;
  const threads = chunks * threadsOf(g);
  return runProgram(backend, {
    key: `filterGradient ${g.kernel[2]} ${g.stride} ${inUnit} ${outUnit}`,
    code: () => codeOf(g.kernel[2], g.stride, inUnit, outUnit),
    inputs: { x: [x, inUnit], dy: [dy, outUnit] },
    uniforms: {
      ...{ depth: g.input[0], height: g.input[1], width: g.input[2] },
      ...{ outDepth: g.output[0], outHeight: g.output[1], outWidth: g.output[2] },
      ...{ beforeZ: g.before[0], beforeY: g.before[1], beforeX: g.before[2] },
      ...{ kernelDepth: g.kernel[0], kernelHeight: g.kernel[1] },
      ...{ ins: g.inputChannels / widthOf(inUnit), outs: g.outputChannels / widthOf(outUnit) },
      ...{ rows, rowsInChunk: Math.ceil(rows / chunks), threads },
    },
    output: [[chunks, size], outUnit],
    workgroups: Math.ceil(threads / lanes),
  });
}

/** A thread walks the rows of its chunk; the inputs that neighbouring voxels share move along in registers. */
function codeOf(kernel: number, stride: number, inUnit: Unit, outUnit: Unit): string {
  const kept = Math.max(0, kernel - stride);
  const taps = countTo(kernel).flatMap((kx) =>
    componentsOf(`in${kx}`, inUnit).map((input, i) => ({ input, sum: `sum${kx}_${i}`, entry: `${kx} * ins + ${i}` })),
  );
  const load = (i: number, column: string) => `in${i} = inputAt(inRow, ${column} * ${stride} + ${i}, channel);`;
  return `
  fn inputAt(row : i32, column : i32, channel : i32) -> ${inUnit} {
    let at = column - uniforms.beforeX;
    let inside = clamp(at, 0, uniforms.width - 1);
    return select(${inUnit}(0.0), x[(row * uniforms.width + inside) * uniforms.ins + channel], inside == at);
  }
  fn work(workgroup : i32, lane : i32) {
    let thread = workgroup * ${lanes} + lane;
    if (thread >= uniforms.threads) { return; }
    let out = thread % uniforms.outs;
    let channel = thread / uniforms.outs % uniforms.ins;
    let tapRow = thread / (uniforms.outs * uniforms.ins) % (uniforms.kernelDepth * uniforms.kernelHeight);
    let chunk = thread / (uniforms.outs * uniforms.ins * uniforms.kernelDepth * uniforms.kernelHeight);
    let kz = tapRow / uniforms.kernelHeight;
    let ky = tapRow % uniforms.kernelHeight;
    ${taps.map(({ sum }) => `var ${sum} = ${outUnit}(0.0);`).join('\n')}
    let end = min(uniforms.rows, (chunk + 1) * uniforms.rowsInChunk);
    for (var row = chunk * uniforms.rowsInChunk; row < end; row++) {
      let inY = row % uniforms.outHeight * ${stride} + ky - uniforms.beforeY;
      let inZ = row / uniforms.outHeight % uniforms.outDepth * ${stride} + kz - uniforms.beforeZ;
      if (inY < 0 || inY >= uniforms.height || inZ < 0 || inZ >= uniforms.depth) { continue; }
      let element = row / uniforms.outHeight / uniforms.outDepth;
      let inRow = (element * uniforms.depth + inZ) * uniforms.height + inY;
      ${countTo(kernel)
        .map((i) => `var in${i} = ${inUnit}(0.0);`)
        .join('\n')}
      ${countTo(kept)
        .map((i) => load(i, '0'))
        .join('\n')}
      for (var column = 0; column < uniforms.outWidth; column++) {
        ${countTo(kernel)
          .slice(kept)
          .map((i) => load(i, 'column'))
          .join('\n')}
        let slope = dy[(row * uniforms.outWidth + column) * uniforms.outs + out];
        ${taps.map(({ input, sum }) => `${sum} += ${input} * slope;`).join('\n')}
        ${countTo(kept)
          .map((i) => `in${i} = in${i + stride};`)
          .join('\n')}
      }
    }
    let ins = uniforms.ins * ${widthOf(inUnit)};
    let first = (chunk * uniforms.kernelDepth * uniforms.kernelHeight + tapRow) * ${kernel} * ins + channel * ${widthOf(inUnit)};
    ${taps.map(({ sum, entry }) => `result[(first + ${entry}) * uniforms.outs + out] = ${sum};`).join('\n')}
  }`;
}
