import type { Caption } from './stage';

const insetPx = 8;

/** A PNG of a canvas that was drawn in this very task (WebGL keeps nothing beyond it), with its captions. */
export function composePng(drawn: HTMLCanvasElement, captions: readonly Caption[]): Promise<Blob> {
  const sheet = document.createElement('canvas');
  sheet.width = drawn.width;
  sheet.height = drawn.height;
  const context = sheet.getContext('2d');
  if (!context) return Promise.reject(new Error('no 2-D canvas'));
  context.drawImage(drawn, 0, 0);
  const ratio = drawn.width / Math.max(1, drawn.clientWidth);
  context.font = `${12 * ratio}px system-ui, sans-serif`;
  context.fillStyle = '#c9d1dc';
  for (const caption of captions) write(context, caption, insetPx * ratio);
  return new Promise((resolve, reject) => {
    sheet.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be encoded'))), 'image/png');
  });
}

function write(context: CanvasRenderingContext2D, { text, x, y, across, down }: Caption, inset: number): void {
  context.textAlign = across === 'middle' ? 'center' : across;
  context.textBaseline = down === 'middle' ? 'middle' : down === 'start' ? 'top' : 'bottom';
  const { width, height } = context.canvas;
  const shift = { start: inset, middle: 0, end: -inset };
  context.fillText(text, x * width + shift[across], y * height + shift[down]);
}
