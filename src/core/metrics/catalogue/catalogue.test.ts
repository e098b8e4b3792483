import { describe, expect, test } from 'vitest';
import type { Dims } from '../../volume';
import { boxMask, maskPair, textPair } from '../buildPairs';
import { Evaluation, type EvaluationSettings } from '../evaluation';
import type { LabelledPair } from '../labelled';
import { defaultRules } from '../matching/rule';
import { compareRules, reportEvaluation } from '../report';
import { evaluateMetrics, metricCatalogue, metricGroups } from './catalogue';

function evaluate({ reference, prediction }: LabelledPair, changes: Partial<EvaluationSettings> = {}): Evaluation {
  return new Evaluation(reference, prediction, {
    dims: reference.dims,
    spacingMm: reference.spacingMm,
    connectivity: 26,
    rule: defaultRules.anyOverlap,
    minVoxels: 1,
    toleranceMm: 1,
    ...changes,
  });
}

function valuesOf(evaluation: Evaluation): Record<string, number | null> {
  return Object.fromEntries(evaluateMetrics(evaluation).map(({ definition, value }) => [definition.id, value]));
}

test('every metric has an id of its own, a group of the list, and words', () => {
  const ids = metricCatalogue.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { group, words } of metricCatalogue) {
    expect(metricGroups).toContain(group);
    expect(words.length).toBeGreaterThan(5);
  }
});

test('the same name stands twice only under different makers', () => {
  const names = metricCatalogue.map(({ group, name, maker }) => `${group}: ${name} (${maker})`);
  expect(names.filter((name, k) => names.indexOf(name) !== k)).toEqual([]);
});

test('a perfect prediction has the best value of everything', () => {
  const dims: Dims = [12, 8, 8];
  const mask = boxMask(dims, [
    [1, 1, 1, 4, 4, 4],
    [7, 2, 2, 4, 3, 3],
  ]);
  const evaluation = evaluate(maskPair(mask, mask, dims, [2, 2, 2]));
  for (const { definition, value, note } of evaluateMetrics(evaluation)) {
    expect(note).toBe(null);
    if (definition.unit === 'count') expect(value).toBe(definition.better === 'higher' ? value : 0);
    else expect(value).toBeCloseTo(definition.better === 'higher' ? 1 : 0, 12);
  }
  expect(valuesOf(evaluation)).toMatchObject({ 'instances.found': 2, 'brats.MET.truePositives': 1 });
});

describe('empty masks, in numbers and words', () => {
  const notes = (pair: LabelledPair) =>
    new Map(evaluateMetrics(evaluate(pair)).map(({ definition, note }) => [definition.id, note]));

  test('nothing predicted; blobs of at most the minimum volume are no loss to BraTS', () => {
    const pair = textPair('11..22', '......');
    expect(valuesOf(evaluate(pair))).toMatchObject({
      'voxel.dice': 0,
      'voxel.precision': null,
      'hd95.monai': null,
      'hd95.deepmind': Infinity,
      'assd.monai': Infinity,
      'nsd.monai': 0,
      'isles22.f1': 0,
      'wmh2017.precision': 1,
      'panoptica.rq': 0,
      'panoptica.sq': 0,
      'ccmetrics.dice': 0,
      'msseg.f1': null,
      'brats.MET.dice': 0,
      'brats.GLI.dice': 1,
    });
    expect(notes(pair).get('hd95.deepmind')).toBe('Nothing is predicted: infinite (DeepMind); 374 (BraTS 2023).');
    expect(notes(pair).get('hd95.panoptica')).toBe('Nothing is predicted: stops with an error (panoptica).');
    expect(notes(pair).get('instances.missed')).toBe(null);
  });

  test('nothing predicted: MSSEG finds 0 of the lesions above 3 mm³, 0/0 where there are none', () => {
    const [large, small] = ['1111..22', '11..22'].map((reference) =>
      textPair(reference, reference.replaceAll(/\d/g, '.')),
    );
    expect(valuesOf(evaluate(large))).toMatchObject({ 'msseg.sensL': 0, 'msseg.ppvL': null, 'msseg.f1': null });
    expect(valuesOf(evaluate(small))['msseg.sensL']).toBe(null);
    expect(notes(small).get('msseg.sensL')).toBe('Undefined here: 0/0.');
  });

  test('what the minimum size leaves of either mask decides what the chosen rule says of empty ones', () => {
    const evaluation = evaluate(textPair('11..22', '......'), { minVoxels: 3 });
    const rows = evaluateMetrics(evaluation).filter(({ definition }) => definition.group === 'chosen rule');
    const rowOf = (id: string) => rows.find(({ definition }) => definition.id === `instances.${id}`);
    expect(rowOf('sensitivity')?.value).toBe(null);
    expect(rowOf('f1')).toMatchObject({
      value: null,
      note: 'Nothing of the minimum size in either mask: undefined (definition).',
    });
    expect(valuesOf(evaluation)).toMatchObject({ 'voxel.dice': 0, 'instances.missed': 0 });
  });

  test('nothing in the reference', () => {
    const pair = textPair('......', '11..22');
    expect(valuesOf(evaluate(pair))).toMatchObject({
      'voxel.dice': 0,
      'voxel.sensitivity': null,
      'isles22.f1': 0,
      'wmh2017.recall': 1,
      'panoptica.rq': 0,
      'ccmetrics.dice': 0,
      'brats.MET.dice': 0,
      'brats.MET.hd95Mm': 374,
      'instances.false': 2,
    });
    expect(notes(pair).get('voxel.dice')).toBe(
      "The reference is empty: 0 (WMH 2017, MONAI ignore_empty=False, ISLES'22, MetricsReloaded, BraTS 2023); undefined (MONAI).",
    );
  });

  test('both empty', () => {
    const pair = textPair('...', '...');
    expect(valuesOf(evaluate(pair))).toMatchObject({
      'voxel.dice': null,
      'isles22.f1': 1,
      'wmh2017.f1': 1,
      'panoptica.rq': null,
      'ccmetrics.dice': 1,
      'brats.GLI.dice': 1,
      'brats.GLI.hd95Mm': 0,
    });
    expect(notes(pair).get('panoptica.rq')).toBe('Both masks are empty: undefined (panoptica).');
  });
});

