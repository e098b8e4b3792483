import type { LorenzPoint } from '../../core/lorenz';
import type { PlotBox } from '../plotBox';
import { followPointer } from '../pointer';
import { createFrame, createFrameLoop } from '../stage';
import type { ChartTheme } from '../theme';
import { describeLorenz, type LorenzFacts, lorenzMarks, lorenzPointAt } from './lorenzSvg';

export interface LorenzChart {
  /** Drawn in the next animation frame. */
  update(facts: LorenzFacts): void;
  setTheme(theme: ChartTheme): void;
  destroy(): void;
}

/** How much of the foreground the smaller blobs hold, in a box that fills `host`; pointing at it reads the curve. */
export function createLorenzChart(host: HTMLElement, options: { readonly theme: ChartTheme }): LorenzChart {
  let theme = options.theme;
  let facts: LorenzFacts = { curve: [], others: [], blobCount: 0 };
  let marked: LorenzPoint | null = null;
  const frame = createFrame(host, theme);
  const { area, readout } = frame;
  area.role = 'img';
  const draw = () => {
    const [width, height] = [area.clientWidth, area.clientHeight];
    if (width === 0 || height === 0) return;
    const words = wordsOf(facts, marked);
    const marks = lorenzMarks(facts, boxOf(width, height), theme, marked);
    const font = theme.fontFamily.replaceAll('"', "'");
    area.innerHTML = `<svg width="${width}" height="${height}" font-family="${font}" style="pointer-events: none" aria-hidden="true">${marks}</svg>`;
    area.ariaLabel = `Lorenz curve: ${words} of the voxels`;
    readout.textContent = words;
  };
  const loop = createFrameLoop(draw);
  const observer = new ResizeObserver(loop.request);
  observer.observe(area);
  const point = (next: LorenzPoint | null) => {
    marked = next;
    loop.request();
  };
  const unfollow = followPointer(area, {
    move: (x) => {
      const { left, width } = boxOf(area.clientWidth, area.clientHeight);
      if (facts.blobCount > 0) point(lorenzPointAt(facts, (x - left) / width));
    },
    leave: () => point(null),
    click: () => {},
    pace: () => ({ x: Math.max(4, boxOf(area.clientWidth, area.clientHeight).width / facts.curve.length), y: 0 }),
  });
  return {
    update: (next) => {
      facts = next;
      point(null);
    },
    setTheme: (next) => {
      theme = next;
      frame.setTheme(next);
      loop.request();
    },
    destroy: () => {
      unfollow();
      observer.disconnect();
      loop.cancel();
      frame.destroy();
    },
  };
}

/** Unless a point is looked at, the half of the blobs. */
function wordsOf(facts: LorenzFacts, marked: LorenzPoint | null): string {
  if (facts.blobCount === 0) return 'no blob holds any';
  if (facts.blobCount === 1) return 'the only blob holds 100 %';
  return describeLorenz(marked ?? lorenzPointAt(facts, 0.5 - 1e-9), facts.blobCount);
}

function boxOf(width: number, height: number): PlotBox {
  return { left: 62, top: 8, width: Math.max(1, width - 80), height: Math.max(1, height - 50) };
}
