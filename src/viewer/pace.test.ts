import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './pace';

/** A context whose work is done when the test says so. */
function fakeContext() {
  let isDone = false;
  const gl = {
    SIGNALED: 1,
    fenceSync: () => ({}),
    isContextLost: () => false,
    getSyncParameter: () => (isDone ? 1 : 0),
    deleteSync: () => {},
  };
  return {
    gl: gl as unknown as WebGL2RenderingContext,
    setDone: (value: boolean) => {
      isDone = value;
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 16));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('many wishes within a frame are one drawing', () => {
  const card = fakeContext();
  const drawn: boolean[] = [];
  const pace = new Pace((isDraft) => {
    drawn.push(isDraft);
    return card.gl;
  });
  for (let i = 0; i < 5; i++) pace.soon();
  vi.advanceTimersByTime(20);
  expect(drawn).toEqual([false]);
});

test('nothing is drawn while the card is at work; afterwards one drawing serves all wishes, as a draft since the fine one was slow', () => {
  const card = fakeContext();
  const drawn: boolean[] = [];
  const pace = new Pace((isDraft) => {
    drawn.push(isDraft);
    return card.gl;
  });
  pace.soon();
  vi.advanceTimersByTime(20);
  pace.soon();
  vi.advanceTimersByTime(100);
  pace.soon();
  vi.advanceTimersByTime(400);
  expect(drawn).toEqual([false]);
  card.setDone(true);
  vi.advanceTimersByTime(40);
  expect(drawn).toEqual([false, true]);
  vi.advanceTimersByTime(300);
  expect(drawn).toEqual([false, true, false]);
});

test('a fast card never draws a draft', () => {
  const card = fakeContext();
  card.setDone(true);
  const drawn: boolean[] = [];
  const pace = new Pace((isDraft) => {
    drawn.push(isDraft);
    return card.gl;
  });
  for (let i = 0; i < 4; i++) {
    pace.soon();
    vi.advanceTimersByTime(30);
  }
  vi.advanceTimersByTime(500);
  expect(drawn).toEqual([false, false, false, false]);
});

test('after the stop nothing is drawn', () => {
  let count = 0;
  const pace = new Pace(() => {
    count++;
    return null;
  });
  pace.soon();
  pace.stop();
  pace.soon();
  vi.advanceTimersByTime(500);
  expect(count).toBe(0);
});
