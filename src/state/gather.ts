/** Work that is wanted more often than it is done. */
export interface Gathered {
  /** Does it within the interval, once for all who want it until then; what has the same interval is done together, so that it is drawn in one frame. */
  readonly soon: () => void;
  /** Does it at once, also for all who wanted it soon. */
  readonly now: () => void;
  /** Those who wanted it soon want it no more. */
  readonly cancel: () => void;
}

export function gather(work: () => void, everyMs: number): Gathered {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const cancel = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  const now = () => {
    cancel();
    work();
  };
  return {
    soon: () => {
      timer ??= setTimeout(now, everyMs - (performance.now() % everyMs));
    },
    now,
    cancel,
  };
}
