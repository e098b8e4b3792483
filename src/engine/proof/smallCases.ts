import * as ops from '../ops';
import { type Numbers, type ProofCase, spreadNumbers } from './proofCase';

type Tensors = readonly ops.Tensor[];

/** Each of the element-wise operations, reductions and rearrangements that `ops` passes on, at the ranks that losses use. */
export function smallCases(): ProofCase[] {
  return [
    one(
      'neg',
      ops.neg,
      (x) => -x,
      () => -1,
    ),
    one(
      'square',
      ops.square,
      (x) => x * x,
      (x) => 2 * x,
    ),
    one('sqrt', ops.sqrt, Math.sqrt, (x) => 0.5 / Math.sqrt(x), positive),
    one('exp', ops.exp, Math.exp, Math.exp),
    one('log', ops.log, Math.log, (x) => 1 / x, positive),
    one('sigmoid', ops.sigmoid, sigmoid, (x) => sigmoid(x) * (1 - sigmoid(x))),
    one('softplus', ops.softplus, (x) => Math.log1p(Math.exp(x)), sigmoid),
    two(
      'add',
      ops.add,
      (a, b) => a + b,
      () => [1, 1],
    ),
    two(
      'sub',
      ops.sub,
      (a, b) => a - b,
      () => [1, -1],
    ),
    two(
      'mul',
      ops.mul,
      (a, b) => a * b,
      (a, b) => [b, a],
    ),
    two(
      'div',
      ops.div,
      (a, b) => a / b,
      (a, b) => [1 / b, -a / (b * b)],
      positive,
    ),
    two('maximum', ops.maximum, Math.max, (a, b) => (a > b ? [1, 0] : [0, 1])),
    ...broadcastCases(),
    ...reductionCases(),
    ...joiningCases(),
  ];
}

/** Columns [n,1] against [n,m], and a number against [n,m]. */
function broadcastCases(): ProofCase[] {
  const [wide, column, dy] = [spreadNumbers([7, 3], 1), spreadNumbers([7, 1], 2), spreadNumbers([7, 3], 3)];
  const products = dy.values.map((d, i) => d * wide.values[i]);
  return [
    {
      op: 'mul of a column',
      inputs: [wide, column],
      dy,
      run: (a, b) => ops.mul(a, b),
      value: wide.values.map((value, i) => value * column.values[Math.floor(i / 3)]),
      gradients: [dy.values.map((d, i) => d * column.values[Math.floor(i / 3)]), rowSums(products, 3)],
    },
    {
      op: 'sub from a number',
      inputs: [wide],
      dy,
      run: (a) => ops.sub(1, a),
      value: wide.values.map((value) => 1 - value),
      gradients: [dy.values.map((d) => -d)],
    },
  ];
}

function reductionCases(): ProofCase[] {
  const x = spreadNumbers([9, 5], 1);
  const total = x.values.reduce((a, b) => a + b, 0);
  const [scalarDy, columnDy] = [spreadNumbers([], 2), spreadNumbers([9], 3)];
  const fromScalar = (share: number) => x.values.map(() => scalarDy.values[0] * share);
  return [
    {
      op: 'sum',
      inputs: [x],
      dy: scalarDy,
      run: (a) => ops.sum(a),
      value: Float64Array.of(total),
      gradients: [fromScalar(1)],
    },
    {
      op: 'mean',
      inputs: [x],
      dy: scalarDy,
      run: (a) => ops.mean(a),
      value: Float64Array.of(total / 45),
      gradients: [fromScalar(1 / 45)],
    },
    {
      op: 'sum of rows',
      inputs: [x],
      dy: columnDy,
      run: (a) => ops.sum(a, 1),
      value: rowSums(x.values, 5),
      gradients: [x.values.map((_, i) => columnDy.values[Math.floor(i / 5)])],
    },
  ];
}

function joiningCases(): ProofCase[] {
  const [a, b] = [spreadNumbers([4, 3], 1), spreadNumbers([2, 3], 2)];
  const joinedDy = spreadNumbers([6, 3], 3);
  return [
    {
      op: 'concat',
      inputs: [a, b],
      dy: joinedDy,
      run: (...parts: Tensors) => ops.concat([...parts], 0),
      value: Float64Array.from([...a.values, ...b.values]),
      gradients: [joinedDy.values.slice(0, 12), joinedDy.values.slice(12)],
    },
    {
      op: 'stack',
      inputs: [b, spreadNumbers([2, 3], 5)],
      dy: spreadNumbers([2, 2, 3], 6),
      run: (...parts: Tensors) => ops.stack([...parts]),
      value: Float64Array.from([...b.values, ...spreadNumbers([2, 3], 5).values]),
      gradients: [spreadNumbers([2, 2, 3], 6).values.slice(0, 6), spreadNumbers([2, 2, 3], 6).values.slice(6)],
    },
  ];
}

type Unary = (x: ops.Tensor) => ops.Tensor;
type Binary = (a: ops.Tensor, b: ops.Tensor) => ops.Tensor;

function one(
  op: string,
  run: Unary,
  value: (x: number) => number,
  slope: (x: number) => number,
  prepare = asIs,
): ProofCase {
  const [x, dy] = [prepare(spreadNumbers([5, 7], 1)), spreadNumbers([5, 7], 2)];
  return {
    op,
    inputs: [x],
    dy,
    run,
    value: x.values.map(value),
    gradients: [dy.values.map((d, i) => d * slope(x.values[i]))],
  };
}

function two(
  op: string,
  run: Binary,
  value: (a: number, b: number) => number,
  slopes: (a: number, b: number) => readonly [number, number],
  prepare = asIs,
): ProofCase {
  const [a, b, dy] = [spreadNumbers([5, 7], 1), prepare(spreadNumbers([5, 7], 2)), spreadNumbers([5, 7], 3)];
  const gradient = (which: 0 | 1) => dy.values.map((d, i) => d * slopes(a.values[i], b.values[i])[which]);
  return {
    op,
    inputs: [a, b],
    dy,
    run,
    value: a.values.map((x, i) => value(x, b.values[i])),
    gradients: [gradient(0), gradient(1)],
  };
}

function asIs(x: Numbers): Numbers {
  return x;
}

function positive(x: Numbers): Numbers {
  return { shape: x.shape, values: x.values.map((value) => Math.fround(Math.abs(value) + 0.25)) };
}

function rowSums(values: Float64Array, columns: number): Float64Array {
  const sums = new Float64Array(values.length / columns);
  for (const [i, value] of values.entries()) sums[Math.floor(i / columns)] += value;
  return sums;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
