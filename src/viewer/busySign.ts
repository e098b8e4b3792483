/** Says of an element, in `aria-busy`, whether what it shows is still being made: by pieces of work, and by drawing. */
export class BusySign {
  #works = 0;
  #isDrawing = false;

  constructor(readonly element: Pick<HTMLElement, 'ariaBusy'>) {}

  /** The element is busy until this piece of work ends, however it does. */
  during<Result>(work: Promise<Result>): Promise<Result> {
    this.#works += 1;
    this.#show();
    return work.finally(() => {
      this.#works -= 1;
      this.#show();
    });
  }

  drawing(isDrawing: boolean): void {
    this.#isDrawing = isDrawing;
    this.#show();
  }

  #show(): void {
    this.element.ariaBusy = String(this.#isDrawing || this.#works > 0);
  }
}