describe('evaluation', () => {
  const dims: Dims = [6, 6, 1];
  // Two blobs that touch by a corner, one of them predicted; and a single predicted voxel far away.
  const reference = boxMask(dims, [
    [0, 0, 0, 2, 2, 1],
    [2, 2, 0, 2, 2, 1],
  ]);
  const prediction = boxMask(dims, [
    [0, 0, 0, 2, 2, 1],
    [5, 5, 0, 1, 1, 1],
  ]);

  test("makers label as they do, whatever the page's connectivity", () => {
    const evaluation = evaluate(maskPair(reference, prediction, dims));
    expect(evaluation.pair.table.referenceCount).toBe(1);
    expect(evaluation.labelled(26)).toBe(evaluation.pair);
    expect(evaluation.labelled(6).table.referenceCount).toBe(2);
    expect(evaluation.labelled(6, 3).table).toMatchObject({ referenceCount: 2, predictionCount: 1 });
  });

  test('numbered instances are labelled anew for the makers', () => {
    const evaluation = evaluate(textPair('1122', '1122'), { connectivity: null });
    expect(evaluation.matching.counts.truePositives).toBe(2);
    expect(evaluation.labelled(26).table.referenceCount).toBe(1);
  });

  test('the minimum size acts on the chosen rule alone', () => {
    const evaluation = evaluate(maskPair(reference, prediction, dims), { minVoxels: 2 });
    expect(valuesOf(evaluation)).toMatchObject({
      'instances.false': 0,
      'isles22.f1': 1 / 1.5,
      'voxel.precision': 4 / 5,
    });
  });

  test('a report holds every rule, every blob with its reason, and recall by size', () => {
    const report = reportEvaluation(evaluate(maskPair(reference, prediction, dims), { rule: defaultRules.greedy }));
    expect(report.metrics).toHaveLength(metricCatalogue.length);
    expect(report.rule).toBe('one to one, IoU ≥ 0.5, best first');
    expect(report.blobs).toEqual([
      { id: 1, voxels: 8, volumeMm3: 8, isMatched: true, why: 'found: IoU 0.50 ≥ 0.5 (prediction 1)' },
    ]);
    expect(
      report.rules.map(({ rule, truePositives, falsePositives }) => [rule.kind, truePositives, falsePositives]),
    ).toEqual([
      ['anyOverlap', 1, 1],
      ['share', 1, 1],
      ['greedy', 1, 1],
      ['optimal', 1, 1],
      ['manyToOne', 1, 1],
      ['dilateAndMerge', 1, 1],
      ['msseg', 1, 1],
      ['voronoi', 1, 1],
    ]);
    expect(report.sizeBins.find(({ blobs }) => blobs > 0)).toMatchObject({ from: 3, to: 10, recall: 1 });
  });

  test('rules of ones own can be compared too', () => {
    const rule = { ...defaultRules.greedy, threshold: 0.6 };
    expect(compareRules(evaluate(maskPair(reference, prediction, dims)), [rule])).toMatchObject([
      { truePositives: 0, words: 'one to one, IoU ≥ 0.6, best first' },
    ]);
  });
});
