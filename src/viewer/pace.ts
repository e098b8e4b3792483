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
  /** Hears whether something is still to be drawn. */
  onBusy(isBusy: boolean): void;
}

/** A cast that takes longer than this would make a moving hand wait. */
const slowMs = 60;
/** A cast that takes longer than this would be felt elsewhere on the page: it is made in parts that take about so long, but not in more than so many. */
const partMs = 12;
const leastPart = 1 / 32;
/** After so long without a whole view parts grow: the machine is busy, or view after view is given up for the next one. */
const patienceMs = 1000;
/** After so long a rest the fine view follows a draft. */
const restMs = 200;
const pollMs = 4;

/**
 * When to draw: at most once a frame, and never while the graphics card still works on what was asked before (it would pile up). Where
 * the 3-D view is slow to cast, a moving hand gets drafts; the fine view is cast part by part, so that the page keeps its frames.
 */
export class Pace {
  readonly #painter: Painter;
  #frame: number | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isWanted = false;
  #mayLag = true;
  #isAtWork = false;
  #isStopped = false;
  /** What the last whole view took. */
  #castMs = Number.POSITIVE_INFINITY;
  /** What the parts of the view in the making took, how much of it is done, and how much comes next. */
  #spentMs = 0;
  #done = 0;
  #part = leastPart;
  /** Since when parts are cast without a whole view. */
  #sinceMs: number | null = null;

  constructor(painter: Painter) {
    this.#painter = painter;
  }

  /** Draws in the next frame: the 3-D view too, coarsely if need be, unless it may lag behind. */
  soon({ mayLag = false } = {}): void {
    this.#isWanted = true;
    this.#mayLag &&= mayLag;
    this.#painter.onBusy(true);
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
    this.soon({ mayLag: true });
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
    if (!gl) {
      this.#painter.onBusy(false);
      return;
    }
    const startedMs = performance.now();
    const { done, isDraft } = this.#paint();
    this.#isAtWork = true;
    whenDone(gl, () => {
      this.#isAtWork = false;
      if (done > 0) this.#learn(done, performance.now() - startedMs);
      if (this.#isStopped) return;
      if (this.#isWanted) this.#next();
      else if (this.#painter.isCastDue()) this.#rest = setTimeout(() => this.#next(), isDraft ? restMs : 0);
      else this.#painter.onBusy(false);
    });
  }

  /** Does what is most urgent; `done`: how much of the view in the making is there, 0 = none was cast. */
  #paint(): { readonly done: number; readonly isDraft: boolean } {
    const [painter, isWanted, mayLag] = [this.#painter, this.#isWanted, this.#mayLag];
    const isDue = painter.isCastDue();
    const isQuick = this.#castMs <= (mayLag ? partMs : slowMs);
    [this.#isWanted, this.#mayLag] = [false, true];
    const isDraft = isDue && !mayLag && !isQuick;
    if (isDraft) {
      painter.castDraft();
      this.#sinceMs = null;
    }
    // A frame that is wanted comes first; parts of the view follow in frames of their own.
    const done = isDue && !isDraft && (isQuick || !isWanted) ? painter.cast(isQuick ? 1 : this.#part) : 0;
    if (isWanted || done === 1) painter.draw();
    return { done, isDraft };
  }

  /** Learns from a part what the whole costs, and how large the next part may be. */
  #learn(done: number, tookMs: number): void {
    const isFirst = done <= this.#done || this.#done === 0;
    this.#spentMs = tookMs + (isFirst ? 0 : this.#spentMs);
    this.#done = done === 1 ? 0 : done;
    this.#sinceMs ??= performance.now() - tookMs;
    const factor = performance.now() - this.#sinceMs > patienceMs ? 2 : partMs / Math.max(1, tookMs);
    this.#part = clamp(this.#part * clamp(factor, 0.5, 2), leastPart, 1);
    if (done < 1) return;
    this.#castMs = this.#spentMs;
    this.#part = clamp(partMs / this.#castMs, leastPart, 1);
    this.#sinceMs = null;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
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
