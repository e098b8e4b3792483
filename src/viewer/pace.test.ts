import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from './pace';

/** A picture whose card takes `castMs` for the whole 3-D view and nothing for the rest; `log` tells what was drawn. */
function fakePicture({ castMs }: { castMs: number }) {
  let readyAtMs = 0;
  let made = 0;
  const log: string[] = [];
  const state = { isDue: true, castMs, log, isBusy: false };
  const gl = {
    SIGNALED: 1,
    fenceSync: () => ({}),
    isContextLost: () => false,
    getSyncParameter: () => (performance.now() >= readyAtMs ? 1 : 0),
    deleteSync: () => {},
    // biome-ignore lint/suspicious/noExplicitAny: the few parts of a context that a pace uses
  } as any;
  const work = (part: number) => {
    readyAtMs = performance.now() + part * state.castMs;
  };
  return {
    ...{ state, log },
    spoil: () => {
      [state.isDue, made] = [true, 0];
    },
    painter: {
      context: () => gl as WebGL2RenderingContext,
      draw: () => void log.push('frame'),
      isCastDue: () => state.isDue,
      cast: (part: number) => {
        work(Math.min(part, 1 - made));
        made = Math.min(1, made + part);
        log.push('cast');
        const done = made;
        if (done === 1) [state.isDue, made] = [false, 0];
        return done;
      },
      castDraft: () => {
        work(0.1);
        made = 0;
        log.push('draft');
      },
      onBusy: (isBusy: boolean) => {
        state.isBusy = isBusy;
      },
    },
  };
}

/** How often each thing was drawn. */
function countsOf(log: readonly string[]) {
  const count = (what: string) => log.filter((entry) => entry === what).length;
  return { frames: count('frame'), casts: count('cast'), drafts: count('draft') };
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
  const { painter, log, state } = fakePicture({ castMs: 1 });
  state.isDue = false;
  const pace = new Pace(painter);
  for (let i = 0; i < 5; i++) pace.soon();
  vi.advanceTimersByTime(100);
  expect(log).toEqual(['frame']);
});

test('on a slow card a moving hand gets drafts, and the fine view in small parts once it rests', () => {
  const { painter, log, state, spoil } = fakePicture({ castMs: 500 });
  const pace = new Pace(painter);
  for (let i = 0; i < 4; i++) {
    spoil();
    pace.soon();
    vi.advanceTimersByTime(100);
  }
  expect(countsOf(log)).toEqual({ frames: 4, casts: 0, drafts: 4 });
  vi.advanceTimersByTime(3000);
  expect(state.isDue).toBe(false);
  expect(countsOf(log)).toMatchObject({ frames: 5, drafts: 4 });
  // Parts of about 12 ms: fewer would hold other frames up, many more would take too long.
  expect(countsOf(log).casts).toBeGreaterThan(15);
  expect(countsOf(log).casts).toBeLessThan(40);
});

test('a new overlay on a slow card shows in the slices at once, in the 3-D view when that is whole, never as a draft', () => {
  const { painter, log, spoil } = fakePicture({ castMs: 500 });
  const pace = new Pace(painter);
  pace.soon();
  vi.advanceTimersByTime(5000);
  log.length = 0;
  spoil();
  pace.soon({ mayLag: true });
  vi.advanceTimersByTime(5000);
  expect([log[0], log[1], log.at(-1)]).toEqual(['frame', 'cast', 'frame']);
  expect(countsOf(log)).toMatchObject({ frames: 2, drafts: 0 });
});

test('overlays that follow too fast for the 3-D view do not keep it from ever being whole', () => {
  const { painter, spoil } = fakePicture({ castMs: 500 });
  const pace = new Pace(painter);
  pace.soon();
  vi.advanceTimersByTime(5000);
  let whole = 0;
  for (let i = 0; i < 20; i++) {
    spoil();
    pace.soon({ mayLag: true });
    vi.advanceTimersByTime(650);
    if (!painter.isCastDue()) whole++;
  }
  expect(whole).toBeGreaterThan(4);
});

test('on a machine that is busy otherwise, a view is whole within some seconds all the same', () => {
  const { painter, spoil } = fakePicture({ castMs: 20_000 });
  const pace = new Pace(painter);
  pace.soon();
  vi.advanceTimersByTime(60_000);
  spoil();
  pace.soon({ mayLag: true });
  vi.advanceTimersByTime(24_000);
  expect(painter.isCastDue()).toBe(false);
});

test('once it knows a card as fast, all is drawn in one frame', () => {
  const { painter, log, spoil } = fakePicture({ castMs: 2 });
  const pace = new Pace(painter);
  pace.soon();
  vi.advanceTimersByTime(1000);
  log.length = 0;
  for (const mayLag of [false, true]) {
    spoil();
    pace.soon({ mayLag });
    vi.advanceTimersByTime(100);
  }
  expect(log).toEqual(['cast', 'frame', 'cast', 'frame']);
});

test('nothing is asked of a card that is still at work', () => {
  const { painter, log, spoil, state } = fakePicture({ castMs: 100 });
  const pace = new Pace(painter);
  pace.soon();
  vi.advanceTimersByTime(5000);
  state.castMs = 10_000;
  spoil();
  pace.soon();
  vi.advanceTimersByTime(30);
  log.length = 0;
  for (let i = 0; i < 5; i++) {
    pace.soon();
    vi.advanceTimersByTime(100);
  }
  expect(log).toEqual([]);
});

test('a snapshot draws all of it in its own task', () => {
  const { painter, log } = fakePicture({ castMs: 500 });
  new Pace(painter).now();
  expect(log).toEqual(['cast', 'frame']);
});

test('it is busy from the wish until the fine view is whole, and not where there is nothing to draw', () => {
  const { painter, state, log } = fakePicture({ castMs: 500 });
  const pace = new Pace(painter);
  pace.soon();
  expect(state.isBusy).toBe(true);
  vi.advanceTimersByTime(100);
  expect([log[0], state.isBusy]).toEqual(['draft', true]);
  vi.advanceTimersByTime(5000);
  expect([log.at(-1), state.isDue, state.isBusy]).toEqual(['frame', false, false]);
  new Pace({ ...painter, context: () => null }).soon();
  expect(state.isBusy).toBe(true);
  vi.advanceTimersByTime(100);
  expect(state.isBusy).toBe(false);
});

test('after the stop nothing is drawn', () => {
  const { painter, log } = fakePicture({ castMs: 500 });
  const pace = new Pace(painter);
  pace.soon();
  pace.stop();
  pace.soon();
  vi.advanceTimersByTime(500);
  expect(log).toEqual([]);
});
