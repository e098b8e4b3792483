/** How many voxels each id 0..count has. Equal neighbours are counted as one run: adding one for each voxel would wait for the sum before. */
export function countIds(ids: Int32Array, count: number): Int32Array {
  const voxels = new Int32Array(count + 1);
  for (let v = 0; v < ids.length; ) {
    const from = v;
    const id = ids[v];
    while (v < ids.length && ids[v] === id) v++;
    voxels[id] += v - from;
  }
  return voxels;
}
