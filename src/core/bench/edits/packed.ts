import { byteLength, RunGatherer, type Runs } from './runs';

/** A whole prediction in the smaller of two forms: runs of equal logits, or all of them. */
export type Packed =
  | { readonly kind: 'runs'; readonly runs: Runs; readonly length: number }
  | { readonly kind: 'all'; readonly logits: Float32Array };

/** Packs a prediction. `mayKeep` = the array itself may be kept, because nobody will write to it. */
export function pack(logits: Float32Array, mayKeep: boolean): Packed {
  const runs = new RunGatherer();
  // A run takes three numbers.
  const mostRuns = logits.length / 3;
  for (let v = 0; v < logits.length; v++) {
    runs.add(v, logits[v]);
    if (runs.length > mostRuns) return { kind: 'all', logits: mayKeep ? logits : logits.slice() };
  }
  return { kind: 'runs', runs: runs.finish(), length: logits.length };
}

/** The prediction in an array of its own. */
export function unpack(packed: Packed): Float32Array {
  if (packed.kind === 'all') return packed.logits.slice();
  const logits = new Float32Array(packed.length);
  const { starts, lengths, values } = packed.runs;
  for (let r = 0; r < starts.length; r++) logits.fill(values[r], starts[r], starts[r] + lengths[r]);
  return logits;
}

export function packedBytes(packed: Packed): number {
  return packed.kind === 'all' ? packed.logits.byteLength : byteLength(packed.runs);
}
