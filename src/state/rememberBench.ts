import * as v from 'valibot';
import { metricGroups } from '../core/metrics/catalogue/catalogue';
import type { BenchSettings } from './benchModel';
import { lossSchema } from './recordings/lossSchema';
import { readStorage, writeStorage } from './storage';
import type { AppStore } from './store';

const key = 'blobscope.bench.1';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const pair = { score: v.picklist(['iou', 'dice']), threshold: share, isStrict: v.exactOptional(v.boolean()) };

const rule = v.variant('kind', [
  v.object({ kind: v.literal('anyOverlap') }),
  v.object({ kind: v.literal('share'), minShare: share }),
  v.object({ kind: v.literal('greedy'), ...pair }),
  v.object({ kind: v.literal('optimal'), aim: v.picklist(['score', 'count']), ...pair }),
  v.object({ kind: v.literal('manyToOne'), ...pair }),
  v.object({ kind: v.literal('dilateAndMerge'), dilation: amount, minVolumeMm3: amount }),
  v.object({ kind: v.literal('msseg'), alpha: share, beta: share, gamma: share }),
  v.object({ kind: v.literal('voronoi'), minDice: share }),
]);

const remembered = v.object({
  loss: lossSchema,
  threshold: share,
  instances: v.object({
    rule,
    connectivity: v.picklist([6, 18, 26]),
    minimumVoxels: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1e6)),
  }),
  toleranceMm: amount,
  surestError: v.pipe(v.number(), v.minValue(0.5), v.maxValue(1)),
  metrics: v.array(v.picklist(metricGroups)),
  heat: v.picklist(['global', 'instance', 'mixed']),
});

/** What was asked on the bench last time; null where nothing is kept, or storage is refused or damaged. No blob and no voxel is ever kept. */
export function recallBench(): BenchSettings | null {
  const parsed = v.safeParse(remembered, readStorage(key));
  return parsed.success ? { ...parsed.output, seenBlob: null, seenVoxel: null } : null;
}

/** Keeps the choices made on the bench for the next visit. */
export function rememberBench(store: AppStore): void {
  store.subscribe(({ benchSettings }, before) => {
    if (benchSettings === before.benchSettings) return;
    const { seenBlob: _, seenVoxel: _voxel, ...kept } = benchSettings;
    writeStorage(key, kept);
  });
}
