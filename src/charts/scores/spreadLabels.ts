/** Labels nearer to one another than this would run together, pixels. */
const gap = 10;

/**
 * The heights of labels beside their points, in the order given: those that would run together are moved apart evenly, and none below
 * `bottom`; null = there is no label. Pixels, y down.
 */
export function spreadLabels(
  points: readonly (readonly [x: number, y: number] | null)[],
  bottom: number,
): readonly (number | null)[] {
  const order = points.flatMap((point, index) => (point ? [{ index, x: point[0], y: point[1] }] : []));
  order.sort((a, b) => a.y - b.y || a.index - b.index);
  const heights = points.map((point) => point?.[1] ?? null);
  let group: typeof order = [];
  const place = () => {
    const middle = group.reduce((sum, { y }) => sum + y, 0) / group.length;
    const first = Math.min(middle - (gap * (group.length - 1)) / 2, bottom - gap * (group.length - 1));
    if (group.length > 1)
      group.forEach(({ index }, n) => {
        heights[index] = first + gap * n;
      });
  };
  for (const label of order) {
    const last = group.at(-1);
    if (last && label.y - last.y < gap && Math.abs(label.x - last.x) < gap) {
      group.push(label);
      continue;
    }
    place();
    group = [label];
  }
  place();
  return heights;
}
