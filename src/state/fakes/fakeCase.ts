import type { Blob, CaseSource, Connectivity } from '../../core/case';
import type { PhantomSettings } from '../../core/phantoms/settings';
import { plainGrid } from '../../core/volume';
import type { OpenedCase } from '../../protocol/scanCalls';

const blob: Blob = {
  ...{ id: 1, voxels: 2, volumeMm3: 2, equivalentDiameterMm: 1.56, share: 1, colour: '#e69f00' },
  ...{ centreMm: [0, 0, 0], anchorVoxel: [0, 0, 0], boxMin: [0, 0, 0], boxMax: [1, 0, 0] },
};

const imbalance = {
  ...{ blobCount: 1, foregroundVoxels: 0, foregroundShare: 0, largestShare: 0, smallerHalfShare: 0 },
  ...{ gini: 0, diceOfLargestAlone: 0 },
};

/** A case of 2^3 voxels with one blob in its facts, named as the call that asked for it; without settings of a phantom it comes from files. */
export function fakeCase(
  name: string,
  { connectivity, settings }: { readonly connectivity: Connectivity; readonly settings?: PhantomSettings },
): OpenedCase {
  const fromFiles: CaseSource = { kind: 'files', scanId: 1, maskId: 2, reading: { kind: 'all' } };
  return {
    facts: {
      name,
      source: settings ? { kind: 'phantom', settings } : fromFiles,
      grid: plainGrid([2, 2, 2]),
      connectivity,
      ...{ hasScan: true, hasMask: true, displayRange: [0, 1], maskValues: [] },
      ...{ blobs: [blob], imbalance, remarks: [] },
    },
    arrays: { scan: new Float32Array(8), ids: new Int32Array(8) },
  };
}
