import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type ConvolutionAttributes, type Geometry, geometryOf } from '../wasm/geometry';
import { componentsOf, lanes, runProgram, type Unit, unitOf, widthOf } from './program';
import type { WebgpuKernel } from './register';

/** tfjs's Conv3D: x [B,D,H,W,Ci], filter [kD,kH,kW,Ci,Co] → y [B,D',H',W',Co]. */
export const convolution: WebgpuKernel = {
  name: 'Conv3D',
  run: (backend, { x, filter }, attributes) => {
    const g = geometryOf(x.shape, filter.shape, attributes as ConvolutionAttributes);
    return convolve(backend, x, filter, g);
  },
};

/** Voxels of a row that one thread computes. */
const run = 4;

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
  const wide = outs % 2 === 0 ? 2 : 1;
  const groups = outs / wide;
  const runs = g.batch * depth * height * Math.ceil(width / run);
  return runProgram(backend, {
    key: `convolve ${g.kernel[2]} ${g.stride} ${blocks} ${inUnit} ${outUnit} ${wide}`,
    code: codeOf(g.kernel[2], g.stride, blocks, inUnit, outUnit, wide),
    inputs: { x: [x, inUnit], taps: [filter, outUnit] },
    uniforms: {
      ...{ depth: g.input[0], height: g.input[1], width: g.input[2] },
      ...{ outDepth: depth, outHeight: height, outWidth: width },
      ...{ beforeZ: g.before[0], beforeY: g.before[1], beforeX: g.before[2] },
      ...{ kernelDepth: g.kernel[0], kernelHeight: g.kernel[1] },
      ...{ ins: g.inputChannels / widthOf(inUnit), outs, groups, runs },
    },
    output: [[g.batch, ...[depth, height, width].map((side) => side * blocks), channels], outUnit],
    workgroups: Math.ceil(runs / lanes) * groups,
  });
}

/** All threads of a workgroup have the same output channels, so they read the same weights at the same time: one read serves all. */
function codeOf(kernel: number, stride: number, blocks: number, inUnit: Unit, outUnit: Unit, wide: number): string {
  const voxels = countTo(run);
  const units = countTo(wide);
  const each = (make: (voxel: number, unit: number) => string) =>
    voxels.flatMap((voxel) => units.map((unit) => make(voxel, unit))).join('\n');
  return `
  fn inputAt(row : i32, column : i32, channel : i32) -> ${inUnit} {
    if (column < 0 || column >= uniforms.width) { return ${inUnit}(0.0); }
    return x[(row * uniforms.width + column) * uniforms.ins + channel];
  }
  ${blocks > 1 ? storeInBlock(blocks, outUnit) : storeInRow(outUnit)}
  fn work(workgroup : i32, lane : i32) {
    let group = workgroup % uniforms.groups;
    let at = workgroup / uniforms.groups * ${lanes} + lane;
    if (at >= uniforms.runs) { return; }
    let runsInRow = (uniforms.outWidth + ${run - 1}) / ${run};
    let column = at % runsInRow * ${run};
    let row = at / runsInRow;
    let y = row % uniforms.outHeight;
    let z = row / uniforms.outHeight % uniforms.outDepth;
    let element = row / uniforms.outHeight / uniforms.outDepth;
    let firstUnit = group * ${wide};
    let tapLength = uniforms.ins * ${widthOf(inUnit)} * uniforms.outs;
    ${each((voxel, unit) => `var sum${voxel}_${unit} = ${outUnit}(0.0);`)}
    for (var kz = 0; kz < uniforms.kernelDepth; kz++) {
      let inZ = z * ${stride} + kz - uniforms.beforeZ;
      if (inZ < 0 || inZ >= uniforms.depth) { continue; }
      for (var ky = 0; ky < uniforms.kernelHeight; ky++) {
        let inY = y * ${stride} + ky - uniforms.beforeY;
        if (inY < 0 || inY >= uniforms.height) { continue; }
        let inRow = (element * uniforms.depth + inZ) * uniforms.height + inY;
        let inColumn = column * ${stride} - uniforms.beforeX;
        let firstTap = (kz * uniforms.kernelHeight + ky) * ${kernel} * tapLength + firstUnit;
        for (var channel = 0; channel < uniforms.ins; channel++) {
          ${innermost(kernel, stride, inUnit, wide)}
        }
      }
    }
    ${voxels
      .map(
        (voxel) => `if (column + ${voxel} < uniforms.outWidth) {
      ${units.map((unit) => `store(element, z, y, column + ${voxel}, firstUnit + ${unit}, sum${voxel}_${unit});`).join('\n')}
    }`,
      )
      .join('\n')}
  }`;
}

/** Reads what the run needs of one row and channel unit once, then multiplies it with each tap of the kernel's row. */
function innermost(kernel: number, stride: number, inUnit: Unit, wide: number): string {
  const lines = countTo((run - 1) * stride + kernel).map(
    (i) => `let in${i} = inputAt(inRow, inColumn + ${i}, channel);`,
  );
  for (const kx of countTo(kernel))
    for (const [i, component] of componentsOf('', inUnit).entries()) {
      const name = `tap${kx}_${i}`;
      lines.push(`let ${name} = firstTap + ${kx} * tapLength + (channel * ${widthOf(inUnit)} + ${i}) * uniforms.outs;`);
      for (const unit of countTo(wide)) {
        lines.push(`let ${name}_${unit} = taps[${name} + ${unit}];`);
        for (const voxel of countTo(run))
          lines.push(`sum${voxel}_${unit} += in${voxel * stride + kx}${component} * ${name}_${unit};`);
      }
    }
  return lines.join('\n');
}

function storeInRow(unit: Unit): string {
  return `
  fn store(element : i32, z : i32, y : i32, column : i32, unit : i32, value : ${unit}) {
    let row = (element * uniforms.outDepth + z) * uniforms.outHeight + y;
    result[(row * uniforms.outWidth + column) * uniforms.outs + unit] = value;
  }`;
}

function storeInBlock(blocks: number, unit: Unit): string {
  return `
  fn store(element : i32, z : i32, y : i32, column : i32, unit : i32, value : ${unit}) {
    let channels = uniforms.outs / ${blocks ** 3};
    let corner = unit / channels;
    let toZ = (element * uniforms.outDepth + z) * ${blocks} + corner / ${blocks ** 2};
    let toY = y * ${blocks} + corner / ${blocks} % ${blocks};
    let toX = column * ${blocks} + corner % ${blocks};
    let row = toZ * uniforms.outHeight * ${blocks} + toY;
    result[(row * uniforms.outWidth * ${blocks} + toX) * channels + unit % channels] = value;
  }`;
}

/** 0, 1, ... below the count. */
export function countTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
