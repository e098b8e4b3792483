import { expect, test } from 'vitest';
import { createAppStore } from './store';
import { followSystem, themesFor } from './systemTheme';
import type { Theme } from './viewModel';

/** A system that can change its mind. */
function fakeSystem(first: Theme) {
  const listeners: (() => void)[] = [];
  const query = {
    matches: first === 'light',
    addEventListener: (_: 'change', listener: () => void) => void listeners.push(listener),
  };
  const turn = (theme: Theme) => {
    query.matches = theme === 'light';
    for (const tell of listeners) tell();
  };
  return { query, turn };
}

test('without a choice the page looks as the system does, now and later', () => {
  const { query, turn } = fakeSystem('light');
  const store = createAppStore(themesFor(query, undefined));
  followSystem(store, query);
  expect(store.getState().theme).toBe('light');
  turn('dark');
  expect(store.getState()).toMatchObject({ theme: 'dark', systemTheme: 'dark' });
  turn('light');
  expect(store.getState().theme).toBe('light');
});

test('a choice stays, whatever the system does', () => {
  const { query, turn } = fakeSystem('dark');
  const store = createAppStore(themesFor(query, 'light'));
  followSystem(store, query);
  expect(store.getState()).toMatchObject({ theme: 'light', systemTheme: 'dark' });
  store.setState({ theme: 'dark' });
  store.setState({ theme: 'light' });
  turn('dark');
  expect(store.getState().theme).toBe('light');
});
