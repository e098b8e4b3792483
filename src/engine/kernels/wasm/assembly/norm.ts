/** Voxels whose sums stay in float32 before they are added in float64. */
const chunk: usize = 128;

/**
 * Mean and 1 / sqrt(variance + epsilon) of each channel of x [voxels, channels] (channels a multiple of 4), float32 each; variance by a second
 * pass round the mean. `wide` is scratch of `channels` float64.
 */
export function moments(
  x: usize, voxels: usize, channels: usize, epsilon: f64, wide: usize, means: usize, scales: usize,
): void {
  memory.fill(wide, 0, channels << 3);
  memory.fill(means, 0, channels << 2);
  sumDeviations(x, voxels, channels, means, wide, false);
  for (let c: usize = 0; c < channels; c++) store<f32>(means + (c << 2), f32(load<f64>(wide + (c << 3)) / f64(voxels)));
  memory.fill(wide, 0, channels << 3);
  sumDeviations(x, voxels, channels, means, wide, true);
  for (let c: usize = 0; c < channels; c++)
    store<f32>(scales + (c << 2), f32(1 / Math.sqrt(load<f64>(wide + (c << 3)) / f64(voxels) + epsilon)));
}

/** y = leaky(gain * (x - mean) * scale + offset), x and y [voxels, channels]. */
export function normLeaky(
  x: usize, voxels: usize, channels: usize, means: usize, scales: usize, gain: usize, offset: usize, slope: f32, y: usize,
): void {
  const bytes = channels << 2;
  const leak = f32x4.splat(slope);
  for (let start: usize = 0; start < voxels; start += chunk) {
    const length = min(chunk, voxels - start);
    for (let c: usize = 0; c < bytes; c += 16) {
      const mean = v128.load(means + c), scale = v128.load(scales + c);
      const factor = v128.load(gain + c), shift = v128.load(offset + c);
      let p = x + start * bytes + c, q = y + start * bytes + c;
      for (let i: usize = 0; i < length; i++) {
        const normed = f32x4.mul(f32x4.sub(v128.load(p), mean), scale);
        const value = f32x4.add(f32x4.mul(normed, factor), shift);
        v128.store(q, f32x4.max(value, f32x4.mul(value, leak)));
        p += bytes;
        q += bytes;
      }
    }
  }
}

/**
 * Per channel, over the voxels: offsetSums = sum of d and gainSums = sum of d * normed, where d is dy through the leaky ReLU.
 * Both are float64 and are added to (so that a batch adds up); they are what the gradients of offset and gain are.
 */
export function normLeakySums(
  x: usize, dy: usize, voxels: usize, channels: usize, means: usize, scales: usize, gain: usize, offset: usize, slope: f32,
  offsetSums: usize, gainSums: usize,
): void {
  const bytes = channels << 2;
  const leak = f32x4.splat(slope);
  for (let start: usize = 0; start < voxels; start += chunk) {
    const length = min(chunk, voxels - start);
    for (let c: usize = 0; c < bytes; c += 16) {
      const mean = v128.load(means + c), scale = v128.load(scales + c);
      const factor = v128.load(gain + c), shift = v128.load(offset + c);
      // Two sums of each kind side by side: one addition need not wait for the other.
      let sum = f32x4.splat(0), sum1 = sum, sumNormed = sum, sumNormed1 = sum;
      let p = x + start * bytes + c, q = dy + start * bytes + c;
      for (let i: usize = 1; i < length; i += 2) {
        const normed = f32x4.mul(f32x4.sub(v128.load(p), mean), scale);
        const normed1 = f32x4.mul(f32x4.sub(v128.load(p + bytes), mean), scale);
        const d = throughLeaky(v128.load(q), normed, factor, shift, leak);
        const d1 = throughLeaky(v128.load(q + bytes), normed1, factor, shift, leak);
        sum = f32x4.add(sum, d);
        sum1 = f32x4.add(sum1, d1);
        sumNormed = f32x4.add(sumNormed, f32x4.mul(d, normed));
        sumNormed1 = f32x4.add(sumNormed1, f32x4.mul(d1, normed1));
        p += 2 * bytes;
        q += 2 * bytes;
      }
      if (length & 1) {
        const normed = f32x4.mul(f32x4.sub(v128.load(p), mean), scale);
        const d = throughLeaky(v128.load(q), normed, factor, shift, leak);
        sum = f32x4.add(sum, d);
        sumNormed = f32x4.add(sumNormed, f32x4.mul(d, normed));
      }
      addWide(offsetSums + (c << 1), f32x4.add(sum, sum1));
      addWide(gainSums + (c << 1), f32x4.add(sumNormed, sumNormed1));
    }
  }
}

