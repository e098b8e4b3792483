import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phantomEntry } from '../core/phantoms/catalogue';
import { defaultTraining } from '../core/settings';
import { furtherFrom, phantomFrom, readAddress, trainingFrom } from './fromUrl';

test('an address sets the case and the training', () => {
  const given = readAddress('?backend=wasm', '#case=liver&size=64&steps=12&levels=3&width=4&beta=0.5&mode=train');
  expect(given).toEqual({
    backend: 'wasm',
    case: 'liver',
    size: 64,
    steps: 12,
    levels: 3,
    width: 4,
    beta: 0.5,
    mode: 'train',
  });
  expect(trainingFrom(given, defaultTraining)).toMatchObject({
    steps: 12,
    backend: 'wasm',
    network: { levels: 3, baseWidth: 4 },
    loss: { alpha: 2, beta: 0.5 },
  });
});

test('a class weight of the focal loss is a number up to 1, or none', () => {
  const base = { ...defaultTraining, loss: { ...defaultTraining.loss, focalAlpha: 0.5 } };
  const weightOf = (hash: string) => trainingFrom(readAddress('', hash), base).loss.focalAlpha;
  expect(['#focalAlpha=0.25', '#focalAlpha=none', '#focalAlpha=2', '#'].map(weightOf)).toEqual([0.25, null, 0.5, 0.5]);
});

test('an address sets the loss, and what does not go together becomes what does', () => {
  const lossOf = (hash: string) => trainingFrom(readAddress('', hash), defaultTraining).loss;
  expect(lossOf('#scheme=bicc&base=dice_bce&biccAlpha=0.25&smooth=0&alpha=1&beta=1')).toEqual({
    ...defaultTraining.loss,
    ...{ scheme: 'bicc', base: 'dice_bce', biccAlpha: 0.25, smooth: 0, alpha: 1, beta: 1 },
  });
  expect(lossOf('#masking=none')).toEqual({ ...defaultTraining.loss, masking: 'none' });
  expect(lossOf('#scheme=component_adaptive')).toMatchObject({ scheme: 'component_adaptive', base: 'tversky' });
  expect(lossOf('#base=top_k')).toMatchObject({ base: 'top_k', alpha: 3, beta: 0 });
  expect(lossOf('#scheme=voronoi&base=hinge&biccAlpha=2')).toEqual(defaultTraining.loss);
});

test('unknown names, values out of range and words for numbers are left out', () => {
  expect(readAddress('', '#case=kidney&size=500&steps=-1&beta=NaN&patch=17&__proto__=1&alpha=1e999&width=8.5')).toEqual(
    {},
  );
});

test('a built-in case takes from the address what its kind can be made with, and keeps the rest as it was', () => {
  const { defaults, ranges } = phantomEntry('liver');
  const given = { size: 64, blobs: ranges.blobCount.max + 1, caseSeed: 7 };
  expect(phantomFrom(given, defaults)).toEqual({ ...defaults, size: 64, seed: 7 });
  expect(phantomFrom({ blobs: 0 }, defaults)).toEqual(defaults);
});

test('no address throws or touches the prototype of objects', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (search, hash) => {
      trainingFrom(readAddress(search, hash), defaultTraining);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
  );
});

test('further cases come from seeds; what is no seed, twice, or the first case is left out', () => {
  const first = { ...phantomEntry('ms').defaults, seed: 2 };
  const from = (hash: string) => furtherFrom(readAddress('', hash), first);
  expect(from('#trainSeeds=2,3,3&validateSeeds=3,4')).toEqual([
    { seed: 3, role: 'train' },
    { seed: 4, role: 'validate' },
  ]);
  expect(from('#trainSeeds=1;2&validateSeeds=')).toEqual([]);
  expect(from('')).toEqual([]);
});
