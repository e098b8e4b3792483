import { expect, test } from 'vitest';
import { tileAt, tilesOf } from './layout';
import { captionsOf, fittingCaptions } from './stage';

const asStored = (axis: number) => axis;

test('the grid names its views with the slice of the crosshair and states the convention once', () => {
  const texts = captionsOf(tilesOf('grid'), [74, 108, 91], asStored).map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(['Axial · z 91', 'Coronal · y 108', 'Sagittal · x 74']));
  expect(texts.filter((text) => text.startsWith('radiological'))).toHaveLength(1);
});

test('a slice is counted along the axis of the scan array that it cuts', () => {
  const axes = [2, 0, 1];
  const texts = captionsOf(tilesOf('axial'), [4, 19, 7], (axis) => axes[axis]).map(({ text }) => text);
  expect(texts[0]).toBe('Axial · y 19');
});

test('in the radiological convention the right of the body stands on the left, and the letters are on the sides they name', () => {
  const at = (text: string) => captionsOf(tilesOf('axial'), [0, 0, 0], asStored).find((c) => c.text === text);
  expect(at('R')?.x).toBe(0);
  expect(at('L')?.x).toBe(1);
  expect(at('A')?.y).toBe(0);
  expect(at('P')?.y).toBe(1);
});

test('a view that is too narrow has its name, but no letter on its lower side', () => {
  const captions = captionsOf(tilesOf('grid'), [0, 0, 0], asStored);
  const lower = (widthPx: number) =>
    fittingCaptions(captions, tilesOf('grid'), widthPx).filter(({ text, down }) => text.length === 1 && down === 'end');
  expect(lower(900)).toHaveLength(3);
  expect(lower(320)).toHaveLength(0);
  expect(fittingCaptions(captions, tilesOf('grid'), 320)).toHaveLength(captions.length - 3);
});

test('every place of the grid lies in exactly one view', () => {
  expect(tileAt('grid', 0.2, 0.2)?.view).toBe('axial');
  expect(tileAt('grid', 0.5, 0.2)?.view).toBe('coronal');
  expect(tileAt('grid', 0.2, 0.5)?.view).toBe('sagittal');
  expect(tileAt('grid', 0.99, 0.99)?.view).toBe('render');
  expect(tileAt('sagittal', 0.5, 0.5)?.view).toBe('sagittal');
  expect(tileAt('grid', 1.2, 0.2)).toBeNull();
});
