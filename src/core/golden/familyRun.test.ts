import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { recogniseGolden } from './kind';
import { parseGolden } from './parse';
import { compareRun, evaluatePlain } from './run';
import { float64Tolerance } from './tolerance';

const folder = new URL('../fixtures/golden/losses/', import.meta.url);
const read = (name: string): unknown => JSON.parse(gunzipSync(readFileSync(new URL(name, folder))).toString('utf8'));
const files = readdirSync(folder).filter(
  (name) => name.endsWith('.json.gz') && recogniseGolden(read(name)) === 'loss family',
);

test('every published loss has its counterpart', () => {
  const cases = files.map((name) => parseGolden(read(name)));
  expect(cases.flatMap(({ runs }) => runs)).toHaveLength(250);
  expect(cases.flatMap(({ skipped }) => skipped)).toEqual([]);
});

describe.each(files)('%s', (name) => {
  const golden = parseGolden(read(name));

  test.each(golden.runs.map((run) => [run.id, run] as const))(
    '%s: value and gradient are the published ones',
    async (_, run) => {
      const { isWithin, scalars, gradient } = await compareRun(golden, run, evaluatePlain, float64Tolerance);
      expect(isWithin, JSON.stringify({ scalars, gradient })).toBe(true);
      expect(gradient.compared).toBe(golden.logits.length);
    },
  );
});

test('cells that are computed give the published values where no voxel lies between two blobs', async () => {
  for (const name of ['n1_voronoi3_7x8x9.region.json.gz', 'n2_aniso_mm_6x8x9.region.json.gz']) {
    const { geometry, ...golden } = parseGolden(read(name));
    const { dims, spacingMm } = geometry;
    for (const run of golden.runs) {
      const computed = { ...golden, geometry: { dims, spacingMm } };
      expect((await compareRun(computed, run, evaluatePlain, float64Tolerance)).isWithin).toBe(true);
    }
  }
});
