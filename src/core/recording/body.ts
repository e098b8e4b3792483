import { InputError } from '../errors';
import type { RunEvent } from '../runEvents';
import type { StepRecord } from '../terms';
import { ByteReader, ByteWriter } from './bytes';
import {
  type LaneHeader,
  type RecordedLane,
  type RecordedPrediction,
  type Recording,
  type RecordingHeader,
  recordingVersion,
} from './format';
import { decodeVolume, encodeVolume } from './volumeCodec';

/** The header and the bytes that follow it: for each lane its steps (float32), its predictions (each against the one before), its checkpoints. */
export function encodeRecording(recording: Recording): { readonly header: RecordingHeader; readonly body: Uint8Array } {
  const writer = new ByteWriter();
  const lanes = recording.lanes.map((lane) => writeLane(writer, lane));
  const { name, madeAt, case: ofCase } = recording;
  const header = {
    format: 'blobscope-recording',
    version: recordingVersion,
    name,
    madeAt,
    case: ofCase,
    lanes,
  } as const;
  return { header, body: writer.bytes() };
}

/** The recording back; the header must be of the right shape. Throws InputError where the bytes are not those that it announces. */
export function decodeRecording(header: RecordingHeader, body: Uint8Array): Recording {
  const reader = new ByteReader(body);
  const [nx, ny, nz] = header.case.dims;
  const lanes = header.lanes.map((lane) => readLane(reader, lane, nx * ny * nz, header.case.blobVoxels.length));
  if (reader.left !== 0) throw damaged(`${reader.left} bytes too many`);
  return { name: header.name, madeAt: header.madeAt, case: header.case, lanes };
}

function writeLane(writer: ByteWriter, lane: RecordedLane): LaneHeader {
  const { id, settings, backend, events, records } = lane;
  const changes = events.flatMap((event) => (event.kind === 'loss' ? [{ step: event.step, loss: event.to }] : []));
  for (const column of columns) writer.floats(records.map((record) => record[column]));
  writer.words(records.map(({ blobIds }) => blobIds.length));
  writer.words(records.flatMap(({ blobIds }) => blobIds));
  writer.floats(records.flatMap(({ blobTerms }) => blobTerms));
  let before: Uint8Array | null = null;
  const predictions = lane.predictions.map(({ levels, ...facts }) => {
    const bytes = encodeVolume(levels, before);
    before = levels;
    writer.raw(bytes);
    return { ...facts, byteCount: bytes.length };
  });
  const checkpoints = lane.checkpoints.map(({ step, bytes }) => {
    writer.raw(new Uint8Array(bytes));
    return { step, byteCount: bytes.byteLength };
  });
  const termCount = records.reduce((count, { blobIds }) => count + blobIds.length, 0);
  return { id, settings, backend, changes, events, stepCount: records.length, termCount, predictions, checkpoints };
}

function readLane(reader: ByteReader, header: LaneHeader, voxels: number, blobCount: number): RecordedLane {
  const { id, settings, backend, stepCount, termCount } = header;
  const read = columns.map((column) => [column, reader.floats(stepCount)] as const);
  const counts = reader.words(stepCount);
  if (counts.reduce((sum, count) => sum + count, 0) !== termCount) throw damaged('other blob terms than it says');
  const ids = reader.words(termCount);
  if (ids.some((blob) => blob < 1 || blob > blobCount)) throw damaged('terms of blobs that its case does not have');
  const terms = reader.floats(termCount);
  const records: StepRecord[] = [];
  for (let step = 0, at = 0; step < stepCount; step++) {
    const values = Object.fromEntries(read.map(([column, ofColumn]) => [column, ofColumn[step]]));
    const end = at + counts[step];
    // Object.fromEntries forgets the names of its columns; they are those of `columns`.
    const numbers = values as Record<(typeof columns)[number], number>;
    const typed = { alpha: asTyped(numbers.alpha), beta: asTyped(numbers.beta) };
    records.push({
      step: step + 1,
      ...numbers,
      ...typed,
      blobIds: ids.slice(at, end),
      blobTerms: terms.slice(at, end),
    });
    at = end;
  }
  let before: Uint8Array | null = null;
  const predictions = header.predictions.map(({ byteCount, ...facts }): RecordedPrediction => {
    const levels = decodeVolume(reader.raw(byteCount), before, voxels);
    before = levels;
    return { ...facts, levels };
  });
  const checkpoints = header.checkpoints.map(({ step, byteCount }) => ({
    step,
    bytes: reader.raw(byteCount).slice().buffer,
  }));
  return { id, settings, backend, events: eventsOf(header), records, predictions, checkpoints };
}

/** The events of a lane; of older recordings its changes of the loss, each from the one before. */
function eventsOf({ events, changes, stepCount }: LaneHeader): RecordedLane['events'] {
  const older = changes.map(({ step, loss }, i): RunEvent => {
    return { kind: 'loss', step, from: changes[i - 1]?.loss ?? null, to: loss };
  });
  return (events ?? older).filter(({ step }) => step <= stepCount).toSorted((a, b) => a.step - b.step);
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
