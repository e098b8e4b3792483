import { placeCamera, readCamera } from './camera';
import { LossLog, troubles } from './loss';
import { createPicture, type Picture, releasePicture } from './picture';
import type { Camera } from './port';
import type { Stage } from './stage';
import type { PictureColours } from './theme';

/** What a keeper needs to know to make the picture again. */
export interface Keeping {
  readonly colours: () => PictureColours;
  /** Puts everything that is to be seen into a fresh picture. */
  readonly refill: (picture: Picture) => Promise<void>;
  /** The canvas was emptied, by another size: it has to be drawn in this very task. */
  readonly onEmptied: () => void;
  readonly onTrouble: (message: string) => void;
}

/** Keeps one picture on the stage: makes it on first need and again when the graphics card has dropped it. */
export class PictureKeeper {
  #picture: Picture | null = null;
  #queue: Promise<void> = Promise.resolve();
  #isClosed = false;
  readonly #losses = new LossLog();

  constructor(
    readonly stage: Stage,
    readonly keeping: Keeping,
  ) {}

  get picture(): Picture | null {
    return this.#picture;
  }

  /** Runs pieces of work one after another, so that a scan and its overlay arrive in the order in which they were asked for. */
  inTurn(work: () => void | Promise<void>): Promise<void> {
    const done = this.#queue.then(() => (this.#isClosed ? undefined : work()));
    this.#queue = done.catch(() => {});
    return this.stage.busy.during(done);
  }

  /** The picture, made when there is none; null (and a sentence) when that cannot be. */
  async need(): Promise<Picture | null> {
    if (this.#picture) return this.#picture;
    const canvas = this.stage.newCanvas();
    canvas.addEventListener('webglcontextlost', (event) => this.#lost(event), { once: true });
    try {
      const picture = await createPicture(canvas, this.keeping.colours(), this.keeping.onEmptied);
      if (this.#isClosed) releasePicture(picture);
      else this.#picture = picture;
    } catch (error) {
      this.stage.removeCanvas();
      this.keeping.onTrouble(troubles.none(error));
    }
    return this.#picture;
  }

  close(): void {
    this.#isClosed = true;
    const picture = this.#picture;
    this.#picture = null;
    if (picture) releasePicture(picture);
  }

  /** NiiVue would freeze without a word, and a canvas once lost cannot be filled again with it: a fresh one takes its place. */
  #lost(event: Event): void {
    event.preventDefault();
    const lost = this.#picture;
    if (!lost || event.target !== lost.gl.canvas) return;
    this.#picture = null;
    const camera = readCamera(lost);
    lost.nv.cleanup();
    this.stage.removeCanvas();
    if (this.#losses.mayTryAgain(performance.now()))
      this.inTurn(() => this.#remake(camera)).catch((error: unknown) => this.keeping.onTrouble(troubles.none(error)));
    else this.keeping.onTrouble(troubles.lostForGood);
  }

  async #remake(camera: Camera): Promise<void> {
    const picture = await this.need();
    if (!picture) return;
    placeCamera(picture, camera);
    await this.keeping.refill(picture);
    this.keeping.onTrouble(troubles.lostAndBack);
  }
}
