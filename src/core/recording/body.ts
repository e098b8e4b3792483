import { InputError } from '../errors';
import type { RunEvent } from '../runEvents';
import type { StepRecord } from '../terms';
import { ByteReader, ByteWriter } from './bytes';
import type {
  LaneHeader,
  PredictionHeader,
  RecordedCase,
  RecordedLane,
  RecordedPrediction,
  Recording,
  RecordingHeader,
} from './format';
import { decodeVolume, encodeVolume } from './volumeCodec';

/**
 * The header and the bytes that follow it: for each lane its steps (float32; of several cases also the case of each), its predictions (each
 * against the one before, case by case), its checkpoints.
 */
export function encodeRecording(recording: Recording): EncodedRecording {
  const steps = encodingRecording(recording);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export interface EncodedRecording {
  readonly header: RecordingHeader;
  readonly body: Uint8Array;
}

/** The same in steps of some milliseconds, between which others may have the thread. */
export function* encodingRecording(recording: Recording): Generator<void, EncodedRecording> {
  const writer = new ByteWriter();
  const { name, madeAt, case: ofCase, further } = recording;
  const lanes: LaneHeader[] = [];
  for (const lane of recording.lanes) lanes.push(yield* writeLane(writer, lane, further !== undefined));
  const header = {
    format: 'blobscope-recording',
    version: further ? 2 : 1,
    name,
    madeAt,
    case: ofCase,
    ...(further && { further }),
    lanes,
  } as const;
  return { header, body: writer.bytes() };
}

/** The recording back; the header must be of the right shape. Throws InputError where the bytes are not those that it announces. */
export function decodeRecording(header: RecordingHeader, body: Uint8Array): Recording {
  const reader = new ByteReader(body);
  const cases = new Map<number, RecordedCase>([[0, header.case]]);
  for (const one of header.further?.cases ?? []) cases.set(one.id, one);
  const lanes = header.lanes.map((lane) => readLane(reader, lane, cases, header.further !== undefined));
  if (reader.left !== 0) throw damaged(`${reader.left} bytes too many`);
  const { name, madeAt, case: ofCase, further } = header;
  return { name, madeAt, case: ofCase, ...(further && { further }), lanes };
}

function* writeLane(writer: ByteWriter, lane: RecordedLane, hasCases: boolean): Generator<void, LaneHeader> {
  const { id, settings, backend, events, records } = lane;
  const changes = events.flatMap((event) => (event.kind === 'loss' ? [{ step: event.step, loss: event.to }] : []));
  for (const column of columns) writer.floats(records.map((record) => record[column]));
  yield;
  if (hasCases) writer.words(records.map(({ caseId = 0 }) => caseId));
  writer.words(records.map(({ blobIds }) => blobIds.length));
  yield* writeParts(records, (part) => writer.words(part.flatMap(({ blobIds }) => blobIds)));
  yield* writeParts(records, (part) => writer.floats(part.flatMap(({ blobTerms }) => blobTerms)));
  const predictions = yield* writePredictions(writer, lane.predictions);
  const validations: { caseId: number; predictions: PredictionHeader[] }[] = [];
  for (const { caseId, predictions: ofCase } of lane.validations ?? [])
    validations.push({ caseId, predictions: yield* writePredictions(writer, ofCase) });
  const checkpoints = lane.checkpoints.map(({ step, bytes }) => {
    writer.raw(new Uint8Array(bytes));
    return { step, byteCount: bytes.byteLength };
  });
  const termCount = records.reduce((count, { blobIds }) => count + blobIds.length, 0);
  const counts = { stepCount: records.length, termCount };
  return {
    id,
    settings,
    backend,
    changes,
    events,
    ...counts,
    predictions,
    ...(lane.validations && { validations }),
    checkpoints,
  };
}

/** Records hold a term a blob: some hundred of them are written at once. */
function* writeParts(records: readonly StepRecord[], write: (part: readonly StepRecord[]) => void): Generator<void> {
  for (let from = 0; from < records.length; from += recordsAtOnce) {
    write(records.slice(from, from + recordsAtOnce));
    yield;
  }
}

const recordsAtOnce = 256;

function* writePredictions(
  writer: ByteWriter,
  predictions: readonly RecordedPrediction[],
): Generator<void, PredictionHeader[]> {
  let before: Uint8Array | null = null;
  const headers: PredictionHeader[] = [];
  for (const { levels, ...facts } of predictions) {
    const bytes: Uint8Array = encodeVolume(levels, before);
    before = levels;
    writer.raw(bytes);
    headers.push({ ...facts, byteCount: bytes.length });
    yield;
  }
  return headers;
}

type CasesById = ReadonlyMap<number, RecordedCase>;

function readLane(reader: ByteReader, header: LaneHeader, cases: CasesById, hasCases: boolean): RecordedLane {
  const { id, settings, backend } = header;
  const records = readRecords(reader, header, cases, hasCases);
  const predictions = readPredictions(reader, header.predictions, findCase(cases, 0));
  const validations = header.validations?.map(({ caseId, predictions: ofCase }) => ({
    caseId,
    predictions: readPredictions(reader, ofCase, findCase(cases, caseId)),
  }));
  const checkpoints = header.checkpoints.map(({ step, byteCount }) => ({
    step,
    bytes: reader.raw(byteCount).slice().buffer,
  }));
  const events = eventsOf(header);
  return { id, settings, backend, events, records, predictions, ...(validations && { validations }), checkpoints };
}

/** The events of a lane; of older recordings its changes of the loss, each from the one before. */
function eventsOf({ events, changes, stepCount }: LaneHeader): RecordedLane['events'] {
  const older = changes.map(({ step, loss }, i): RunEvent => {
    return { kind: 'loss', step, from: changes[i - 1]?.loss ?? null, to: loss };
  });
  return (events ?? older).filter(({ step }) => step <= stepCount).toSorted((a, b) => a.step - b.step);
}

function readRecords(
  reader: ByteReader,
  { stepCount, termCount }: LaneHeader,
  cases: CasesById,
  hasCases: boolean,
): StepRecord[] {
  const read = columns.map((column) => [column, reader.floats(stepCount)] as const);
  const caseIds = hasCases ? reader.words(stepCount) : [];
  const counts = reader.words(stepCount);
  if (counts.reduce((sum, count) => sum + count, 0) !== termCount) throw damaged('other blob terms than it says');
  const ids = reader.words(termCount);
  const terms = reader.floats(termCount);
  const records: StepRecord[] = [];
  for (let step = 0, at = 0; step < stepCount; step++) {
    const caseId = caseIds[step] ?? 0;
    const end = at + counts[step];
    const blobIds = ids.slice(at, end);
    const blobCount = findCase(cases, caseId).blobVoxels.length;
    if (blobIds.some((blob) => blob < 1 || blob > blobCount))
      throw damaged('terms of blobs that its case does not have');
    const values = Object.fromEntries(read.map(([column, ofColumn]) => [column, ofColumn[step]]));
    // Object.fromEntries forgets the names of its columns; they are those of `columns`.
    const numbers = values as Record<(typeof columns)[number], number>;
    const ofCase = caseId === 0 ? {} : { caseId };
    const typed = { alpha: asTyped(numbers.alpha), beta: asTyped(numbers.beta) };
    records.push({ step: step + 1, ...numbers, ...typed, blobIds, blobTerms: terms.slice(at, end), ...ofCase });
    at = end;
  }
  return records;
}

function readPredictions(
  reader: ByteReader,
  headers: readonly PredictionHeader[],
  { dims: [nx, ny, nz] }: RecordedCase,
): RecordedPrediction[] {
  let before: Uint8Array | null = null;
  return headers.map(({ byteCount, ...facts }) => {
    const levels: Uint8Array = decodeVolume(reader.raw(byteCount), before, nx * ny * nz);
    before = levels;
    return { ...facts, levels };
  });
}

function findCase(cases: CasesById, id: number): RecordedCase {
  const found = cases.get(id);
  if (!found) throw damaged('steps or predictions of a case that it does not name');
  return found;
}

/** Float32 keeps six digits of a decimal: with these it is the number again that was chosen, 0.1 and not 0.10000000149. */
function asTyped(value: number): number {
  return Number(value.toPrecision(6));
}

const columns = ['global', 'blob', 'total', 'alpha', 'beta', 'learningRate', 'elapsedMs'] as const;

function damaged(what: string): InputError {
  return new InputError({
    found: `A recording with ${what}`,
    expected: 'one whose bytes are those that its header announces',
    todo: 'It is damaged: take another copy of it',
  });
}
