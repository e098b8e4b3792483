import type { PhantomSettings } from './phantoms/settings';
import type { Grid, Triple } from './volume';

/** Which voxels count as neighbours: 6 = faces, 18 = faces and edges, 26 = faces, edges and corners. */
export type Connectivity = 6 | 18 | 26;

/** One connected component of the mask, as measured on its grid. */
export interface Blob {
  /** 1..N by falling size (ties: first voxel in array order), the value of its voxels in the ids of its case; 0 is background. */
  readonly id: number;
  readonly voxels: number;
  readonly volumeMm3: number;
  /** Diameter of the ball of the same volume. */
  readonly equivalentDiameterMm: number;
  /** Centre of mass in world mm (RAS+). */
  readonly centreMm: Triple;
  /** The blob's own voxel nearest to its centre of mass: a place where the crosshair is certain to be inside it. */
  readonly anchorVoxel: Triple;
  /** Inclusive bounds in voxels. */
  readonly boxMin: Triple;
  readonly boxMax: Triple;
  /** Its part of all foreground voxels, 0..1. */
  readonly share: number;
  /** `#rrggbb`, colour-blind safe; blobs near one another never share it. */
  readonly colour: string;
}

/** How unequal the blobs are. With no blobs every number is 0. */
export interface Imbalance {
  readonly blobCount: number;
  readonly foregroundVoxels: number;
  /** Foreground voxels of the whole volume, 0..1. */
  readonly foregroundShare: number;
  readonly largestShare: number;
  /** Share of the foreground held by the smaller half of the blobs (floor(N/2) of them). */
  readonly smallerHalfShare: number;
  /** Gini coefficient of the blob sizes: 0 = all equal, towards 1 = one blob holds everything. */
  readonly gini: number;
  /** The best soft Dice a prediction can have that misses every blob but the largest: 2L / (L + total). */
  readonly diceOfLargestAlone: number;
}

/** What the values of a mask file mean. */
export type MaskReading =
  | { readonly kind: 'all' }
  | { readonly kind: 'class'; readonly value: number }
  | { readonly kind: 'instances' };

/** Cases that are made for one lesson, always the same. */
export type MadeCaseName = 'three_of_sixteen';

/** Where the open case came from. */
export type CaseSource =
  | { readonly kind: 'phantom'; readonly settings: PhantomSettings }
  | { readonly kind: 'made'; readonly made: MadeCaseName }
  | {
      readonly kind: 'files';
      readonly scanId: number | null;
      readonly maskId: number | null;
      readonly reading: MaskReading;
    };

/** Everything the page knows of the open case except its arrays; plain enough for JSON. */
export interface CaseFacts {
  readonly name: string;
  readonly source: CaseSource;
  readonly grid: Grid;
  readonly connectivity: Connectivity;
  readonly hasScan: boolean;
  readonly hasMask: boolean;
  /** The intensities drawn black and white, see displayRange.ts. */
  readonly displayRange: readonly [number, number];
  /** The non-zero values of the mask file with their voxel counts, at most 64 of them; phantoms: [1]. */
  readonly maskValues: readonly { readonly value: number; readonly voxels: number }[];
  readonly blobs: readonly Blob[];
  readonly imbalance: Imbalance;
  /** Sentences about what was done to the files (resampled, cropped, non-finite voxels replaced ...). */
  readonly remarks: readonly string[];
}

/** The arrays that belong to a case, flat, x fastest. */
export interface CaseArrays {
  readonly scan: Float32Array;
  readonly ids: Int32Array;
}
