import { Bench } from '../../core/bench/bench';
import type { BenchCase } from '../../core/bench/benchCase';
import type { BenchQuestion } from '../../core/bench/question';
import { InputError, type WorkMonitor } from '../../core/errors';
import { partOf } from '../../io/stages';
import type { BenchAsk, BenchBeginning, BenchMove, BenchReply, StudyAsk, StudyReply } from '../../protocol/benchCalls';
import type { Progress } from '../../protocol/scanCalls';
import type { CallContext } from '../../protocol/serve';
import { callMonitor } from '../callMonitor';
import type { LabelledCase } from '../scan/scanCase';
import { takeSteps } from '../takeSteps';
import { beginningOf, cutOpenCase } from './benchBeginning';
import { studyPrediction } from './benchStudy';

/** The case that is open while the bench is asked. */
export interface BenchGround {
  readonly open: LabelledCase;
  /** Whether its grid says where in space it lies. */
  readonly hasPlace: boolean;
}

/** The bench of the scan worker: one prediction of the open case, forgotten as soon as another case is open. */
export interface BenchSession {
  readonly answer: (ground: BenchGround, ask: BenchAsk, context: CallContext<Progress>) => Promise<BenchReply>;
  readonly study: (open: LabelledCase, ask: StudyAsk, context: CallContext<Progress>) => Promise<StudyReply>;
}

export function createBenchSession(): BenchSession {
  let held: Held | null = null;
  return {
    answer: async (ground, { moves, question }, context) => {
      const table: Table = { ground, held: null, monitor: callMonitor(context), done: 0 };
      table.held = await heldFor(table, held);
      held = table.held;
      const attempt = held?.bench?.attempt();
      try {
        const told = await play(table, moves);
        await prepare(table, question);
        const reply = answered(table, question, told);
        attempt?.keep();
        context.transfer(buffersOf(reply));
        return reply;
      } catch (error) {
        // Stopped, or without an answer: as if it had never been asked.
        if (attempt) attempt.rollBack();
        else if (table.held) table.held.bench = null;
        throw error;
      } finally {
        held = table.held;
      }
    },
    study: async (open, { kind, question }, context) => {
      if (held?.open !== open || !held.bench) throw nothingOpen();
      return studyPrediction(kind, held.bench.followed(question), question, callMonitor(context));
    },
  };
}

/** The cut case and the bench on it. */
interface Held {
  readonly open: LabelledCase;
  readonly benchCase: BenchCase;
  bench: Bench | null;
}

interface Table {
  readonly ground: BenchGround;
  held: Held | null;
  readonly monitor: WorkMonitor;
  /** How much of the work is done, 0..1. */
  done: number;
}

/**
 * What is held of the open case. When the same mask was labelled anew the prediction stays, without its history: edits name blobs, and these
 * have other numbers now.
 */
async function heldFor(table: Table, held: Held | null): Promise<Held | null> {
  const { open } = table.ground;
  if (!held || held.open === open) return held;
  if (!held.bench || held.open.foreground !== open.foreground) return null;
  const { logits, start } = held.bench;
  const { benchCase } = await cut(table);
  return { open, benchCase, bench: new Bench(benchCase, start, logits, () => performance.now()) };
}

/** Measures what takes long, and listens for a cancel in between. What cannot be asked is left to the answer to tell. */
async function prepare(table: Table, question: BenchQuestion): Promise<void> {
  const bench = table.held?.bench;
  if (!bench) return;
  try {
    await takeSteps(bench.preparing(question), partOf(table.monitor, table.done, 1), 'Measuring the prediction');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}

/** What became of the moves. */
interface Told {
  readonly kept: boolean[];
  readonly remarks: string[];
  refusal: string | null;
  /** The bench was put there by this call. */
  isFresh: boolean;
  endsInBeginning: boolean;
}

async function play(table: Table, moves: readonly BenchMove[]): Promise<Told> {
  const told: Told = { kept: [], remarks: [], refusal: null, isFresh: !table.held?.bench, endsInBeginning: false };
  for (const move of moves) {
    try {
      told.kept.push(await makeMove(table, move, told));
      told.endsInBeginning = move.kind === 'begin';
    } catch (error) {
      told.endsInBeginning = false;
      // Without a prediction to go on with there is nothing to answer.
      if (!(error instanceof InputError) || !table.held?.bench) throw error;
      told.kept.push(false);
      told.refusal = error.message;
    }
  }
  return told;
}

async function makeMove(table: Table, move: BenchMove, told: Told): Promise<boolean> {
  if (move.kind === 'begin') return begin(table, move.from, told);
  const bench = table.held?.bench;
  if (!bench) throw nothingOpen();
  switch (move.kind) {
    case 'edit':
      return bench.edit(move.edit, move.gesture);
    case 'undo':
      return bench.undo();
    case 'redo':
      return bench.redo();
    case 'reset':
      bench.reset();
      return true;
    default:
      return move satisfies never;
  }
}

async function begin(table: Table, from: BenchBeginning, { remarks }: Told): Promise<boolean> {
  const held = table.held ?? (await cut(table));
  table.held = held;
  const { benchCase } = held;
  const { hasPlace } = table.ground;
  const { start, logits, remarks: more } = await beginningOf({ benchCase, hasPlace }, from, partOfRest(table, 0.2));
  remarks.push(...more);
  if (held.bench) held.bench.begin(start, logits);
  else held.bench = new Bench(benchCase, start, logits, () => performance.now());
  return true;
}

async function cut(table: Table): Promise<Held> {
  const { open } = table.ground;
  return { open, benchCase: await cutOpenCase(open, partOfRest(table, 0.4)), bench: null };
}

/** The monitor of a share of what is left to do. */
function partOfRest(table: Table, share: number): WorkMonitor {
  const from = table.done;
  table.done += share * (1 - from);
  return partOf(table.monitor, from, table.done);
}

/** The answer; where the newest beginning of this call has none, it is taken back, and what was there before answers. */
function answered(table: Table, question: BenchQuestion, told: Told): BenchReply {
  const bench = table.held?.bench;
  if (!bench) throw nothingOpen();
  const { kept, remarks } = told;
  try {
    return { ...bench.ask(question), kept, refusal: told.refusal, remarks };
  } catch (error) {
    if (!(error instanceof InputError) || told.isFresh || !told.endsInBeginning) throw error;
    bench.forget();
    kept[kept.length - 1] = false;
    return { ...bench.ask(question), kept, refusal: error.message, remarks: [] };
  }
}

function buffersOf({ volumes: { outcome, probability, pulls, masked, component } }: BenchReply): ArrayBuffer[] {
  return [outcome, probability, pulls?.global.values, pulls?.instance.values, masked, component].flatMap((array) =>
    array ? [array.buffer] : [],
  );
}

function nothingOpen(): InputError {
  return new InputError({
    found: 'no prediction on the bench',
    expected: 'one of the open case',
    todo: 'Start from a perfect prediction, or open one',
  });
}
