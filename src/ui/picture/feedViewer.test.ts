import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outcome } from '../../core/terms';
import { ids, startFeeding } from './testFeed';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the open case is shown at once, its blobs over it in their colours', () => {
  const { told } = startFeeding();
  expect(told.scans).toBe(1);
  expect(told.overlay).toMatchObject({ kind: 'index', ids, colours: ['#000000', '#ff0000', '#00ff00'] });
  expect(told.opacity).toBe(0.6);
});

test('a case is opened at its largest blob', () => {
  expect(startFeeding().told.moves).toEqual([[0, 0, 0]]);
});

test('a blob chosen elsewhere takes the crosshair to it and stands out', () => {
  const { app, told } = startFeeding();
  app.actions.selectBlob(2);
  vi.runAllTimers();
  expect(told.moves.at(-1)).toEqual([2, 0, 0]);
  expect(told.highlight).toBe(2);
});

test('a blob clicked in the picture is selected where it was clicked: the crosshair stays', () => {
  const { app, events, told } = startFeeding();
  events.onClick([2, 0, 0]);
  expect(app.store.getState().selectedBlob).toBe(2);
  expect(told.moves.length).toBe(1);
});

test('a click beside the blobs selects none', () => {
  const { app, events } = startFeeding();
  events.onClick([2, 0, 0]);
  events.onClick([3, 0, 0]);
  expect(app.store.getState().selectedBlob).toBeNull();
});

test('pointing in the picture names the blob and dims nothing; pointing elsewhere lights it up', () => {
  const { app, events, told } = startFeeding();
  events.onHover([0, 0, 0]);
  vi.runAllTimers();
  expect(app.store.getState().hoveredBlob).toBe(1);
  expect(told.highlight).toBeNull();
  events.onHover(null);
  app.actions.hoverBlob(1);
  vi.runAllTimers();
  expect(told.highlight).toBe(1);
});

test('after the pointer has left, the selected blob stands out again', () => {
  const { app, told } = startFeeding();
  app.actions.selectBlob(2);
  app.actions.hoverBlob(1);
  vi.runAllTimers();
  expect(told.highlight).toBe(1);
  app.actions.hoverBlob(null);
  vi.runAllTimers();
  expect(told.highlight).toBe(2);
});

test('the outcome of a prediction replaces the blobs, and false positives are told', () => {
  const { app, events, told, said } = startFeeding();
  app.vault.outcome = Uint8Array.of(outcome.truePositive, outcome.falsePositive, outcome.falseNegative, 0);
  app.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'outcome' } }));
  expect(told.overlay).toMatchObject({ kind: 'index', ids: app.vault.outcome });
  events.onHover([1, 0, 0]);
  expect(said.isOnFalsePositive).toBe(true);
  events.onHover([0, 0, 0]);
  expect(said.isOnFalsePositive).toBe(false);
});

test('a probability that is not there yet is no overlay', () => {
  const { app, told } = startFeeding();
  app.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'probability' } }));
  expect(told.overlay).toBeNull();
});

test('what the picture cannot show becomes a sentence', async () => {
  const { app, viewer, said } = startFeeding();
  viewer.showOverlay = () => Promise.reject(new Error('no WebGL2'));
  app.store.setState(({ picture }) => ({ picture: { ...picture, overlay: 'none' } }));
  await vi.waitFor(() => expect(said.trouble).toBe('no WebGL2'));
});

test('after the end nothing is fed any more', () => {
  const { app, told, stop } = startFeeding();
  stop();
  app.actions.selectBlob(2);
  vi.runAllTimers();
  expect(told.moves.length).toBe(1);
  expect(told.highlight).toBeNull();
});
