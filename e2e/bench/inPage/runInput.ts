import { createPatchSampler, type PatchSampler } from '../../../src/core/patches';
import { phantomEntry } from '../../../src/core/phantoms/catalogue';
import { makePhantom } from '../../../src/core/phantoms/phantom';
import { defaultTraining, type TrainSettings } from '../../../src/core/settings';

/** What a timed run is told, and what it learns from. */
export interface RunInput {
  readonly settings: TrainSettings;
  readonly patches: PatchSampler;
}

/** The default run, with patches of so many voxels a side of a built-in case. */
export function runInput(size: number, baseWidth: number): RunInput {
  const network = { ...defaultTraining.network, baseWidth };
  const settings = { ...defaultTraining, network, patch: { ...defaultTraining.patch, size } };
  const { grid, scan, instances } = makePhantom({ ...phantomEntry('abstract').defaults, size: 64, blobCount: 12 });
  const { seed, patch } = settings;
  const patches = createPatchSampler({
    ...{ dims: grid.dims, spacingMm: grid.spacingMm, scan, ids: instances },
    ...{ settings: patch, seed, levels: network.levels },
  });
  return { settings, patches };
}
