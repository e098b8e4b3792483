import { Bench } from '../core/bench/bench';
import { type BenchCase, cutCase } from '../core/bench/benchCase';
import { readPrediction } from '../core/bench/checkPrediction';
import type { Start } from '../core/bench/edit';
import { largestLogit, logitsOf, logitsOfMask } from '../core/bench/logits';
import { presetLogits } from '../core/bench/presets';
import type { BenchQuestion } from '../core/bench/question';
import { labelCells } from '../core/cells';
import { InputError, type WorkMonitor } from '../core/errors';
import { voxelCount } from '../core/volume';
import { allocate } from '../io/allocate';
import { partOf, pause } from '../io/stages';
import type { BenchAsk, BenchBeginning, BenchMove, BenchReply, StudyAsk, StudyReply } from '../protocol/benchCalls';
import type { Progress } from '../protocol/scanCalls';
import type { CallContext } from '../protocol/serve';
import { studyPrediction } from './benchStudy';
import { callMonitor } from './callMonitor';
import { readPredictionFile } from './predictionFile';
import type { LabelledCase } from './scanCase';

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
      const table: Table = { ground, held: null, monitor: callMonitor(context) };
      try {
        table.held = await heldFor(table, held);
        const reply = answered(table, question, await play(table, moves));
        context.transfer(buffersOf(reply));
        return reply;
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
  const { start, logits, remarks: more } = await beginningOf(held.benchCase, from, table);
  remarks.push(...more);
  if (held.bench) held.bench.begin(start, logits);
  else held.bench = new Bench(held.benchCase, start, logits, () => performance.now());
  return true;
}

/** Cuts the case into cells: the slowest part of opening a bench, done once for a case. */
async function cut({ ground: { open }, monitor }: Table): Promise<Held> {
  await pause(monitor);
  const { ids, opened } = open;
  const { grid, blobs, source, connectivity } = opened;
  const isNumbered = source.kind === 'files' && source.reading.kind === 'instances';
  const benchCase = allocate(20 * ids.length, () => {
    const cells = labelCells(ids, grid.dims, grid.spacingMm, partOf(monitor, 0, 0.6));
    return cutCase({ grid, ids, blobs, connectivity: isNumbered ? null : connectivity }, cells);
  });
  monitor.report(0.6, 'Preparing the prediction');
  await pause(monitor);
  return { open, benchCase, bench: null };
}

interface Beginning {
  readonly start: Start;
  readonly logits: Float32Array;
  readonly remarks: readonly string[];
}

async function beginningOf(benchCase: BenchCase, from: BenchBeginning, table: Table): Promise<Beginning> {
  const { ids, grid } = benchCase;
  switch (from.kind) {
    case 'perfect':
      return { start: { kind: from.kind }, logits: logitsOfMask((v) => ids[v] !== 0, ids.length), remarks: [] };
    case 'missed':
      return { start: { kind: from.kind }, logits: new Float32Array(ids.length).fill(-largestLogit), remarks: [] };
    case 'preset':
      return { start: from, logits: presetLogits(benchCase, from.preset), remarks: [] };
    case 'lane':
    case 'kept': {
      if (from.probability.length !== voxelCount(grid.dims)) throw otherCase();
      const start = from.kind === 'kept' ? from.start : ({ kind: 'lane', step: from.step } as const);
      return { start, logits: logitsOf(from.probability), remarks: [] };
    }
    case 'file': {
      const { hasPlace } = table.ground;
      const file = await readPredictionFile(from.file, { grid, hasPlace }, partOf(table.monitor, 0.6, 0.9));
      const { logits, isBinary, remarks } = readPrediction(file.voxels);
      const start = { kind: 'file', name: from.file.name, isBinary } as const;
      return { start, logits, remarks: [...file.remarks, ...remarks] };
    }
    default:
      return from satisfies never;
  }
}

/** The answer; where the newest beginning of this call has none, it is taken back, and what was there before answers. */
function answered(table: Table, question: BenchQuestion, told: Told): BenchReply {
  const bench = table.held?.bench;
  if (!bench) throw nothingOpen();
  const { kept, remarks } = told;
  try {
    return { ...bench.ask(question), kept, refusal: told.refusal, remarks };
  } catch (error) {
    if (table.held && told.isFresh) table.held.bench = null;
    if (!(error instanceof InputError) || told.isFresh || !told.endsInBeginning) throw error;
    bench.forget();
    kept[kept.length - 1] = false;
    return { ...bench.ask(question), kept, refusal: error.message, remarks: [] };
  }
}

function buffersOf({ volumes: { outcome, probability, pulls, masked } }: BenchReply): ArrayBuffer[] {
  return [outcome, probability, pulls?.global.values, pulls?.instance.values, masked].flatMap((array) =>
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

function otherCase(): InputError {
  return new InputError({
    found: 'a prediction of another scan',
    expected: 'one of the open case',
    todo: 'Predict the open scan first',
  });
}
