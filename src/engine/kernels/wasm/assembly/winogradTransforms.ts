import { multiplyAdd } from './multiplyAdd';

/**
 * Winograd's F(4, 3) along x: 4 neighbouring outputs of 3 taps from 6 inputs take 6 multiplications instead of 12. The polynomials meet at
 * the points 0, +-5/8, +-5/4 and infinity; with these, the rounding errors are those of the direct sum within a fifth (with the usual 0,
 * +-1, +-2 they are twice as large). In matrices, with p each of the five finite points:
 *
 *   inputs   d (6) -> B'd (6)    rows: the coefficients of the product of (x - q) over the other finite points q; last, over all five
 *   filter   g (3) -> G g (6)    rows: 1, p, p^2 over the product of p - q; last 0 0 1
 *   outputs  m (6) -> A'm (4)    rows: the powers 0..3 of each p; infinity counts in the last
 *
 * The filter's gradient uses the same three, turned: G' (A dy * B'd).
 */
const a: f32 = 0.625;
const b: f32 = 1.25;
const a2: f32 = a * a;
const b2: f32 = b * b;

/** B' along x for four channels: the six inputs, `step` bytes apart, to six numbers `apart` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeInputs(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, u: usize, apart: usize): void {
  const even = multiplyAdd(d2, f32x4.splat(-b2), d4), evenFar = multiplyAdd(d2, f32x4.splat(-a2), d4);
  const odd = f32x4.mul(multiplyAdd(d1, f32x4.splat(-b2), d3), f32x4.splat(a));
  const oddFar = f32x4.mul(multiplyAdd(d1, f32x4.splat(-a2), d3), f32x4.splat(b));
  const both = f32x4.splat(-(a2 + b2)), product = f32x4.splat(a2 * b2);
  v128.store(u, multiplyAdd(d0, product, multiplyAdd(d2, both, d4)));
  v128.store(u + apart, f32x4.add(even, odd));
  v128.store(u + 2 * apart, f32x4.sub(even, odd));
  v128.store(u + 3 * apart, f32x4.add(evenFar, oddFar));
  v128.store(u + 4 * apart, f32x4.sub(evenFar, oddFar));
  v128.store(u + 5 * apart, multiplyAdd(d1, product, multiplyAdd(d3, both, d5)));
}

/** A along x for four channels: four gradients of outputs to six numbers `apart` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeOutputGradients(e0: v128, e1: v128, e2: v128, e3: v128, v: usize, apart: usize): void {
  const even = multiplyAdd(e2, f32x4.splat(a2), e0), evenFar = multiplyAdd(e2, f32x4.splat(b2), e0);
  const odd = f32x4.mul(multiplyAdd(e3, f32x4.splat(a2), e1), f32x4.splat(a));
  const oddFar = f32x4.mul(multiplyAdd(e3, f32x4.splat(b2), e1), f32x4.splat(b));
  v128.store(v, e0);
  v128.store(v + apart, f32x4.add(even, odd));
  v128.store(v + 2 * apart, f32x4.sub(even, odd));
  v128.store(v + 3 * apart, f32x4.add(evenFar, oddFar));
  v128.store(v + 4 * apart, f32x4.sub(evenFar, oddFar));
  v128.store(v + 5 * apart, e3);
}

/** A' along x for four channels: six products, `apart` bytes apart, to the first `count` of four outputs, `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeOutputs(m: usize, apart: usize, y: usize, step: usize, count: usize): void {
  const m1 = v128.load(m + apart), m2 = v128.load(m + 2 * apart);
  const m3 = v128.load(m + 3 * apart), m4 = v128.load(m + 4 * apart);
  const sum = f32x4.add(m1, m2), sumFar = f32x4.add(m3, m4);
  v128.store(y, f32x4.add(f32x4.add(v128.load(m), sum), sumFar));
  if (count == 1) return;
  const difference = f32x4.sub(m1, m2), differenceFar = f32x4.sub(m3, m4);
  v128.store(y + step, multiplyAdd(differenceFar, f32x4.splat(b), f32x4.mul(difference, f32x4.splat(a))));
  if (count == 2) return;
  v128.store(y + 2 * step, multiplyAdd(sumFar, f32x4.splat(b2), f32x4.mul(sum, f32x4.splat(a2))));
  if (count == 3) return;
  const far = multiplyAdd(differenceFar, f32x4.splat(b2 * b), v128.load(m + 5 * apart));
  v128.store(y + 3 * step, multiplyAdd(difference, f32x4.splat(a2 * a), far));
}

/** Entry (point, tap) of G, in float64. */
export function filterFactor(point: i32, tap: i32): f64 {
  if (point == 5) return tap == 2 ? 1 : 0;
  const near = f64(a2), far = f64(b2);
  if (point == 0) return tap == 0 ? 1 / (near * far) : 0;
  const isNear = point < 3;
  const size = isNear ? f64(a) : f64(b);
  const p = point % 2 == 1 ? size : -size;
  const product = isNear ? 2 * near * (near - far) : 2 * far * (far - near);
  return (tap == 0 ? 1 : tap == 1 ? p : p * p) / product;
}
