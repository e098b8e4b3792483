/** What a pace has drawn. The 3-D view is the costly part: it is cast beside the canvas, and a frame shows the last whole one. */
export interface Painter {
  /** The context it draws with, or null when there is nothing to draw. */
  context(): WebGL2RenderingContext | null;
  /** Puts a frame on the canvas. */
  draw(): void;
  /** Whether the 3-D view is no longer, or not yet, as it should be. */
  isCastDue(): boolean;
  /** Casts the next part (0..1) of it and tells how much is done, from the start again when another view is due. */
  cast(part: number): number;
  /** Casts it coarsely, as a whole. */
  castDraft(): void;
}

/** A cast that takes longer than this would make a moving hand wait. */
const slowMs = 60;
/** A cast that takes longer than this would be felt elsewhere on the page: it is made in parts that take about so long. */
const partMs = 12;
/** Parts grow up to this when view after view is given up for the next one. */
const mostPartMs = 96;
const leastPart = 1 / 128;
/** After so long a rest the fine view follows a draft. */
const restMs = 200;
const pollMs = 4;

/**
 * When to draw: at most once a frame, and never while the graphics card still works on what was asked before (it would pile up). Where
 * the 3-D view is slow to cast, a moving hand gets drafts; the fine view is then cast part by part, so that the page keeps its frames.
 */
export class Pace {
  readonly #painter: Painter;
  #frame: number | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isWanted = false;
  #isHandMoving = false;
  #isAtWork = false;
  #isStopped = false;
  /** What the last whole view took. */
  #castMs = Number.POSITIVE_INFINITY;
  /** What the parts of the view in the making took, how much of it is done, and how much comes next. */
  #spentMs = 0;
  #done = 0;
  #part = 1 / 32;
  #partMs = partMs;

  constructor(painter: Painter) {
    this.#painter = painter;
  }

  /** Draws in the next frame. A moving hand is shown the 3-D view at once, coarsely if need be; else it may follow. */
  soon({ isHandMoving = true } = {}): void {
    this.#isWanted = true;
    this.#isHandMoving ||= isHandMoving;
    this.#next();
  }

  /** Draws all of it finely in this very task. */
  now(): void {
    if (!this.#painter.context()) return;
    if (this.#painter.isCastDue()) this.#painter.cast(1);
    this.#painter.draw();
  }

  /** Draws in this very task with the 3-D view as it is; that follows. */
  again(): void {
    if (this.#painter.context()) this.#painter.draw();
    this.soon({ isHandMoving: false });
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#rest);
  }

  #next(): void {
    clearTimeout(this.#rest);
    if (this.#frame !== null || this.#isAtWork || this.#isStopped) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      this.#turn();
    });
  }

  #turn(): void {
    const gl = this.#painter.context();
    if (!gl) return;
    const startedMs = performance.now();
    const { done, isDraft } = this.#paint();
    this.#isAtWork = true;
    whenDone(gl, () => {
      this.#isAtWork = false;
      if (done > 0) this.#learn(done, performance.now() - startedMs);
      if (this.#isStopped) return;
      if (this.#isWanted) this.#next();
      else if (this.#painter.isCastDue()) this.#rest = setTimeout(() => this.#next(), isDraft ? restMs : 0);
    });
  }

  /** Does what is most urgent; `done`: how much of the view in the making is there, 0 = none was cast. */
  #paint(): { readonly done: number; readonly isDraft: boolean } {
    const [painter, isWanted, isHandMoving] = [this.#painter, this.#isWanted, this.#isHandMoving];
    const isDue = painter.isCastDue();
    const isQuick = this.#castMs <= (isHandMoving ? slowMs : partMs);
    this.#isWanted = this.#isHandMoving = false;
    const isDraft = isDue && isHandMoving && !isQuick;
    if (isDraft) painter.castDraft();
    // A frame that is wanted comes first; parts of the view follow in frames of their own.
    const done = isDue && !isDraft && (isQuick || !isWanted) ? painter.cast(isQuick ? 1 : this.#part) : 0;
    if (isWanted || done === 1) painter.draw();
    return { done, isDraft };
  }

  /** Learns from a part what the whole costs, and how large the next part may be. */
  #learn(done: number, tookMs: number): void {
    const isFirst = done <= this.#done || this.#done === 0;
    if (isFirst && this.#done > 0) this.#partMs = Math.min(mostPartMs, 2 * this.#partMs);
    this.#spentMs = tookMs + (isFirst ? 0 : this.#spentMs);
    const grown = (this.#part * this.#partMs) / Math.max(1, tookMs);
    this.#part = Math.min(1, Math.max(leastPart, this.#part / 2, Math.min(2 * this.#part, grown)));
    this.#done = done === 1 ? 0 : done;
    if (done < 1) return;
    this.#castMs = this.#spentMs;
    this.#partMs = partMs;
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
