import { expect, test, vi } from 'vitest';
import { asksOf, readyApp, stepsOf, until, untilPhase, upTo } from '../testApp';

test('opening it runs the check once; its result stays until it is asked for again', async () => {
  const app = await readyApp();
  const { openRoom, closeRoom, checkRoom } = app.actions;
  openRoom();
  expect(app.store.getState()).toMatchObject({ isRoomOpen: true, room: { phase: 'checking' } });
  await vi.waitFor(() => expect(app.store.getState().room.phase).toBe('checked'));
  expect(app.store.getState()).toMatchObject({
    room: { report: { used: 'wasm' } },
    standby: { backend: 'wasm' },
    tier: { measured: { backend: 'wasm', msPerStep: 65 } },
  });
  closeRoom();
  openRoom();
  expect(asksOf(app, 'roomCheck')).toMatchObject([{ settings: { patch: { size: 32 } }, dims: [2, 2, 2] }]);
  checkRoom();
  checkRoom();
  expect(asksOf(app, 'roomCheck').length).toBe(2);
});

test('a cancel, or closing it, leaves what was known before', async () => {
  const app = await readyApp();
  app.actions.openRoom();
  app.actions.closeRoom();
  await vi.waitFor(() => expect(app.store.getState()).toMatchObject({ isRoomOpen: false, room: { phase: 'none' } }));
  app.actions.openRoom();
  await vi.waitFor(() => expect(app.store.getState().room.phase).toBe('checked'));
  const { room } = app.store.getState();
  app.actions.checkRoom();
  app.actions.cancelRoomCheck();
  await vi.waitFor(() => expect(app.store.getState().room).toEqual(room));
});

test('a check that breaks says so, and can be tried again', async () => {
  const app = await readyApp();
  app.lane.failRoom = { kind: 'fault', message: 'the lane stopped' };
  app.actions.openRoom();
  await vi.waitFor(() => expect(app.store.getState().room).toEqual({ phase: 'failed', message: 'The lane stopped.' }));
  app.lane.failRoom = null;
  app.actions.openRoom();
  await vi.waitFor(() => expect(app.store.getState().room.phase).toBe('checked'));
});

test('a run is not disturbed; one that rests gives its lane away and takes it back where it stood', async () => {
  const app = await readyApp();
  app.actions.play();
  await vi.waitFor(() => expect(app.vault.records.length).toBeGreaterThan(2));
  app.actions.openRoom();
  app.actions.checkRoom();
  expect(asksOf(app, 'roomCheck')).toEqual([]);
  expect(app.store.getState().room.phase).toBe('none');
  app.actions.pause();
  await untilPhase(app, 'paused');
  const step = app.vault.records.length;
  app.actions.checkRoom();
  await vi.waitFor(() => expect(app.store.getState().room.phase).toBe('checked'));
  expect(app.store.getState().lane.phase).toBe('paused');
  expect(asksOf(app, 'warm')).toEqual([]);
  app.actions.play();
  await untilPhase(app, 'finished');
  expect(asksOf(app, 'open').at(-1)).toMatchObject({ checkpoint: { step } });
  expect(stepsOf(app)).toEqual(upTo(120));
  expect(app.store.getState().notices).toEqual([]);
});

test('a lane that is asked something beside its run when the check is wanted, is given away as soon as it has answered', async () => {
  const app = await readyApp();
  const { call } = app.lane;
  app.lane.call = async (name, ask, options) => {
    if (name === 'explain') await new Promise((resolve) => setTimeout(resolve, 20));
    return call(name, ask, options);
  };
  app.actions.singleStep();
  await untilPhase(app, 'paused');
  app.actions.openSlowMotion();
  await new Promise((resolve) => setTimeout(resolve, 5));
  app.actions.checkRoom();
  expect(app.store.getState().room.phase).toBe('checking');
  await until(app, ({ slowMotion, room }) => slowMotion.phase === 'open' && room.phase === 'checked');
  app.actions.singleStep();
  await vi.waitFor(() => expect(app.vault.records.length).toBe(2));
  expect(asksOf(app, 'open')).toMatchObject([{ checkpoint: null }, { checkpoint: { step: 1 } }]);
});