/**
 * dx = gain * scale * (d - meanD - normed * meanDNormed), where the two means over the voxels are those of `normLeakySums` for this element,
 * float32 per channel.
 */
export function normLeakyInput(
  x: usize, dy: usize, voxels: usize, channels: usize, means: usize, scales: usize, gain: usize, offset: usize, slope: f32,
  meanD: usize, meanDNormed: usize, dx: usize,
): void {
  const bytes = channels << 2;
  const leak = f32x4.splat(slope);
  for (let start: usize = 0; start < voxels; start += chunk) {
    const length = min(chunk, voxels - start);
    for (let c: usize = 0; c < bytes; c += 16) {
      const mean = v128.load(means + c), scale = v128.load(scales + c);
      const factor = v128.load(gain + c), shift = v128.load(offset + c);
      const common = v128.load(meanD + c), slopeOfNormed = v128.load(meanDNormed + c);
      const whole = f32x4.mul(factor, scale);
      const at = start * bytes + c;
      let p = x + at, q = dy + at, to = dx + at;
      for (let i: usize = 0; i < length; i++) {
        const normed = f32x4.mul(f32x4.sub(v128.load(p), mean), scale);
        const d = throughLeaky(v128.load(q), normed, factor, shift, leak);
        v128.store(to, f32x4.mul(whole, f32x4.sub(d, f32x4.add(common, f32x4.mul(normed, slopeOfNormed)))));
        p += bytes;
        q += bytes;
        to += bytes;
      }
    }
  }
}

/** Adds x - mean, or its square, of all voxels to `wide`, per channel. Four sums side by side: one addition need not wait for the other. */
// @ts-ignore: decorator
@inline
function sumDeviations(x: usize, voxels: usize, channels: usize, means: usize, wide: usize, isSquared: bool): void {
  const bytes = channels << 2;
  for (let start: usize = 0; start < voxels; start += chunk) {
    const length = min(chunk, voxels - start);
    for (let c: usize = 0; c < bytes; c += 16) {
      const mean = v128.load(means + c);
      let sum0 = f32x4.splat(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
      let p = x + start * bytes + c;
      for (let i: usize = 3; i < length; i += 4) {
        sum0 = f32x4.add(sum0, deviationAt(p, mean, isSquared));
        sum1 = f32x4.add(sum1, deviationAt(p + bytes, mean, isSquared));
        sum2 = f32x4.add(sum2, deviationAt(p + 2 * bytes, mean, isSquared));
        sum3 = f32x4.add(sum3, deviationAt(p + 3 * bytes, mean, isSquared));
        p += 4 * bytes;
      }
      for (let i: usize = 0; i < (length & 3); i++) sum0 = f32x4.add(sum0, deviationAt(p + i * bytes, mean, isSquared));
      addWide(wide + (c << 1), f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3)));
    }
  }
}

// @ts-ignore: decorator
@inline
function deviationAt(p: usize, mean: v128, isSquared: bool): v128 {
  const deviation = f32x4.sub(v128.load(p), mean);
  return isSquared ? f32x4.mul(deviation, deviation) : deviation;
}

/** dy where gain * normed + offset is above zero, slope * dy elsewhere. */
// @ts-ignore: decorator
@inline
function throughLeaky(dy: v128, normed: v128, gain: v128, offset: v128, slope: v128): v128 {
  const value = f32x4.add(f32x4.mul(normed, gain), offset);
  return v128.bitselect(dy, f32x4.mul(dy, slope), f32x4.gt(value, f32x4.splat(0)));
}

/** Adds four float32 to four float64. */
// @ts-ignore: decorator
@inline
function addWide(to: usize, sum: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(sum)));
  const high = i8x16.shuffle(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
}
