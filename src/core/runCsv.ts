import type { StepRecord } from './terms';

const fixedColumns = ['step', 'alpha', 'beta', 'learning_rate', 'elapsed_ms', 'total', 'global', 'blob'] as const;

/**
 * A run as CSV (RFC 4180, CRLF line ends, header first): one line per step, then one column `blob_<id>` per blob in the
 * order given. An empty cell says "not a number": the blob was absent from the patch, or the value was not finite.
 */
export function runToCsv(records: readonly StepRecord[], blobs: readonly { readonly id: number }[]): string {
  const lines = [[...fixedColumns, ...blobs.map(({ id }) => `blob_${id}`)].map(csvCell).join(',')];
  const columnOf = new Map(blobs.map(({ id }, index) => [id, index]));
  for (const record of records) lines.push(recordLine(record, columnOf));
  return `${lines.join('\r\n')}\r\n`;
}

/** One CSV cell: numbers as they are, text quoted where it must be and kept from being read as a formula by spreadsheets. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function recordLine(record: StepRecord, columnOf: ReadonlyMap<number, number>): string {
  const { step, alpha, beta, learningRate, elapsedMs, total, global, blob } = record;
  const terms = new Array<string>(columnOf.size).fill('');
  record.blobIds.forEach((id, index) => {
    const column = columnOf.get(id);
    if (column !== undefined) terms[column] = csvCell(record.blobTerms[index]);
  });
  return [...[step, alpha, beta, learningRate, elapsedMs, total, global, blob].map(csvCell), ...terms].join(',');
}
