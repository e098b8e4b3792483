import type { AppState } from './model';
import type { AppStore } from './store';
import type { Theme } from './viewModel';

/** What the system says of light and dark, and when it changes its mind: the query `(prefers-color-scheme: light)`. */
export interface LightQuery {
  readonly matches: boolean;
  addEventListener(type: 'change', listener: () => void): void;
}

/** The themes to begin with: the system's, and the user's own where there was a choice. */
export function themesFor(query: LightQuery, chosen: Theme | undefined): Pick<AppState, 'theme' | 'systemTheme'> {
  const systemTheme = systemThemeOf(query);
  return { systemTheme, theme: chosen ?? systemTheme };
}

/** Follows the system from now on; a theme that the user has chosen stays. */
export function followSystem(store: AppStore, query: LightQuery): void {
  query.addEventListener('change', () => {
    const systemTheme = systemThemeOf(query);
    store.setState(({ theme, systemTheme: before }) => ({
      systemTheme,
      theme: theme === before ? systemTheme : theme,
    }));
  });
}

function systemThemeOf({ matches }: LightQuery): Theme {
  return matches ? 'light' : 'dark';
}
