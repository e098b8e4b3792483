import type { Triple } from '../../volume';

/**
 * Area in mm² of the piece of surface inside each 2x2x2 neighbourhood of voxel centres, by code: bit dx + 2 dy + 4 dz is set where
 * the voxel at that corner belongs to the mask. The piece is the marching-cubes surface through the middles of the edges, as
 * google-deepmind/surface-distance has it: of a code and its complement the one with fewer corners counts, and its face-connected
 * groups of corners add up.
 */
export function elementAreas(spacingMm: Triple): Float64Array {
  if (last === null || last.spacingMm.some((size, axis) => size !== spacingMm[axis]))
    last = { spacingMm, areas: computeAreas(spacingMm) };
  return last.areas;
}

/** A scan has one spacing and many lesions. */
let last: { readonly spacingMm: Triple; readonly areas: Float64Array } | null = null;

function computeAreas(spacingMm: Triple): Float64Array {
  const faces: Triple = [spacingMm[1] * spacingMm[2], spacingMm[0] * spacingMm[2], spacingMm[0] * spacingMm[1]];
  return Float64Array.from({ length: 256 }, (_, code) => {
    const minority = cornersOf(code).length > 4 ? 255 - code : code;
    return groupsOf(cornersOf(minority)).reduce((area, group) => area + groupArea(group, faces), 0);
  });
}

function cornersOf(code: number): number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].filter((corner) => (code >> corner) & 1);
}

/** Corners differ by 1, 2 or 4 where they share an edge of the cube. */
function areNeighbours(a: number, b: number): boolean {
  return [1, 2, 4].includes(a ^ b);
}

function groupsOf(corners: readonly number[]): number[][] {
  const groups: number[][] = [];
  for (const corner of corners) {
    const touched = groups.filter((group) => group.some((other) => areNeighbours(corner, other)));
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push([corner, ...touched.flat()]);
  }
  return groups;
}

/** The area that cuts one group of corners off; `faces` = area of the voxel's face across each axis. */
function groupArea(group: readonly number[], faces: Triple): number {
  const spread = group.reduce((bits, corner) => bits | (corner ^ group[0]), 0);
  const flat = [0, 1, 2].filter((axis) => !((spread >> axis) & 1));
  const slant = Math.hypot(...faces);
  // A triangle; a sloping rectangle; half a face and a slanting rest; the whole face; two bent shapes.
  if (group.length === 1) return slant / 8;
  if (group.length === 2) return Math.hypot(faces[flat[0]], faces[flat[1]]) / 2;
  if (group.length === 3) return faces[flat[0]] / 2 + (3 / 8) * slant;
  return flat.length === 1 ? faces[flat[0]] : bentArea(group, faces, slant);
}

/** Four corners not in one face: a corner with its three neighbours (a hexagon), or a path that turns twice. */
function bentArea(group: readonly number[], faces: Triple, slant: number): number {
  const degree = (corner: number) => group.filter((other) => areNeighbours(corner, other)).length;
  const inner = group.filter((corner) => degree(corner) > 1);
  if (inner.length === 1) return (3 / 4) * slant;
  const middle = Math.log2(inner[0] ^ inner[1]);
  const others = [0, 1, 2].filter((axis) => axis !== middle);
  return others.reduce((area, axis) => area + Math.hypot(faces[middle], faces[axis]) / 4, slant / 2);
}
