/**
 * Adds each row of values [rows, columns] to its region's sum, in float64, then rounds: sums [count, columns].
 * `regions` holds int32; a row whose region is not in 0..count-1 is left out. `wide` is scratch of count * columns float64.
 */
export function regionSums(
  values: usize, regions: usize, rows: usize, columns: usize, count: usize, wide: usize, sums: usize,
): void {
  memory.fill(wide, 0, count * columns << 3);
  for (let i: usize = 0; i < rows; i++) {
    const region: usize = load<u32>(regions + (i << 2));
    if (region < count) {
      const to = wide + region * (columns << 3);
      for (let c: usize = 0; c < columns; c++)
        store<f64>(to + (c << 3), load<f64>(to + (c << 3)) + load<f32>(values + (c << 2)));
    }
    values += columns << 2;
  }
  for (let i: usize = 0; i < count * columns; i++) store<f32>(sums + (i << 2), f32(load<f64>(wide + (i << 3))));
}

/**
 * Row t of `sums` [targets, columns] is the sum, in float64, of the rows of values [.., columns] in ranges first[t] to first[t + 1] - 1; a range is
 * three int32: first row, one past the last, step.
 */
export function rangeSums(
  values: usize, columns: usize, first: usize, ranges: usize, targets: usize, sums: usize,
): void {
  for (let t: usize = 0; t < targets; t++) {
    const begin: usize = load<u32>(first + (t << 2));
    const end: usize = load<u32>(first + (t << 2) + 4);
    for (let c: usize = 0; c < columns; c++) {
      let sum: f64 = 0;
      for (let range = ranges + begin * 12; range < ranges + end * 12; range += 12) {
        const past: usize = load<u32>(range, 4);
        const step: usize = load<u32>(range, 8);
        for (let row: usize = load<u32>(range); row < past; row += step) sum += load<f32>(values + ((row * columns + c) << 2));
      }
      store<f32>(sums + ((t * columns + c) << 2), f32(sum));
    }
  }
}

/** Row i of `to` [count, columns] is row indices[i] of `from` [rows, columns]; zeros where there is no such row. `bytes` is those of a row. */
export function gatherRows(from: usize, rows: usize, bytes: usize, indices: usize, count: usize, to: usize): void {
  for (let i: usize = 0; i < count; i++) {
    const row: usize = load<u32>(indices + (i << 2));
    const source = from + row * bytes;
    for (let at: usize = 0; at < bytes; at += 4) store<f32>(to + at, row < rows ? load<f32>(source + at) : 0);
    to += bytes;
  }
}
