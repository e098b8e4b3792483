import { expect, test } from 'vitest';
import { createRandom } from '../../core/random';
import { levelsOf } from '../../core/recording/levels';
import { decodeVolume } from '../../core/recording/volumeCodec';
import { memory } from '../../engine/ops';
import type { LaneCase } from '../../protocol/laneCalls';
import { laneCase, makeScan, openSession, settings } from './testLane';

/** The same blobs in other noise. */
function otherCase(id: number, role: LaneCase['role']): LaneCase {
  const { dims, ids } = makeScan();
  const random = createRandom(id);
  const scan = Float32Array.from(ids, (blob) => (blob > 0 ? 3 : 0) + 0.3 * random.normal());
  return laneCase({ id, role, dims, scan, ids });
}

const three = [laneCase(), otherCase(1, 'train'), otherCase(2, 'validate')];

test('steps are told with the case that they learned from; with one case nothing is told, and the run is what it was', async () => {
  const several = await openSession({ cases: three });
  await several.advance(12);
  const cases = new Set(several.records.map(({ caseId = 0 }) => caseId));
  expect([...cases].sort()).toEqual([0, 1]);
  const alone = await openSession();
  await alone.advance(6);
  const validated = await openSession({ cases: [laneCase(), otherCase(2, 'validate')] });
  await validated.advance(3);
  await validated.validate([2]);
  await validated.advance(6);
  expect(alone.records.every((record) => !('caseId' in record))).toBe(true);
  expect(validated.totals()).toEqual(alone.totals());
});

test('a lane that is opened again from its checkpoint goes on over all cases, bit by bit', async () => {
  const whole = await openSession({ cases: three });
  await whole.advance(8);
  const first = await openSession({ cases: three });
  await first.advance(4);
  const second = await openSession({ cases: three, checkpoint: structuredClone(await first.checkpoint()) });
  await second.advance(8);
  expect([...first.totals(), ...second.totals()]).toEqual(whole.totals());
  expect((await second.validate([2])).cases[0]).toEqual({
    ...(await whole.validate([2])).cases[0],
    elapsedMs: expect.any(Number),
  });
});

test('cases are predicted whole and scored; the one that is asked for comes back as it is', async () => {
  const { advance, validate } = await openSession({ cases: three });
  await advance(40);
  const before = memory().numTensors;
  const { step, cases, whole } = await validate([0, 2], 2);
  expect(memory().numTensors).toBe(before);
  expect(step).toBe(40);
  expect(cases.map(({ caseId }) => caseId)).toEqual([0, 2]);
  for (const { scores, voxels } of cases) {
    expect(voxels).toBe(12 * 10 * 11);
    expect(scores.perBlob).toHaveLength(3);
    expect(scores.dice).toBeGreaterThan(0.5);
  }
  expect(whole?.caseId).toBe(2);
  expect(levelsOf(whole?.probability ?? new Float32Array())).toEqual(
    decodeVolume(cases[1].recorded, null, cases[1].voxels),
  );
});

test('the newest validation is read at other thresholds, of validation cases only', async () => {
  const { advance, validate, judge } = await openSession({ cases: three });
  expect(await judge(0.5, true)).toBeNull();
  await advance(40);
  const { cases } = await validate([0, 2]);
  const judged = await judge(0.5, true);
  expect(judged?.step).toBe(40);
  expect(judged?.cases).toEqual([{ caseId: 2, scores: cases[1].scores }]);
  expect(judged?.sweep?.f1AtThreshold).toHaveLength(19);
  const { best, f1AtThreshold = [] } = judged?.sweep ?? {};
  expect(best?.f1).toBe(Math.max(...f1AtThreshold.map(({ f1 }) => f1 ?? 0)));
  expect((await judge(0.99, false))?.cases[0].scores.threshold).toBe(0.99);
});

test('a validation that is cancelled is none; no case to learn from, and an unknown one, are refused', async () => {
  const { validate, reopen } = await openSession({ cases: three });
  const control = new AbortController();
  control.abort();
  await expect(validate([2], null, control.signal)).rejects.toMatchObject({ name: 'CancelledError' });
  await expect(validate([7])).rejects.toThrow(/A case that the run does not have/);
  await expect(reopen({ cases: [otherCase(2, 'validate')] })).rejects.toThrow(/No case to learn from/);
});

test('the memory of further scans counts', async () => {
  const one = await openSession({ settings });
  const more = await openSession({ settings, cases: three });
  expect(more.facts.memoryBytes - one.facts.memoryBytes).toBe(4 * 4 * 2 * 12 * 10 * 11);
});
