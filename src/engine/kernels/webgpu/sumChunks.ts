import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { lanes, runProgram, type Unit, widthOf } from './program';

/** Threads that share the chunks of one entry; the others of a workgroup have neighbouring entries, which lie side by side in memory. */
const sharers = 8;

/** Sums over the first axis, always in the same order: parts [chunks, ...shape] → [shape]. */
export function sumChunks(
  backend: WebGPUBackend,
  parts: TensorInfo,
  chunks: number,
  shape: readonly number[],
  unit: Unit,
): TensorInfo {
  const size = util.sizeFromShape([...shape]) / widthOf(unit);
  const entries = lanes / sharers;
  return runProgram(backend, {
    key: `sumChunks ${unit}`,
    code: () => `
    var<workgroup> shares : array<${unit}, ${lanes}>;
    fn work(workgroup : i32, lane : i32) {
      let entry = workgroup * ${entries} + lane % ${entries};
      let sharer = lane / ${entries};
      var sum = ${unit}(0.0);
      if (entry < uniforms.size) {
        for (var chunk = sharer; chunk < uniforms.chunks; chunk += ${sharers}) {
          sum += parts[chunk * uniforms.size + entry];
        }
      }
      shares[lane] = sum;
      workgroupBarrier();
      if (sharer == 0 && entry < uniforms.size) {
        for (var other = 1; other < ${sharers}; other++) {
          sum += shares[lane + other * ${entries}];
        }
        result[entry] = sum;
      }
    }`,
    inputs: { parts: [parts, unit] },
    uniforms: { chunks, size },
    output: [shape, unit],
    workgroups: Math.ceil(size / entries),
  });
}
