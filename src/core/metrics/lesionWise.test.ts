import { describe, expect, test } from 'vitest';
import type { Dims } from '../volume';
import { boxMask, maskPair, textPair } from './buildPairs';
import { dilateAndLabel } from './dilate';
import type { LabelledPair } from './labelled';
import { bratsTasks, scoreLesions, sumUpLesions, worstHd95Mm } from './lesionWise';

const small = { dilation: 1, minVolumeMm3: 1 };

function measureLesions(pair: LabelledPair, { dilation, minVolumeMm3 }: typeof small) {
  return sumUpLesions(scoreLesions(pair, dilation), minVolumeMm3, pair.table.predictionCount);
}

describe('dilation', () => {
  const dims: Dims = [7, 7, 7];
  const centre = maskPair(boxMask(dims, [[3, 3, 3, 1, 1, 1]]), new Uint8Array(343), dims).reference.components;
  const volume = (steps: number) => dilateAndLabel(centre, dims, steps).ids.filter((id) => id > 0).length;

  test('one step gives the voxel and its 18 neighbours, two the shape of both', () => {
    expect([volume(0), volume(1), volume(2)]).toEqual([1, 19, 93]);
  });

  test('stays within the grid', () => {
    expect(volume(9)).toBe(343);
  });
});

describe('lesion-wise Dice and HD95', () => {
  test('found, missed and false by hand', () => {
    const found = measureLesions(textPair('111......22......', '11............22.'), small);
    expect(found.lesions).toMatchObject([
      { references: [1], predictions: [1], volumeMm3: 3, dice: 4 / 5, hd95Mm: 1 },
      { references: [2], predictions: [], dice: 0, hd95Mm: worstHd95Mm },
    ]);
    expect(found).toMatchObject({ truePositives: 1, falseNegatives: 1 });
  });

  test('each false positive costs as much as a missed lesion', () => {
    const { falsePositives, dice, hd95Mm } = measureLesions(textPair('111.....', '111...2.'), small);
    expect([falsePositives, dice, hd95Mm]).toEqual([1, 1 / 2, worstHd95Mm / 2]);
  });

  test('a prediction over two lesions is compared as a whole with each', () => {
    const { lesions } = measureLesions(textPair('111....222', '1111111111'), small);
    expect(lesions.map(({ dice }) => dice)).toEqual([6 / 13, 6 / 13]);
  });

  test('lesions of at most the minimum volume are listed, not counted', () => {
    const result = measureLesions(textPair('1......22', '.......11'), small);
    expect(result.lesions.map(({ isCounted }) => isCounted)).toEqual([false, true]);
    expect(result).toMatchObject({ truePositives: 1, falseNegatives: 0, dice: 1, hd95Mm: 0 });
  });

  test('empty masks: 1 and 0 without either, 0 and 374 without one', () => {
    expect(measureLesions(textPair('....', '....'), small)).toMatchObject({ dice: 1, hd95Mm: 0 });
    expect(measureLesions(textPair('11..', '....'), small)).toMatchObject({ dice: 0, hd95Mm: worstHd95Mm });
    expect(measureLesions(textPair('....', '11..'), small)).toMatchObject({ dice: 0, hd95Mm: worstHd95Mm });
  });

  test('when only lesions below the minimum are missed, nothing is wrong', () => {
    expect(measureLesions(textPair('1...', '....'), small)).toMatchObject({ dice: 1, hd95Mm: 0, falseNegatives: 0 });
  });

  test('the tasks have the settings of BraTS 2023', () => {
    const settings = Object.values(bratsTasks).map(({ dilation, minVolumeMm3 }) => [dilation, minVolumeMm3]);
    expect(settings).toEqual([
      [1, 2],
      [3, 50],
      [3, 50],
      [3, 50],
      [1, 50],
    ]);
  });
});
