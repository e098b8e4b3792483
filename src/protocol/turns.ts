/** Runs one piece of work at a time, in the order in which they came. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    // Whoever asked for the work hears of its failure; the next in line does not.
    last = turn.catch(() => {});
    return turn;
  };
}
