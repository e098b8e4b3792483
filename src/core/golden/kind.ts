/** The layouts of golden files: of the blob loss reference, of the wider loss family, its gradient shares and weights, of metrics, or none that is known. */
export type GoldenKind = 'blob loss' | 'loss family' | 'gradient shares' | 'inverse weights' | 'metrics' | 'unknown';

/** The kind of a golden file from the keys of its JSON; the name of the file says nothing. */
export function recogniseGolden(data: unknown): GoldenKind {
  if (typeof data !== 'object' || data === null) return 'unknown';
  const has = (...keys: readonly string[]) => keys.every((key) => Object.hasOwn(data, key));
  if (has('shape', 'logits', 'instances', 'runs', 'family')) return 'loss family';
  if (has('shape', 'logits', 'instances', 'runs', 'n_blobs')) return 'blob loss';
  if (has('shape', 'reference', 'prediction', 'expected')) return 'metrics';
  if (has('states', 'instances_rle', 'voronoi_rle')) return 'gradient shares';
  if (has('maps', 'rle')) return 'inverse weights';
  return 'unknown';
}
