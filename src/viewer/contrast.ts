/** Intensities drawn black and white. */
export type DisplayRange = readonly [number, number];

/** How intensities are drawn: the range now, and that of the textures, which follow at the end of a drag. */
export interface Contrast {
  readonly range: DisplayRange;
  readonly loaded: DisplayRange;
}

/** A range with room between its ends. */
export function usableRange([min, max]: DisplayRange): DisplayRange {
  return max > min ? [min, max] : [min, min + 1];
}

/** Part of the full range that one CSS pixel of a drag changes. */
const perPixel = 1 / 300;

/** The range after a drag: to the right = a wider range (less contrast), down = higher intensities (darker); steps are parts of `full`. */
export function dragRange([min, max]: DisplayRange, full: DisplayRange, dx: number, dy: number): DisplayRange {
  const unit = (full[1] - full[0]) * perPixel;
  const width = Math.max(unit, max - min + 2 * dx * unit);
  const middle = (min + max) / 2 + dy * unit;
  return [middle - width / 2, middle + width / 2];
}

/** Where the ends of a range lie in another, 0..1. */
export function rangeWithin([min, max]: DisplayRange, [low, high]: DisplayRange): DisplayRange {
  return [(min - low) / (high - low), (max - low) / (high - low)];
}
