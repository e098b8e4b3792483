import type { Checkpoint } from '../protocol/laneCalls';

/** More than this is not kept of one run's checkpoints: then every second of the older ones goes. */
const mostBytes = 64 * 2 ** 20;

/** The checkpoints of a run, by step: the newest to go on from after a failure, the others to branch off. */
export class Checkpoints {
  private kept: readonly Checkpoint[] = [];

  get newest(): Checkpoint | null {
    return this.kept.at(-1) ?? null;
  }

  get all(): readonly Checkpoint[] {
    return this.kept;
  }

  get steps(): readonly number[] {
    return this.kept.map(({ step }) => step);
  }

  /** The last one that is not after this step. */
  before(step: number): Checkpoint | null {
    return this.kept.findLast((checkpoint) => checkpoint.step <= step) ?? null;
  }

  /** As many as fit into so many bytes, spread over the run; the newest always. */
  within(bytes: number): readonly Checkpoint[] {
    return thin(this.kept, bytes);
  }

  /** Keeps one as the newest; those after its step are of a past that was taken back. */
  add(checkpoint: Checkpoint): void {
    this.kept = thin([...this.kept.filter(({ step }) => step < checkpoint.step), checkpoint]);
  }
}

/** The last always stays. */
function thin(kept: readonly Checkpoint[], most = mostBytes): readonly Checkpoint[] {
  const bytes = kept.reduce((sum, checkpoint) => sum + checkpoint.bytes.byteLength, 0);
  if (bytes <= most || kept.length <= 1) return kept;
  return thin(
    kept.filter((_, index) => (kept.length - 1 - index) % 2 === 0),
    most,
  );
}
