/** The sentences of a picture that cannot be drawn. */
export const troubles = {
  none: (reason: unknown) =>
    `The picture cannot be drawn (${reason instanceof Error ? reason.message : reason}); switch on graphics acceleration or use another browser. The table and the training work without it.`,
  lostAndBack: 'The graphics card had dropped the picture; it is drawn again.',
  lostForGood:
    'The graphics card dropped the picture three times within a minute; reload the page to see it again. The table and the training go on.',
} as const;

const windowMs = 60_000;
const lossesAllowed = 2;

/** Counts lost pictures, so that a graphics card in trouble is not asked again and again. */
export class LossLog {
  #timesMs: number[] = [];

  /** Notes a loss; false when it is the third within a minute. */
  mayTryAgain(nowMs: number): boolean {
    this.#timesMs = [...this.#timesMs.filter((time) => nowMs - time < windowMs), nowMs];
    return this.#timesMs.length <= lossesAllowed;
  }
}
