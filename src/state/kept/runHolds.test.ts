import { afterEach, beforeEach, expect, test, vi } from 'vitest';

type Holds = typeof import('./runHolds');

/** The browser's locks as far as they are used here: exclusive, taken only where free, granted and given back a task later. */
function fakeLocks() {
  const held = new Set<string>();
  const task = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    query: async () => ({ held: [...held].map((name) => ({ name })) }),
    request: async (name: string, _: object, whileHeld: (lock: object | null) => Promise<void> | undefined) => {
      await task();
      if (held.has(name)) return whileHeld(null);
      held.add(name);
      await whileHeld({ name });
      await task();
      held.delete(name);
    },
  };
}

/** Another tab on the same locks. */
async function tab(): Promise<Holds> {
  vi.resetModules();
  return import('./runHolds');
}

beforeEach(() => {
  vi.stubGlobal('navigator', { locks: fakeLocks() });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a run that one tab has is refused to another until it lets go', async () => {
  const [one, other] = [await tab(), await tab()];
  expect(await one.holdRun('x')).toBe(true);
  expect(await one.holdRun('x')).toBe(true);
  expect(await other.holdRun('x')).toBe(false);
  expect(await other.runsHeld()).toEqual(['x']);
  await one.holdRun(null);
  expect(await other.holdRun('x')).toBe(true);
});

test('of quick changes of mind the last counts: nothing stays held, and a run is taken back', async () => {
  const one = await tab();
  await Promise.all([one.holdRun('x'), one.holdRun(null)]);
  expect(await one.runsHeld()).toEqual([]);
  const [first, , last] = await Promise.all([one.holdRun('x'), one.holdRun('y'), one.holdRun('x')]);
  expect([first, last]).toEqual([true, true]);
  expect(await one.runsHeld()).toEqual(['x']);
});
