import * as v from 'valibot';
import { mostCases } from '../cases/casesModel';
import {
  caseSchema,
  finite,
  listOf,
  mostSteps,
  ratio,
  settingsSchema,
  whole,
  words,
} from '../recordings/recordingSchema';
import type { DamagedEntry, KeptEntry } from './keptModel';
import { keptVersion } from './keptModel';

const step = whole(0, mostSteps);
const curve = listOf(v.object({ step, value: finite }), 200);

const lane = v.object({
  id: v.picklist(['A', 'B', 'C', 'D']),
  settings: settingsSchema,
  backend: v.picklist(['webgpu', 'wasm', 'cpu']),
  step,
  scores: v.nullable(v.object({ step, dice: ratio, sensitivity: ratio, precision: ratio, f1: ratio })),
  lossCurve: curve,
  f1Curve: curve,
});

const entrySchema = v.object({
  id: words,
  version: v.literal(keptVersion),
  name: words,
  keptAt: words,
  case: caseSchema,
  scans: v.exactOptional(v.object({ train: whole(0, mostCases), validate: whole(0, mostCases) })),
  lanes: v.pipe(v.array(lane), v.minLength(1), v.maxLength(4)),
  bytes: whole(0, 2 ** 31),
  isOffered: v.boolean(),
  isPinned: v.optional(v.boolean()),
});

/** An entry as it may be believed, or why it cannot be. */
export function checkEntry({ id, entry }: { readonly id: string; readonly entry: unknown }): KeptEntry | DamagedEntry {
  const version = v.safeParse(v.object({ version: v.number() }), entry);
  if (version.success && version.output.version > keptVersion)
    return { id, message: 'It was kept by a newer version of this page: reload to get that.' };
  const parsed = v.safeParse(entrySchema, entry);
  if (parsed.success && parsed.output.id === id) return withPin(parsed.output);
  const where = parsed.success ? 'id' : (v.getDotPath(parsed.issues[0]) ?? 'entry').slice(0, 80);
  return { id, message: `It is damaged and cannot be opened (${where}).` };
}

/** Entries of before there were pins are pinned where they were given a name. */
function withPin({ isPinned, ...entry }: v.InferOutput<typeof entrySchema>): KeptEntry {
  return { ...entry, isPinned: isPinned ?? entry.name !== entry.case.name };
}
