import type { Row, Target } from './row';

/** The rows of one section as lines of text: a heading, the rows in aligned columns, a note under the row that it belongs to. */
export function tableOf(title: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.values)))];
  const hasRatio = rows.some((row) => row.ratioOf !== '');
  const hasTarget = rows.some((row) => row.target);
  const heading = ['', ...columns, '', ...(hasRatio ? ['ratio'] : []), ...(hasTarget ? ['must, aim', 'reached'] : [])];
  const cells = rows.map((row) => [
    row.what,
    ...columns.map((column) => (column in row.values ? words(row.values[column]) : '')),
    row.unit,
    ...(hasRatio ? [ratioInWords(row)] : []),
    ...(hasTarget ? [row.target ? targetInWords(row.target) : '', row.reached ?? ''] : []),
  ]);
  const widths = heading.map((word, i) => Math.max(word.length, ...cells.map((line) => line[i].length)));
  const isNumeric = (i: number) => rows.some((row) => typeof row.values[columns[i - 1]] === 'number');
  const line = (parts: readonly string[]) =>
    parts
      .map((part, i) => (isNumeric(i) ? part.padStart(widths[i]) : part.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  return [
    title,
    ...(heading.some((word) => word !== '') ? [line(heading)] : []),
    ...rows.flatMap((_, i) => [line(cells[i]), ...noteUnder(rows, i)]),
  ].join('\n');
}

/** A note that several rows in a row share stands once, under the last of them. */
function noteUnder(rows: readonly Row[], index: number): readonly string[] {
  const { note } = rows[index];
  if (!note || rows[index + 1]?.note === note) return [];
  let count = 1;
  while (rows[index - count]?.note === note) count++;
  return [`    ${count > 1 ? `these ${count}: ` : ''}${note}`];
}

/** How many targets were reached, and which not. */
export function summaryOf(rows: readonly Row[]): string {
  const having = (reached: Row['reached']) => rows.filter((row) => row.reached === reached);
  const list = (some: readonly Row[]) => some.map((row) => `\n    ${row.section}: ${row.what}`).join('');
  const [aim, must, no, missing] = [having('aim'), having('must'), having('no'), having('not measured')];
  return [
    `Of ${aim.length + must.length + no.length + missing.length} targets, ${aim.length} reached their aim, ${must.length} what they must.`,
    ...(no.length > 0 ? [`Not reached: ${no.length}${list(no)}`] : []),
    ...(missing.length > 0 ? [`Not measured: ${missing.length}${list(missing)}`] : []),
  ].join('\n');
}

/** Three digits that count, whole numbers as they are: 0.0123, 1.23, 123, 12,345. */
export function words(value: number | string | null): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

function ratioInWords({ ratio, ratioOf }: Row): string {
  return ratioOf === '' ? '' : `${words(ratio)} (${ratioOf})`;
}

function targetInWords({ must, aim, better, of }: Target): string {
  const sign = better === 'more' ? '≥' : '≤';
  return `${sign} ${words(must)}, ${words(aim)}${of === 'ratio' ? '' : ` (${of})`}`;
}
