/** A fine frame that takes longer than this makes a moving hand wait. */
const slowMs = 60;
/** After so long a rest the fine frame follows a draft. */
const restMs = 200;
const pollMs = 4;

/** Draws a frame, as a draft or finely; gives the context it drew with, or null when there was nothing to draw. */
type DrawFrame = (isDraft: boolean) => WebGL2RenderingContext | null;

/**
 * When to draw: at most once a frame, never while the graphics card still works on the one before (they would pile up), and on a machine where
 * a fine frame is slow first a draft, finely when the picture rests.
 */
export class Pace {
  readonly #draw: DrawFrame;
  #frame: number | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isWanted = false;
  #isAtWork = false;
  #isStopped = false;
  #fineMs = 0;

  constructor(draw: DrawFrame) {
    this.#draw = draw;
  }

  soon(): void {
    this.#isWanted = true;
    if (this.#frame !== null || this.#isAtWork || this.#isStopped) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      this.#run(this.#fineMs > slowMs);
    });
  }

  /** Draws finely in this very task. */
  now(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.#run(false);
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
  }

  #run(isDraft: boolean): void {
    clearTimeout(this.#rest);
    this.#isWanted = false;
    const startedMs = performance.now();
    const gl = this.#draw(isDraft);
    if (!gl) return;
    this.#isAtWork = true;
    whenDone(gl, () => {
      this.#isAtWork = false;
      if (!isDraft) this.#fineMs = performance.now() - startedMs;
      if (this.#isWanted) this.soon();
      else if (isDraft && !this.#isStopped) this.#rest = setTimeout(() => this.#run(false), restMs);
    });
  }
}

/** Calls back when the graphics card has done all it was asked for so far (`gl.finish` does not wait in every browser), or is lost. */
function whenDone(gl: WebGL2RenderingContext, then: () => void): void {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  const poll = () => {
    if (fence && !gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) {
      setTimeout(poll, pollMs);
      return;
    }
    gl.deleteSync(fence);
    then();
  };
  setTimeout(poll, 0);
}
