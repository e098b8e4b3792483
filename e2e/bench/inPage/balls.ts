/**
 * Blob ids of a cube, 0 = background: so many equal balls, none touching another, in the first cells of the coarsest grid that has
 * enough of them. Throws where the balls would have no voxel between them.
 */
export function ballsOnGrid(side: number, count: number): Int32Array {
  const perAxis = Math.ceil(Math.cbrt(count));
  const cell = Math.floor(side / perAxis);
  if (cell < 3) throw new Error(`${count} balls do not fit into ${side}^3`);
  const radius = Math.min((cell - 2) / 2, side / 8);
  const centre = (cell - 1) / 2;
  const ids = new Int32Array(side ** 3);
  for (let i = 0; i < ids.length; i++) {
    const voxel = [i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)];
    const [x, y, z] = voxel.map((at) => Math.floor(at / cell));
    const ball = x + perAxis * (y + perAxis * z);
    if (Math.max(x, y, z) >= perAxis || ball >= count) continue;
    if (Math.hypot(...voxel.map((at) => (at % cell) - centre)) <= radius) ids[i] = 1 + ball;
  }
  return ids;
}
