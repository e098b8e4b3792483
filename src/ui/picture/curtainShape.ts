import type { Layout } from '../../state/viewModel';

/** Where the columns of views of a layout begin and end, as shares 0..1 of the picture's width. */
function columnsOf(layout: Layout): readonly (readonly [number, number])[] {
  return layout === 'grid'
    ? [
        [0, 0.5],
        [0.5, 1],
      ]
    : [[0, 1]];
}

/** Where the curtain hangs: one in each column of views, as shares of the picture's width; `share` 0..1 of a view lies left of it. */
export function curtainsAt(layout: Layout, share: number): readonly number[] {
  return columnsOf(layout).map(([start, end]) => start + share * (end - start));
}

/** The part of the picture left of the curtains, as a CSS clip-path: nothing else of it is seen or touched. */
export function curtainClip(layout: Layout, share: number): string {
  const corners = columnsOf(layout).flatMap(([start], column) => {
    const at = curtainsAt(layout, share)[column];
    // From the foot of one column to the top of the next and back along the same line: that encloses nothing.
    return [`${percent(start)} 100%`, `${percent(start)} 0`, `${percent(at)} 0`, `${percent(at)} 100%`];
  });
  return `polygon(${corners.join(', ')})`;
}

/** The share that a place of the picture (0..1 of its width) stands for in the curtain of that column, kept within 0..1. */
export function shareAt(layout: Layout, column: number, place: number): number {
  const [start, end] = columnsOf(layout)[column] ?? [0, 1];
  return Math.min(1, Math.max(0, (place - start) / (end - start)));
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(3))}%`;
}
