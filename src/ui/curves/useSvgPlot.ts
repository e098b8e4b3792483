import { type RefObject, useEffect, useRef } from 'react';
import { createSvgPlot, type SvgPlot, type SvgPlotHost } from '../../charts/svgPlot';
import { useApp } from '../AppContext';
import { chartThemeOf } from './chartTheme';

type Place = { readonly x: number; readonly y: number };

/** A plot that stands in the host and is drawn again whenever `plot` is another one. */
export function useSvgPlot(
  host: RefObject<HTMLDivElement | null>,
  plot: SvgPlot,
  on: { readonly point: (place: Place | null) => void; readonly pick: (place: Place) => void },
): RefObject<SvgPlotHost | null> {
  const theme = useApp((state) => state.theme);
  const chart = useRef<SvgPlotHost | null>(null);
  const now = useRef({ plot, on, theme });
  now.current = { plot, on, theme };
  useEffect(() => {
    if (!host.current) return;
    const made = createSvgPlot(host.current, now.current.plot, {
      theme: chartThemeOf(now.current.theme),
      onPoint: (place) => now.current.on.point(place),
      onPick: (place) => now.current.on.pick(place),
    });
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };
  }, [host]);
  useEffect(() => chart.current?.update(plot), [plot]);
  useEffect(() => chart.current?.setTheme(chartThemeOf(theme)), [theme]);
  return chart;
}
