import type { StepRecord } from './terms';

const fixedColumns = ['step', 'alpha', 'beta', 'learning_rate', 'elapsed_ms', 'total', 'global', 'blob'] as const;

/**
 * A run as CSV (RFC 4180, CRLF line ends, header first): one line per step, then one column `blob_<id>` per blob in the
 * order given. An empty cell says "not a number": the blob was absent from the patch, or the value was not finite. Where something was
 * changed during the run, a last column `changed_after_step` says what, in words, in the row of the step behind which it was.
 */
export function runToCsv(
  records: readonly StepRecord[],
  blobs: readonly { readonly id: number }[],
  changes: readonly { readonly step: number; readonly words: string }[] = [],
): string {
  const columns = [...fixedColumns, ...blobs.map(({ id }) => `blob_${id}`)];
  const lines = [[...columns, ...(changes.length > 0 ? ['changed_after_step'] : [])].map(csvCell).join(',')];
  const columnOf = new Map(blobs.map(({ id }, index) => [id, index]));
  const told = (step: number) => changes.filter((change) => change.step === step).map(({ words }) => words);
  for (const record of records) {
    const last = changes.length > 0 ? `,${csvCell(told(record.step).join('; '))}` : '';
    lines.push(recordLine(record, columnOf) + last);
  }
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
