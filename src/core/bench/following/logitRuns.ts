/** Fewer runs than this, or than one in so many voxels, are taken run by run: each of them is one product. */
const fewest = 4;

/** Whether so many of these logits differ from their neighbours that they are better taken all together (`LogitBlock`) than run by run. */
export function isVaried(logits: Float32Array, start: number, count: number): boolean {
  let runs = 1;
  for (let n = start + 1; n < start + count; n++) if (logits[n] !== logits[n - 1]) runs++;
  return runs >= fewest && runs * fewest > count;
}

/** Calls `visit` with each run of equal logits. */
export function forEachLogit(
  logits: Float32Array,
  start: number,
  count: number,
  visit: (logit: number, count: number) => void,
): void {
  for (let n = start; n < start + count; ) {
    const from = n;
    while (n < start + count && logits[n] === logits[from]) n++;
    visit(logits[from], n - from);
  }
}
