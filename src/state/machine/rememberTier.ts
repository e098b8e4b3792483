import * as v from 'valibot';
import { tiers } from '../../core/tier';
import { readStorage, writeStorage } from '../storage';
import type { AppStore } from '../store';
import type { TierFacts } from './machineModel';

const key = 'blobscope.tier.1';

const remembered = v.object({
  name: v.picklist(tiers),
  measured: v.object({
    backend: v.picklist(['webgpu', 'wasm', 'cpu']),
    msPerStep: v.pipe(v.number(), v.finite(), v.gtValue(0)),
  }),
});

/** The tier that was measured last time; null where none was, or storage is refused or damaged. */
export function recallTier(): Omit<TierFacts, 'pinned'> | null {
  const parsed = v.safeParse(remembered, readStorage(key));
  return parsed.success ? parsed.output : null;
}

/** Keeps each measured tier for the next visit; not that of a backend which was only tried by name. */
export function rememberTier(store: AppStore): void {
  store.subscribe(({ tier: { name, measured }, settings }, before) => {
    const isNew = measured !== null && measured !== before.tier.measured;
    if (isNew && settings.backend === 'auto') writeStorage(key, { name, measured });
  });
}
