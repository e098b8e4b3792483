import { expect, test } from 'vitest';
import { lorenzCurve } from '../../core/lorenz';
import { lightChartTheme } from '../theme';
import { wrapWords } from '../wrapWords';
import { type CardFigure, cardSvg } from './cardSvg';
import { binSizes } from './sizeBins';

const sizes = [60, 20, 15, 5];
const card: CardFigure = {
  title: 'Imbalance of <a> & b.nii',
  subtitle: '26-connected',
  facts: [{ name: 'Largest', value: '60', below: '480 mm³' }],
  sentences: ['Dice can still be 0.92 with the smallest of 4 blobs missed.'],
  lorenz: { curve: lorenzCurve(sizes), others: [], blobCount: 4 },
  bins: binSizes(sizes.map((size, id) => ({ id, size }))),
  pull: { title: 'Share of the pull', bars: [{ name: 'Dice', share: 0.2, words: '20 %', isBlob: false }] },
  table: [],
};

test('every word of the card is in the figure, safely, on white', () => {
  const { svg } = cardSvg(card, lightChartTheme);
  for (const words of [
    '26-connected',
    'Largest',
    '480 mm³',
    'still be 0.92',
    'Share of the pull',
    '20 %',
    '&#60;a&#62; &#38; b.nii',
  ])
    expect(svg).toContain(words);
  expect(svg).toContain('fill="#ffffff"');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});

test('the bar is as long as its share', () => {
  expect(cardSvg(card, lightChartTheme).svg).toContain(
    `width="88" height="14" rx="3" fill="${lightChartTheme.global}"`,
  );
});

test('the height follows what there is to say', () => {
  const rows = [['Mask', 'Blobs'], ['a.nii', '4'], ['b.nii: text; expected a mask.']];
  const plain = cardSvg({ ...card, pull: null }, lightChartTheme).size.height;
  expect(cardSvg(card, lightChartTheme).size.height).toBe(plain + 64);
  expect(cardSvg({ ...card, pull: null, table: rows }, lightChartTheme).size.height).toBe(plain + 24 + 60);
});

test('a card without blobs draws no histogram and no curve', () => {
  const empty = { ...card, lorenz: { curve: lorenzCurve([]), others: [], blobCount: 0 }, bins: [], pull: null };
  expect(cardSvg(empty, lightChartTheme).svg).not.toMatch(/NaN|Infinity|undefined|log scale/);
});

test('lines are broken between words, and words only where they must', () => {
  expect(wrapWords('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapWords('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
  expect(wrapWords('', 5)).toEqual([]);
});
