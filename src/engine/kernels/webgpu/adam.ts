import type { AdamNumbers } from '../../ops/adam';
import type { WebgpuKernel } from './kernel';
import { lanes, release, runProgram } from './program';

/** Threads that share the squares of a gradient, each a fixed part; one workgroup adds up what they found. */
const sharers = lanes * lanes;
/** Numbers are made smaller by this before they are squared: gradients as long as 1e34 are measured, and what is lost is shorter than 1e-4. */
const shrink = 2 ** -50;

/** Ours: gradient [N], total [1], before [3] → the verdict [3] of `ops/adam`. */
export const judgeStep: WebgpuKernel = {
  name: 'JudgeStep',
  run: (backend, { gradient, total, before }, attributes) => {
    const { longest } = attributes as { readonly longest: number };
    const squares = runProgram(backend, {
      key: 'squares',
      code: () => `
      fn work(workgroup : i32, lane : i32) {
        let thread = workgroup * ${lanes} + lane;
        if (thread >= ${sharers}) { return; }
        var sum = 0.0;
        for (var at = thread; at < uniforms.count; at += ${sharers}) {
          let slope = gradient[at] * ${shrink};
          sum += slope * slope;
        }
        result[thread] = sum;
      }`,
      inputs: { gradient: [gradient, 'f32'] },
      uniforms: { count: gradient.shape[0] },
      output: [[sharers], 'f32'],
      workgroups: lanes,
    });
    const verdict = runProgram(backend, {
      key: 'judgeStep',
      code: () => judgeCode,
      inputs: { squares: [squares, 'f32'], total: [total, 'f32'], before: [before, 'f32'] },
      uniforms: {},
      floats: { longest: longest * shrink },
      output: [[3], 'f32'],
      workgroups: 1,
    });
    release(backend, squares);
    return verdict;
  },
};

/** Whether a number is finite is read from its bits: a shader's arithmetic may take it that all numbers are. */
const judgeCode = `
  var<workgroup> shares : array<f32, ${lanes}>;
  fn isFinite(number : f32) -> bool {
    return (bitcast<u32>(number) & 0x7f800000u) != 0x7f800000u;
  }
  fn work(workgroup : i32, lane : i32) {
    var sum = 0.0;
    for (var at = lane; at < ${sharers}; at += ${lanes}) {
      sum += squares[at];
    }
    shares[lane] = sum;
    workgroupBarrier();
    if (lane > 0 || workgroup > 0) { return; }
    for (var other = 1; other < ${lanes}; other++) {
      sum += shares[other];
    }
    let length = sqrt(sum);
    let isSound = isFinite(length) && isFinite(total[0]) && before[1] == 0.0;
    result[0] = min(1.0, uniforms.longest / max(length, 1e-30));
    result[1] = select(1.0, 0.0, isSound);
    result[2] = length / ${shrink};
  }`;

/** Ours: state [3,N], gradient [N], verdict [3] → the state after one step of Adam. One thread a weight. */
export const adamStep: WebgpuKernel = {
  name: 'AdamStep',
  run: (backend, { state, gradient, verdict }, attributes) => {
    const { learningRate, beta1, beta2, firstBias, secondBias, epsilon } = attributes as AdamNumbers;
    const count = gradient.shape[0];
    return runProgram(backend, {
      key: 'adamStep',
      code: () => `
      fn work(workgroup : i32, lane : i32) {
        let at = workgroup * ${lanes} + lane;
        if (at >= uniforms.count) { return; }
        var weight = state[at];
        var first = state[uniforms.count + at];
        var second = state[2 * uniforms.count + at];
        if (verdict[1] == 0.0) {
          let slope = verdict[0] * gradient[at];
          first = uniforms.beta1 * first + uniforms.rest1 * slope;
          second = uniforms.beta2 * second + uniforms.rest2 * slope * slope;
          let far = sqrt(second / uniforms.secondBias) + uniforms.epsilon;
          weight -= uniforms.learningRate * (first / uniforms.firstBias) / far;
        }
        result[at] = weight;
        result[uniforms.count + at] = first;
        result[2 * uniforms.count + at] = second;
      }`,
      inputs: { state: [state, 'f32'], gradient: [gradient, 'f32'], verdict: [verdict, 'f32'] },
      uniforms: { count },
      floats: {
        ...{ learningRate, firstBias, secondBias, epsilon },
        ...{ beta1, beta2, rest1: 1 - beta1, rest2: 1 - beta2 },
      },
      output: [state.shape, 'f32'],
      workgroups: Math.ceil(count / lanes),
    });
  },
};
