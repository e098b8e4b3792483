import { InputError, noMonitor, type WorkMonitor } from '../core/errors';
import { gunzip, isGzip } from './gunzip';

/** A recording's file as it lies on the disk: JSON, and the bytes that it announces. */
export interface RecordingFile {
  /** Of unknown shape: to be checked before it is believed. */
  readonly header: unknown;
  readonly body: Uint8Array;
}

/** What a recording's file begins with, once unpacked. */
const magic = 'BLOBREC1';
const headAt = magic.length + 4;
/** No recording needs more: 1,000 steps of four lanes of 128^3 take a tenth of it. */
const mostBytes = 512 * 2 ** 20;

/** The file of a recording: gzip of the magic word, the header's length (uint32, little-endian), the header as JSON, the body. */
export async function packRecording({ header, body }: RecordingFile): Promise<Uint8Array<ArrayBuffer>> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(headAt - magic.length);
  new DataView(length.buffer).setUint32(0, json.length, true);
  const packed = new Blob([magic, length, json, new Uint8Array(body)])
    .stream()
    .pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** The header and the body back; throws InputError on anything that is not such a file. */
export async function unpackRecording(packed: Uint8Array, monitor: WorkMonitor = noMonitor): Promise<RecordingFile> {
  if (!isGzip(packed)) throw foreign('a file that is no gzip');
  const { bytes } = await gunzip(packed, { expectedBytes: 4 * packed.length, byteCap: mostBytes }, monitor);
  const word = new TextDecoder('latin1').decode(bytes.subarray(0, magic.length));
  if (word !== magic || bytes.length < headAt) throw foreign(`a file that begins with "${word}"`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  if (headAt + length > bytes.length) throw foreign('a file that was cut off');
  return { header: parse(bytes.subarray(headAt, headAt + length)), body: bytes.subarray(headAt + length) };
}

/** No part of a recording is called like this; who writes it means to change what all objects have in common. */
const hostileNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function parse(json: Uint8Array): unknown {
  let hasHostile = false;
  const look = (name: string, value: unknown) => {
    hasHostile ||= hostileNames.has(name);
    return value;
  };
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json), look);
    if (!hasHostile) return header;
  } catch {
    throw foreign('a file whose header is not JSON');
  }
  throw foreign('a file whose header has names that no recording has');
}

function foreign(found: string): InputError {
  return new InputError({
    found: found.replace(/[^ -~]/g, '?'),
    expected: 'a recording that this page has saved',
    todo: 'Take another copy of it, or open a scan with "Open scan…"',
  });
}
