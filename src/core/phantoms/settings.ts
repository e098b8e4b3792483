/** The built-in kinds of case: the five tasks of the blob loss paper, and an abstract one. */
export const phantomKinds = ['ms', 'liver', 'plaques', 'cfos', 'nuclei', 'abstract'] as const;
export type PhantomKind = (typeof phantomKinds)[number];

/** What a seeded generator is asked for; the same settings give the same voxels. */
export interface PhantomSettings {
  readonly kind: PhantomKind;
  readonly seed: number;
  /** Voxels per side of the cube, 48..128. */
  readonly size: number;
  /** How many blobs to place; touching ones may merge, so the labelled count can be smaller. */
  readonly blobCount: number;
  /** Standard deviation of ln(volume): 0 = all equal. */
  readonly sizeSpread: number;
  /** Blob contrast relative to the kind's natural one (1). */
  readonly contrast: number;
  /** Noise relative to the kind's natural one (1). */
  readonly noise: number;
}
