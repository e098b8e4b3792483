import type { Bench, Section } from './context';
import { judge, type Row } from './row';
import { tableOf } from './table';

/** What became of a section: its rows and its table, or why it failed. */
export interface SectionResult {
  readonly rows: readonly Row[];
  /** A line that names the section; null where nothing failed. */
  readonly failure: string | null;
  /** What is to be printed of it. */
  readonly text: string;
}

/** Measures a section; one that fails is told of, and does not take the others with it. */
export async function runSection({ name, title, measure }: Section, bench: Bench): Promise<SectionResult> {
  try {
    const rows = (await measure(bench)).map((measured) => judge(name, measured));
    return { rows, failure: null, text: tableOf(title, rows) };
  } catch (error) {
    const failure = `FAILED: ${name}: ${error instanceof Error ? error.message : String(error)}`;
    return { rows: [], failure, text: `${title}\n${failure}` };
  }
}
