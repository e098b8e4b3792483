import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { ChartTheme } from '../../charts/theme';
import type { AppState } from '../../state/model';
import { useFeed, useWholeApp } from '../AppContext';
import { chartThemeOf } from '../curves/chartTheme';

interface Themed {
  setTheme(theme: ChartTheme): void;
  destroy(): void;
}

/** Keeps a chart in the host that it returns: made once, in the page's theme, and shown the `data` whenever they are others. */
export function useChart<Chart extends Themed>(
  create: (host: HTMLElement, options: { readonly theme: ChartTheme }) => Chart,
  show: (chart: Chart) => void,
  data: unknown,
): RefObject<HTMLDivElement | null> {
  const { store } = useWholeApp();
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const made = create(host.current, { theme: chartThemeOf(store.getState().theme) });
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };
  }, [store, create]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `show` is made anew at each render; the data say when
  useEffect(() => {
    if (chart.current) show(chart.current);
  }, [data]);
  useFeed(
    themeOf,
    useCallback((theme) => chart.current?.setTheme(chartThemeOf(theme)), []),
  );
  return host;
}

const themeOf = ({ theme }: AppState) => theme;
