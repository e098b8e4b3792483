import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { type TensorInfo, util } from '@tensorflow/tfjs-core';

/** Threads of a workgroup: what runs side by side on every GPU, and may share `var<workgroup>` memory. */
export const lanes = 64;

/** What a shader reads and writes at once: one number, or four that lie side by side. */
export type Unit = 'f32' | 'vec4<f32>';

/** A shader and what it is run on. */
export interface Program {
  /** Names the code: everything that the code was put together from must be in it, since it is compiled once for each key. */
  readonly key: string;
  /**
   * Puts the code together, when it is compiled: WGSL with `fn work(workgroup : i32, lane : i32)`, which reads every input and at least
   * one uniform, and writes `result`, an array of the output's unit.
   */
  readonly code: () => string;
  /** Tensors to read, as arrays of their unit (of whole numbers where the tensor is int32), by the name that the code gives them. */
  readonly inputs: Readonly<Record<string, readonly [TensorInfo, Unit]>>;
  /** Whole numbers that the code reads as `uniforms.name`. */
  readonly uniforms: Readonly<Record<string, number>>;
  /** Numbers that it reads in the same way as `f32`. */
  readonly floats?: Readonly<Record<string, number>>;
  readonly output: readonly [shape: readonly number[], unit: Unit];
  /** How many workgroups must run; more may, so the code checks its index. */
  readonly workgroups: number;
}

/** Channels are read four at a time where their count allows it. */
export function unitOf(channels: number): Unit {
  return channels % 4 === 0 ? 'vec4<f32>' : 'f32';
}

export function widthOf(unit: Unit): 1 | 4 {
  return unit === 'f32' ? 1 : 4;
}

/** Expressions for each number of a unit: `x.x`, `x.y`, ... or `x` itself. */
export function componentsOf(name: string, unit: Unit): string[] {
  return unit === 'f32' ? [name] : ['x', 'y', 'z', 'w'].map((component) => `${name}.${component}`);
}

/** 0, 1, ... below the count: for code that is written out once for each. */
export function countTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Runs the program and gives its output; the caller owns it (see `release`). */
export function runProgram(backend: WebGPUBackend, program: Program): TensorInfo {
  const [shape] = program.output;
  const output = backend.makeTensorInfo([...shape], 'float32');
  const inputs = Object.values(program.inputs);
  const uniforms = [
    ...Object.values(program.uniforms).map((value) => ({ type: 'int32', data: [value] })),
    ...Object.values(program.floats ?? {}).map((value) => ({ type: 'float32', data: [value] })),
  ];
  backend.runWebGPUProgram(
    asTfjsProgram(program),
    inputs.map(([tensor]) => flat(tensor)),
    'float32',
    uniforms,
    flat(output),
  );
  return output;
}

/** Frees tensors that no one else will; their memory goes back to tfjs's pool once the queue has been handed to the GPU. */
export function release(backend: WebGPUBackend, ...tensors: readonly TensorInfo[]): void {
  for (const { dataId } of tensors) backend.disposeData(dataId);
}

function asTfjsProgram({
  key,
  code,
  inputs,
  uniforms,
  floats = {},
  output: [, unit],
  workgroups,
}: Program): WebGPUProgram {
  return {
    variableNames: Object.keys(inputs),
    variableComponents: Object.values(inputs).map(([, inputUnit]) => widthOf(inputUnit)),
    outputComponent: widthOf(unit),
    outputShape: [1],
    dispatchLayout: { x: [0] },
    dispatch: [workgroups, 1, 1],
    workgroupSize: [lanes, 1, 1],
    uniforms: `${declare(uniforms, 'i32')}${declare(floats, 'f32')}`,
    shaderKey: key,
    getUserCode: () => `${code()}\n${entry}`,
  };
}

function declare(uniforms: Readonly<Record<string, number>>, type: 'i32' | 'f32'): string {
  return Object.keys(uniforms)
    .map((name) => `${name} : ${type}, `)
    .join('');
}

/** tfjs folds a long row of workgroups into a square or a cube where the row would break WebGPU's limit of 65,535. */
const entry = `
  fn main(index : i32) {
    let row = workgroupId.x + numWorkgroups.x * (workgroupId.y + numWorkgroups.y * workgroupId.z);
    work(i32(row), i32(localId.x));
  }`;

/** The same numbers without their shape: tfjs writes helpers for each rank into a shader, and ours need none. */
function flat({ dataId, dtype, shape }: TensorInfo): TensorInfo {
  return { dataId, dtype, shape: [util.sizeFromShape(shape)] };
}
