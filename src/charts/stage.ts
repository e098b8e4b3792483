import { softContext } from './softCanvas';
import type { ChartTheme } from './theme';

/** A chart's place on the page: a line of words (fixed height) over a box that takes what is left of the host. */
export interface Frame {
  readonly root: HTMLDivElement;
  readonly readout: HTMLDivElement;
  readonly area: HTMLDivElement;
  setTheme(theme: ChartTheme): void;
  destroy(): void;
}

/** Fills `host` with a frame; the host decides the size. */
export function createFrame(host: HTMLElement, theme: ChartTheme): Frame {
  const root = document.createElement('div');
  const readout = document.createElement('div');
  const area = document.createElement('div');
  Object.assign(root.style, {
    display: 'flex',
    flexDirection: 'column',
    width: '100%',
    height: '100%',
    minHeight: '0',
  });
  Object.assign(readout.style, {
    flex: 'none',
    display: 'flex',
    gap: '12px',
    height: '20px',
    lineHeight: '20px',
    fontSize: '12px',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  });
  Object.assign(area.style, { position: 'relative', flex: '1', minHeight: '0', minWidth: '0', overflow: 'hidden' });
  root.append(readout, area);
  host.append(root);
  const setTheme = (next: ChartTheme) => Object.assign(root.style, { color: next.muted, fontFamily: next.fontFamily });
  setTheme(theme);
  return { root, readout, area, setTheme, destroy: () => root.remove() };
}

/** Calls `onFrame` once in the next animation frame, however often it is requested. */
export interface FrameLoop {
  request(): void;
  cancel(): void;
}

export function createFrameLoop(onFrame: () => void): FrameLoop {
  let handle = 0;
  return {
    request() {
      handle ||= requestAnimationFrame(() => {
        handle = 0;
        onFrame();
      });
    },
    cancel() {
      cancelAnimationFrame(handle);
      handle = 0;
    },
  };
}

/** Stacked canvases that keep the size of their box and the screen's pixel ratio. */
export interface Stage {
  readonly layers: readonly CanvasRenderingContext2D[];
  /** CSS pixels, and device pixels for each of them. */
  readonly size: { readonly width: number; readonly height: number; readonly ratio: number };
  requestFrame(): void;
  destroy(): void;
}

/** Lays `layerCount` canvases into `area`; `onFrame(isResized)` draws, at most once a frame, never while the box is empty. */
export function createStage(area: HTMLElement, layerCount: number, onFrame: (isResized: boolean) => void): Stage {
  const layers = Array.from({ length: layerCount }, () => addLayer(area));
  const size = { width: 0, height: 0, ratio: 1 };
  const loop = createFrameLoop(() => {
    const isResized = fitLayers(area, layers, size);
    if (size.width > 0 && size.height > 0) onFrame(isResized);
  });
  const observer = new ResizeObserver(loop.request);
  observer.observe(area);
  return {
    layers,
    size,
    requestFrame: loop.request,
    destroy() {
      observer.disconnect();
      loop.cancel();
      for (const layer of layers) layer.canvas.remove();
    },
  };
}

function addLayer(area: HTMLElement): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    pointerEvents: 'none',
  });
  area.append(canvas);
  return softContext(canvas);
}

/** Brings the canvases to the box's size; true when that emptied them. */
function fitLayers(
  area: HTMLElement,
  layers: readonly CanvasRenderingContext2D[],
  size: { width: number; height: number; ratio: number },
): boolean {
  const [width, height, ratio] = [area.clientWidth, area.clientHeight, window.devicePixelRatio || 1];
  if (width === size.width && height === size.height && ratio === size.ratio) return false;
  Object.assign(size, { width, height, ratio });
  for (const { canvas } of layers) {
    canvas.width = Math.max(1, Math.round(width * ratio));
    canvas.height = Math.max(1, Math.round(height * ratio));
  }
  return true;
}
