import { describe, expect, test } from 'vitest';
import { publishedWith } from '../../core/losses/changedLoss';
import { defaultLoss, type LossSettings, schemes, type TrainSettings } from '../../core/settings';
import type { ExplainedStep } from '../../core/slowMotion/explained';
import { memory } from '../../engine/ops';
import { laneCase, makeScan, openSession, settings } from './testLane';

async function openAt(step: number, change: Partial<TrainSettings> = {}, backend: 'cpu' | 'wasm' = 'wasm') {
  const opened = await openSession({ backend, settings: { ...settings, ...change } });
  await opened.advance(step);
  const explain = async (seek = 0) => (await opened.session.explain({ seek }, opened.quietly())) as ExplainedStep;
  return { ...opened, explain };
}

const losses: readonly LossSettings[] = [
  ...schemes.map((scheme) => ({ ...defaultLoss, scheme, ...publishedWith[scheme] })),
  { ...defaultLoss, masking: 'none' },
  { ...defaultLoss, base: 'focal_tversky' },
  { ...defaultLoss, base: 'top_k', beta: 0 },
];

describe.each(losses)('$scheme over $base, masking $masking', (loss) => {
  test('what is foretold of the next step is what the step then tells', async () => {
    const { explain, advance, records } = await openAt(3, { loss });
    const { facts } = await explain();
    expect(facts.step).toBe(4);
    expect(records.length).toBe(3);
    await advance(4);
    const { elapsedMs: _, step, alpha, beta, learningRate, ...terms } = records[3];
    expect([step, learningRate]).toEqual([facts.step, facts.update.learningRate]);
    expect(facts.update.terms).toEqual(terms);
    const { explained } = facts;
    for (const name of ['global', 'blob', 'total'] as const) expect(explained.terms[name]).toBeCloseTo(terms[name], 5);
    expect(explained.terms.blobIds).toEqual(terms.blobIds);
    explained.terms.blobTerms.forEach((term, n) => {
      expect(term).toBeCloseTo(terms.blobTerms[n], 5);
    });
    expect(explained.terms.total).toBeCloseTo(alpha * explained.terms.global + beta * explained.terms.blob, 9);
  });
});

describe.each(['cpu', 'wasm'] as const)('a look at the next step on %s', (backend) => {
  test('changes nothing in the training and leaves no tensor behind', async () => {
    const plain = await openAt(5, {}, backend);
    const watched = await openAt(2, {}, backend);
    const before = memory().numTensors;
    const { facts } = await watched.explain();
    expect(memory().numTensors).toBe(before);
    expect(await watched.explain()).toMatchObject({ facts });
    await watched.advance(5);
    expect(watched.totals()).toEqual(plain.totals());
  });

  test('the update foretold is the change of the weights', async () => {
    const { explain, advance, checkpoint } = await openAt(1, {}, backend);
    const weightsOf = async () => new Float32Array((await checkpoint()).bytes).slice(0, facts.update.weightCount);
    const { facts } = await explain();
    const before = await weightsOf();
    await advance(2);
    const change = (await weightsOf()).map((weight, i) => weight - before[i]);
    expect(Math.hypot(...change)).toBeCloseTo(facts.update.changeNorm, 6);
    expect(Math.max(...change.map(Math.abs))).toBeCloseTo(facts.update.largestChange, 7);
    expect(Math.hypot(...before)).toBeCloseTo(facts.update.weightNorm, 4);
  });
});

