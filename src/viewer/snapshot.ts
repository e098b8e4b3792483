import { type Caption, captionColour } from './stage';
import type { WordColours } from './theme';

const insetPx = 8;
const paddingPx = 3;
const lineHeightPx = 16;

/** A PNG of a canvas that was drawn in this very task (WebGL keeps nothing beyond it), with its captions. */
export function composePng(
  drawn: HTMLCanvasElement,
  captions: readonly Caption[],
  colours: WordColours,
): Promise<Blob> {
  const sheet = document.createElement('canvas');
  sheet.width = drawn.width;
  sheet.height = drawn.height;
  const context = sheet.getContext('2d');
  if (!context) return Promise.reject(new Error('no 2-D canvas'));
  context.drawImage(drawn, 0, 0);
  const ratio = drawn.width / Math.max(1, drawn.clientWidth);
  context.font = `${12 * ratio}px system-ui, sans-serif`;
  context.textBaseline = 'middle';
  for (const caption of captions) write(context, caption, colours, ratio);
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be encoded'))), 'image/png');
  });
}

function write(context: CanvasRenderingContext2D, caption: Caption, colours: WordColours, ratio: number): void {
  const { text, x, y, across, down } = caption;
  const width = context.measureText(text).width + 2 * paddingPx * ratio;
  const height = lineHeightPx * ratio;
  const left = x * context.canvas.width - before(across, width, insetPx * ratio);
  const top = y * context.canvas.height - before(down, height, insetPx * ratio);
  context.fillStyle = colours.chip;
  context.fillRect(left, top, width, height);
  context.fillStyle = captionColour(text, colours);
  context.fillText(text, left + paddingPx * ratio, top + height / 2);
}

/** How far before its place a chip of this length begins; the inset keeps it off the edge. */
function before(anchor: Caption['across'], length: number, inset: number): number {
  if (anchor === 'middle') return length / 2;
  return anchor === 'start' ? -inset : length + inset;
}
