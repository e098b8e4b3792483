/** Something that is asked of a lane beside its run; `refuse` = why it was never asked. Neither may throw. */
export interface Aside {
  readonly ask: () => Promise<void>;
  readonly refuse: (message: string) => void;
}

/** What is wanted of a run beside its steps: all of it is done between two of them. */
export class RunWants {
  /** The whole scan, predicted. */
  isPrediction = false;
  private judging: { readonly hasSweep: boolean } | null = null;
  private aside: Aside | null = null;

  get isAside(): boolean {
    return this.aside !== null;
  }

  /** Whether the newest validation is to be read anew. */
  get isJudgement(): boolean {
    return this.judging !== null;
  }

  /** The newest asker wins. */
  addAside(aside: Aside): void {
    this.aside = aside;
  }

  takeAside(): Aside | null {
    const { aside } = this;
    this.aside = null;
    return aside;
  }

  /** Wants the newest validation read at the threshold that is set now, and at all of them (`hasSweep`), even if only one asker wants these. */
  addJudgement(hasSweep: boolean): void {
    this.judging = { hasSweep: hasSweep || (this.judging?.hasSweep ?? false) };
  }

  takeJudgement(): { readonly hasSweep: boolean } | null {
    const { judging } = this;
    this.judging = null;
    return judging;
  }

  /** Neither a prediction nor a judgement is wanted any more. */
  leaveOff(): void {
    this.isPrediction = false;
    this.judging = null;
  }

  /** Nothing is wanted any more, and who asked is told why. */
  refuse(message: string): void {
    this.leaveOff();
    this.takeAside()?.refuse(message);
  }
}