describe('its voxels', () => {
  test('are those of the first patch, and a prediction after the update', async () => {
    const { explain, transferred } = await openAt(2);
    const { facts, arrays } = await explain();
    const { explained, patch, update } = facts;
    for (const array of Object.values(arrays)) {
      expect(array.length).toBe(patch.size ** 3);
      expect(transferred).toContain(array.buffer);
    }
    const [one] = explained.blobs;
    const inside = [...arrays.ids.keys()].filter((v) => arrays.ids[v] === one.id);
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(inside.length).toBe(one.inside.voxels);
    expect(sum(inside.map((v) => arrays.probability[v]))).toBeCloseTo(one.inside.sums[0], 5);
    expect(sum(inside.map((v) => Math.abs(arrays.gradient[v])))).toBeCloseTo(one.pull.total, 5);
    const cell = [...arrays.cells.keys()].filter((v) => arrays.cells[v] === one.id);
    expect(cell.length).toBe(one.inside.voxels + one.outside.voxels);
    // What pulls a voxel of a blob is what is missing there: the prediction rises where the gradient is below 0.
    expect(inside.every((v) => arrays.gradient[v] < 0)).toBe(true);
    expect(arrays.after).not.toEqual(arrays.probability);
    expect(update.after.total).not.toBe(update.terms.total);
  });

  test('lie where the patch was cut from the scan', async () => {
    const { ids } = makeScan();
    const padded = { ...settings.patch, flips: false };
    const { explain } = await openAt(0, { patch: padded });
    const { facts, arrays } = await explain();
    const { origin, size } = facts.patch;
    const at = (x: number, y: number, z: number) => ids[origin[0] + x + 12 * (origin[1] + y + 10 * (origin[2] + z))];
    const cut = Array.from(arrays.ids, (_, v) => at(v % size, Math.floor(v / size) % size, Math.floor(v / size ** 2)));
    expect([...arrays.ids]).toEqual(cut);
  });
});

test('a patch without blobs says so in its numbers', async () => {
  const { session, quietly, reopen } = await openSession();
  const { scan } = makeScan();
  await reopen({ cases: [laneCase({ ids: new Int32Array(scan.length) })] });
  const { facts, arrays } = (await session.explain({ seek: 0 }, quietly())) as ExplainedStep;
  expect(facts.explained.blobs).toEqual([]);
  expect(facts.explained.terms.blob).toBe(0);
  expect(facts.explained.background.voxels).toBe(8 ** 3);
  expect(new Set(arrays.cells)).toEqual(new Set([0]));
});

describe('a patch with blobs is sought', () => {
  test('in the batches of the next steps, and is the first that there is; what is told of it adds up', async () => {
    const patch = { ...settings.patch, batchSize: 2, foregroundShare: 0 };
    const { explain, reopen } = await openAt(0, { patch });
    const ids = new Int32Array(makeScan().scan.length);
    ids[0] = 1;
    await reopen({ cases: [laneCase({ ids })] });
    const own = await explain();
    expect(own.facts).toMatchObject({ step: 1, patch: { ofStep: 1, sought: 0 }, explained: { shown: 0 } });
    const { facts, arrays } = await explain(200);
    const { explained } = facts;
    expect(facts.step).toBe(1);
    expect(explained.blobs.map(({ id }) => id)).toEqual([1]);
    expect(arrays.ids.filter((id) => id === 1).length).toBe(explained.blobs[0].inside.voxels);
    expect(explained.patches.findIndex(({ blobCount }) => blobCount > 0)).toBe(explained.shown);
    const inside = arrays.ids.indexOf(1);
    expect(Math.abs(arrays.gradient[inside])).toBeCloseTo(explained.blobs[0].pull.total, 6);
    // One step less, and there is none: then it is the next step's own.
    const before = await explain(facts.patch.ofStep - facts.step);
    expect(before.facts.patch.ofStep).toBe(1);
    expect(before.facts.explained.blobs).toEqual([]);
  });

  test('the next step’s own is taken where it holds one', async () => {
    const { explain } = await openAt(2);
    const [own, sought] = [await explain(), await explain(20)];
    expect(sought.facts).toEqual({ ...own.facts, patch: { ...own.facts.patch, sought: 20 } });
  });
});

test('of a batch of two, the mean of their terms is the term', async () => {
  const patch = { ...settings.patch, batchSize: 2 };
  const { explain } = await openAt(1, { patch, loss: { ...defaultLoss, ...publishedWith.cc, scheme: 'cc' } });
  const { facts } = await explain();
  const { patches, terms } = facts.explained;
  expect(patches.length).toBe(2);
  expect((patches[0].instance + patches[1].instance) / 2).toBeCloseTo(terms.blob, 9);
  expect((patches[0].global + patches[1].global) / 2).toBeCloseTo(terms.global, 9);
});

test('BiCC is told from both sides', async () => {
  const loss = { ...defaultLoss, ...publishedWith.bicc, scheme: 'bicc' as const, biccAlpha: 0.3 };
  const { explain } = await openAt(1, { loss });
  const { sides, terms } = (await explain()).facts.explained;
  expect(0.7 * (sides?.blobs ?? Number.NaN) + 0.3 * (sides?.predicted ?? Number.NaN)).toBeCloseTo(terms.blob, 9);
});
