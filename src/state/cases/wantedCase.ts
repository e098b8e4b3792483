import type { Connectivity } from '../../core/case';
import { phantomEntry } from '../../core/phantoms/catalogue';
import type { PhantomSettings } from '../../core/phantoms/settings';
import type { CaseAsk, OpenedFile } from '../../protocol/scanCalls';
import { type CaseRole, caseName } from './casesModel';
import { pairFiles } from './pairFiles';

/** A case that is wanted beside the one that was opened first. */
export interface WantedCase {
  readonly ask: CaseAsk;
  readonly name: string;
  readonly role: CaseRole;
}

/** A built-in case. */
export function wantedPhantom(settings: PhantomSettings, role: CaseRole, connectivity: Connectivity): WantedCase {
  const name = caseName({ name: phantomEntry(settings.kind).title, source: { kind: 'phantom', settings } });
  return { ask: { name: 'phantom', ask: { settings, connectivity } }, name, role };
}

/** Each scan among these files with the mask that belongs to it, all in one role; and a sentence about those that have no counterpart, '' where all have. */
export function wantedPairs(
  files: readonly OpenedFile[],
  role: CaseRole,
  connectivity: Connectivity,
): { readonly wanted: readonly WantedCase[]; readonly leftOver: string } {
  const { pairs, left } = pairFiles(files);
  const wanted = pairs.map(({ scan, mask }): WantedCase => {
    const ask = { scanId: scan.fileId, maskId: mask.fileId, reading: { kind: 'all' }, connectivity } as const;
    return { ask: { name: 'assemble', ask }, name: scan.name, role };
  });
  const names = left.map(({ name }) => name).join(', ');
  return { wanted, leftOver: names && `${names}: a case needs a scan and its mask. Add both together.` };
}

/** So many seeds behind that of a built-in case that none of the known cases has; behind the last comes the first again. */
export function freeSeeds({ kind, seed }: PhantomSettings, count: number, known: Iterable<CaseAsk>): readonly number[] {
  const taken = new Set([...known].flatMap(({ name, ask }) => (name === 'phantom' ? ask.settings.seed : [])));
  const { min, max } = phantomEntry(kind).ranges.seed;
  const seeds: number[] = [];
  for (let next = seed + 1; seeds.length < count; next++) {
    const wrapped = min + ((next - min) % (max - min + 1));
    if (!taken.has(wrapped)) seeds.push(wrapped);
  }
  return seeds;
}
