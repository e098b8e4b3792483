/** What a wrong file, setting or machine looked like, what was expected, and what the user can do next; each a clause without a full stop. */
export interface InputProblem {
  readonly found: string;
  readonly expected: string;
  readonly todo: string;
}

/** A fault of the input, not of the program: its message is one sentence that the page shows as it is. */
export class InputError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(`${problem.found}; expected ${problem.expected}. ${problem.todo}.`);
    this.name = 'InputError';
    this.problem = problem;
  }
}

/** Thrown by work that was cancelled; never shown to the user as a failure. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CancelledError';
  }
}

/** How far a piece of work has come (0..1) and, when the work calls it, whether it should stop (then it throws CancelledError). */
export interface WorkMonitor {
  readonly report: (fraction: number, what: string) => void;
  readonly throwIfCancelled: () => void;
}

/** A monitor for callers that want neither progress nor cancel. */
export const noMonitor: WorkMonitor = { report: () => {}, throwIfCancelled: () => {} };
