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
  for (let i: usize = 0; i < voxels; i++) {
    for (let c: usize = 0; c < bytes; c += 16) {
      const normed = normedAt(x + c, means + c, scales + c);
      const value = f32x4.add(f32x4.mul(normed, v128.load(gain + c)), v128.load(offset + c));
      v128.store(y + c, f32x4.max(value, f32x4.mul(value, leak)));
    }
    x += bytes;
    y += bytes;
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
  for (let start: usize = 0; start < voxels; start += chunk) {
    const length = min(chunk, voxels - start);
    for (let c: usize = 0; c < bytes; c += 16) {
      let sum = f32x4.splat(0), sumNormed = sum;
      let p = x + start * bytes + c, q = dy + start * bytes + c;
      for (let i: usize = 0; i < length; i++) {
        const normed = normedAt(p, means + c, scales + c);
        const d = throughLeaky(v128.load(q), normed, gain + c, offset + c, slope);
        sum = f32x4.add(sum, d);
        sumNormed = f32x4.add(sumNormed, f32x4.mul(d, normed));
        p += bytes;
        q += bytes;
      }
      addWide(offsetSums + (c << 1), sum);
      addWide(gainSums + (c << 1), sumNormed);
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
  for (let i: usize = 0; i < voxels; i++) {
    for (let c: usize = 0; c < bytes; c += 16) {
      const normed = normedAt(x + c, means + c, scales + c);
      const d = throughLeaky(v128.load(dy + c), normed, gain + c, offset + c, slope);
      const common = f32x4.add(v128.load(meanD + c), f32x4.mul(normed, v128.load(meanDNormed + c)));
      const factor = f32x4.mul(v128.load(gain + c), v128.load(scales + c));
      v128.store(dx + c, f32x4.mul(factor, f32x4.sub(d, common)));
    }
    x += bytes;
    dy += bytes;
    dx += bytes;
  }
}

/** Adds x - mean, or its square, of all voxels to `wide`, per channel. */
function sumDeviations(x: usize, voxels: usize, channels: usize, means: usize, wide: usize, isSquared: bool): void {
  const bytes = channels << 2;
  for (let start: usize = 0; start < voxels; start += chunk) {
    const length = min(chunk, voxels - start);
    for (let c: usize = 0; c < bytes; c += 16) {
      const mean = v128.load(means + c);
      let sum = f32x4.splat(0);
      let p = x + start * bytes + c;
      for (let i: usize = 0; i < length; i++) {
        const deviation = f32x4.sub(v128.load(p), mean);
        sum = f32x4.add(sum, isSquared ? f32x4.mul(deviation, deviation) : deviation);
        p += bytes;
      }
      addWide(wide + (c << 1), sum);
    }
  }
}

// @ts-ignore: decorator
@inline
function normedAt(x: usize, mean: usize, scale: usize): v128 {
  return f32x4.mul(f32x4.sub(v128.load(x), v128.load(mean)), v128.load(scale));
}

/** dy where gain * normed + offset is above zero, slope * dy elsewhere. */
// @ts-ignore: decorator
@inline
function throughLeaky(dy: v128, normed: v128, gain: usize, offset: usize, slope: f32): v128 {
  const value = f32x4.add(f32x4.mul(normed, v128.load(gain)), v128.load(offset));
  return v128.bitselect(dy, f32x4.mul(dy, f32x4.splat(slope)), f32x4.gt(value, f32x4.splat(0)));
}

/** Adds four float32 to four float64. */
// @ts-ignore: decorator
@inline
function addWide(to: usize, sum: v128): void {
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(sum)));
  const high = i8x16.shuffle(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
  v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(high)), 16);
}
