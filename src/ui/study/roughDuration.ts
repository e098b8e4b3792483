import { formatDuration } from '../format';

/** A duration that is only estimated, no finer than that deserves: "15 s", "4 min", "2 h 5 min". */
export function roughDuration(seconds: number): string {
  if (seconds < 55) return formatDuration(Math.max(10, 5 * Math.ceil(seconds / 5)));
  return formatDuration(60 * Math.ceil(seconds / 60));
}
