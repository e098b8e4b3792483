import { describeRowOrder } from '../describe';
import type { ChartTheme } from '../theme';
import { formatTerm } from '../ticks';
import type { BlobHover } from './blobChart';
import type { BlobRun } from './blobRun';

/** The line of words over the strip: the scale of its colours, or the cell that is pointed at. */
export interface StripReadout {
  show(hover: BlobHover | null, highlight: number | null, run: BlobRun): void;
  setTheme(theme: ChartTheme): void;
}

export function createStripReadout(line: HTMLElement, theme: ChartTheme): StripReadout {
  const [left, low, ramp, high, right] = Array.from({ length: 5 }, () => document.createElement('span'));
  Object.assign(left.style, { marginRight: 'auto', overflow: 'hidden', textOverflow: 'ellipsis' });
  Object.assign(ramp.style, { width: '48px', height: '8px', alignSelf: 'center', borderRadius: '2px' });
  line.style.gap = '6px';
  high.style.marginRight = '6px';
  low.textContent = 'term 0';
  line.append(left, low, ramp, high, right);
  const setTheme = (next: ChartTheme) => {
    ramp.style.background = `linear-gradient(90deg, ${next.heatZero}, ${next.blob})`;
  };
  setTheme(theme);
  return {
    show(hover, highlight, run) {
      left.textContent = hover ? describeHover(hover) : describeRest(highlight, run);
      high.textContent = String(run.top);
      right.textContent = describeRowOrder(run);
    },
    setTheme,
  };
}

/** "blob 6, step 120: term 0.83". */
export function describeHover({ blobId, step, term }: BlobHover): string {
  return `blob ${blobId} · step ${step} · ${term === null ? 'not in the patch' : `term ${formatTerm(term)}`}`;
}

function describeRest(highlight: number | null, { rows, blobs }: BlobRun): string {
  if (blobs.length === 0) return 'no blobs';
  const isHidden = highlight !== null && !rows.some(({ id }) => id === highlight);
  return isHidden ? `blob ${highlight} is not among these rows` : 'blank = not in the patch';
}
