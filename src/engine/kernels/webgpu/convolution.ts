import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, type Geometry, geometryOf } from '../geometry';
import type { WebgpuKernel } from './kernel';
import { componentsOf, countTo, lanes, runProgram, type Unit, unitOf, widthOf } from './program';

/** tfjs's Conv3D: x [B,D,H,W,Ci], filter [kD,kH,kW,Ci,Co] → y [B,D',H',W',Co]. */
export const convolution: WebgpuKernel = {
  name: 'Conv3D',
  run: (backend, { x, filter }, attributes) => {
    const g = geometryOf(x.shape, filter.shape, attributes as ConvolutionAttributes);
    return convolve(backend, x, filter, g);
  },
};

/** Voxels that one thread computes: neighbours along y, while the threads beside it do the same for the neighbours along x. */
const reach = 8;

/**
 * Convolution of x with the filter as the geometry says. With `blocks` = s > 1 the geometry's output channels are the s x s x s voxels
 * of a block with their channels, and are written there: to a volume s times as long on every side.
 */
export function convolve(
  backend: WebGPUBackend,
  x: TensorInfo,
  filter: TensorInfo,
  g: Geometry,
  blocks = 1,
): TensorInfo {
  const [depth, height, width] = g.output;
  const channels = g.outputChannels / blocks ** 3;
  const [inUnit, outUnit] = [unitOf(g.inputChannels), unitOf(channels)];
  const outs = g.outputChannels / widthOf(outUnit);
  const runs = g.batch * depth * Math.ceil(height / reach) * width;
  return runProgram(backend, {
    key: `convolve ${g.kernel[1]} ${g.stride} ${blocks} ${inUnit} ${outUnit}`,
    code: () => codeOf(g.kernel[1], g.stride, blocks, inUnit, outUnit),
    inputs: { x: [x, inUnit], taps: [filter, outUnit] },
    uniforms: {
      ...{ depth: g.input[0], height: g.input[1], width: g.input[2] },
      ...{ outDepth: depth, outHeight: height, outWidth: width },
      ...{ beforeZ: g.before[0], beforeY: g.before[1], beforeX: g.before[2] },
      ...{ kernelDepth: g.kernel[0], kernelWidth: g.kernel[2] },
      ...{ ins: g.inputChannels / widthOf(inUnit), outs, runs },
    },
    output: [[g.batch, ...[depth, height, width].map((side) => side * blocks), channels], outUnit],
    workgroups: Math.ceil(runs / lanes) * outs,
  });
}

/** All threads of a workgroup have the same output unit, so they read the same weights at the same time: one read serves all. */
function codeOf(kernel: number, stride: number, blocks: number, inUnit: Unit, outUnit: Unit): string {
  const voxels = countTo(reach);
  return `
  fn inputAt(plane : i32, row : i32, column : i32, channel : i32) -> ${inUnit} {
    let inside = clamp(row, 0, uniforms.height - 1);
    let value = x[((plane * uniforms.height + inside) * uniforms.width + column) * uniforms.ins + channel];
    return select(${inUnit}(0.0), value, inside == row);
  }
  ${blocks > 1 ? storeInBlock(blocks, outUnit) : storeInRow(outUnit)}
  fn work(workgroup : i32, lane : i32) {
    let out = workgroup % uniforms.outs;
    let at = workgroup / uniforms.outs * ${lanes} + lane;
    if (at >= uniforms.runs) { return; }
    let runsInPlane = (uniforms.outHeight + ${reach - 1}) / ${reach};
    let column = at % uniforms.outWidth;
    let y = at / uniforms.outWidth % runsInPlane * ${reach};
    let plane = at / (uniforms.outWidth * runsInPlane);
    let z = plane % uniforms.outDepth;
    let element = plane / uniforms.outDepth;
    let tap = uniforms.ins * ${widthOf(inUnit)} * uniforms.outs;
    ${voxels.map((voxel) => `var sum${voxel} = ${outUnit}(0.0);`).join('\n')}
    for (var kz = 0; kz < uniforms.kernelDepth; kz++) {
      let inZ = z * ${stride} + kz - uniforms.beforeZ;
      if (inZ < 0 || inZ >= uniforms.depth) { continue; }
      for (var kx = 0; kx < uniforms.kernelWidth; kx++) {
        let inX = column * ${stride} + kx - uniforms.beforeX;
        if (inX < 0 || inX >= uniforms.width) { continue; }
        let inPlane = element * uniforms.depth + inZ;
        let inY = y * ${stride} - uniforms.beforeY;
        for (var channel = 0; channel < uniforms.ins; channel++) {
          let channelStart = channel * ${widthOf(inUnit)} * uniforms.outs + out;
          let first = (kz * ${kernel} * uniforms.kernelWidth + kx) * tap + channelStart;
          ${innermost(kernel, stride, inUnit)}
        }
      }
    }
    let left = uniforms.outHeight - y;
    ${voxels.map((voxel) => `if (${voxel} < left) { store(plane, y + ${voxel}, column, out, sum${voxel}); }`).join('\n')}
  }`;
}

/** Reads what the run needs of one column and channel unit once, then multiplies it with each tap of the kernel's column. */
function innermost(kernel: number, stride: number, inUnit: Unit): string {
  const inputs = countTo((reach - 1) * stride + kernel);
  const lines = inputs.map((i) => `let in${i} = inputAt(inPlane, inY + ${i}, inX, channel);`);
  for (const ky of countTo(kernel))
    for (const [i, component] of componentsOf('', inUnit).entries()) {
      lines.push(`let weight${ky}_${i} = taps[first + ${ky} * uniforms.kernelWidth * tap + ${i} * uniforms.outs];`);
      for (const voxel of countTo(reach))
        lines.push(`sum${voxel} += in${voxel * stride + ky}${component} * weight${ky}_${i};`);
    }
  return lines.join('\n');
}

/** Planes are those of all elements, one behind another. */
function storeInRow(unit: Unit): string {
  return `
  fn store(plane : i32, y : i32, column : i32, out : i32, value : ${unit}) {
    result[((plane * uniforms.outHeight + y) * uniforms.outWidth + column) * uniforms.outs + out] = value;
  }`;
}

function storeInBlock(blocks: number, unit: Unit): string {
  return `
  fn store(plane : i32, y : i32, column : i32, out : i32, value : ${unit}) {
    let channels = uniforms.outs / ${blocks ** 3};
    let corner = out / channels;
    let toPlane = plane * ${blocks} + corner / ${blocks ** 2};
    let toY = y * ${blocks} + corner / ${blocks} % ${blocks};
    let toX = column * ${blocks} + corner % ${blocks};
    let to = (toPlane * uniforms.outHeight * ${blocks} + toY) * uniforms.outWidth * ${blocks} + toX;
    result[to * channels + out % channels] = value;
  }`;
}
