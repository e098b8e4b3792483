/** What a page's thread did in some seconds. */
export interface Frames {
  readonly perSecond: number;
  /** Gaps between frames, in ms. */
  readonly gaps: readonly number[];
  /** Milliseconds of the tasks of 50 or more; the browser does not tell of shorter ones. */
  readonly longTasks: readonly number[];
}

/** Runs in the page: counts frames and long tasks for so long. No function in it has a name: the bundler would wrap it in a helper that the page lacks. */
export async function noteFrames(forMs: number): Promise<Frames> {
  const [times, longTasks]: [number[], number[]] = [[], []];
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ type: 'longtask' });
  const started = performance.now();
  while (performance.now() - started < forMs) times.push(await new Promise<number>(requestAnimationFrame));
  // Tasks are told of a moment after they end.
  await new Promise((resolve) => setTimeout(resolve, 300));
  observer.disconnect();
  const gaps = times.slice(1).map((time, i) => time - times[i]);
  return { perSecond: (1000 * gaps.length) / (times[times.length - 1] - times[0]), gaps, longTasks };
}
