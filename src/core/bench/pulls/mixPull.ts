import type { Pull } from '../answer';

/** The pull of alpha * global + beta * instance on a blob and on the rest of its cell, from the pulls of both terms: exact where both pull a voxel the same way. */
export function mixPull(
  { globalInside, globalOutside, instanceInside, instanceOutside }: Pull,
  { alpha, beta }: { readonly alpha: number; readonly beta: number },
): { readonly inside: number; readonly outside: number } {
  return {
    inside: alpha * globalInside + beta * instanceInside,
    outside: alpha * globalOutside + beta * instanceOutside,
  };
}
