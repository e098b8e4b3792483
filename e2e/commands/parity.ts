import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { GoldenCase, GoldenRun } from '../../src/core/golden/case';
import type { Errors } from '../../src/core/golden/compare';
import { recogniseGolden } from '../../src/core/golden/kind';
import { parseGolden } from '../../src/core/golden/parse';
import { compareRun } from '../../src/core/golden/run';
import { backendNames, openParityBackend, type ParityBackend, type ParityBackendName } from './parityBackends';

const usage = `npm run parity -- [--cases DIR] [--backend ${backendNames.join('|')}|all]

Holds the losses to golden numbers: every run of every file in DIR (default: src/core/fixtures/golden) on every backend.`;

interface GoldenFile {
  readonly file: string;
  readonly golden: GoldenCase;
}

/** What became of one line of the report. */
type Verdict = 'passed' | 'failed' | 'skipped';

/** Counts the verdicts as their lines are printed. */
class Report {
  private readonly counts: Record<Verdict, number> = { passed: 0, failed: 0, skipped: 0 };

  add(file: string, run: string, backend: string, verdict: Verdict, detail: string): void {
    this.counts[verdict]++;
    process.stdout.write(`${file.padEnd(34)} ${run.padEnd(18)} ${backend.padEnd(7)} ${verdict}  ${detail}\n`);
  }

  /** Prints the last line and gives the exit code: 1 on a failure, and when nothing ran. */
  close(): number {
    const { passed, failed, skipped } = this.counts;
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    return failed > 0 || passed === 0 ? 1 : 0;
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  const report = new Report();
  const files = readCases(options.cases, report);
  for (const name of options.backends) {
    const backend = await openParityBackend(name);
    if (backend.phase === 'open') await reportBackend(report, files, backend);
    else report.add('all files', 'all runs', name, backend.phase === 'missing' ? 'skipped' : 'failed', backend.reason);
  }
  return report.close();
}

function readOptions(): { cases: string; backends: readonly ParityBackendName[] } {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: join(import.meta.dirname, '../../src/core/fixtures/golden') },
      backend: { type: 'string', default: 'all' },
    },
  });
  const backends = backendNames.filter((name) => values.backend === name || values.backend === 'all');
  if (backends.length === 0) throw new Error(`There is no backend "${values.backend}".\n${usage}`);
  return { cases: values.cases, backends };
}

/** The golden files of a folder; those of a kind or with runs that nothing here computes yet are reported as skipped. */
function readCases(folder: string, report: Report): GoldenFile[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().flatMap((file) => {
    const data: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const kind = recogniseGolden(data);
    if (kind === 'metrics' || kind === 'unknown') {
      report.add(file, 'all runs', 'all', 'skipped', kind === 'unknown' ? 'unknown kind of file' : `kind: ${kind}`);
      return [];
    }
    const golden = parseGolden(data);
    for (const { id, reason } of golden.skipped) report.add(file, id, 'all', 'skipped', reason);
    return [{ file, golden }];
  });
}

/** Runs everything on one backend, then closes it: two engines never run at the same time. */
async function reportBackend(report: Report, files: readonly GoldenFile[], backend: ParityBackend): Promise<void> {
  try {
    for (const { file, golden } of files)
      for (const run of golden.runs) await reportRun(report, file, golden, run, backend);
    for (const problem of await backend.problems())
      report.add('all files', 'all runs', backend.name, 'failed', problem);
  } finally {
    await backend.close();
  }
}

async function reportRun(
  report: Report,
  file: string,
  golden: GoldenCase,
  run: GoldenRun,
  { name, evaluate, tolerance }: ParityBackend,
): Promise<void> {
  try {
    const { scalars, gradient, isWithin } = await compareRun(golden, run, evaluate, tolerance);
    const detail = `scalars ${describeErrors(scalars)}  gradient ${describeErrors(gradient)}`;
    report.add(file, run.id, name, isWithin ? 'passed' : 'failed', detail);
  } catch (error) {
    report.add(file, run.id, name, 'failed', error instanceof Error ? error.message : String(error));
  }
}

function describeErrors({ compared, absolute, relative }: Errors): string {
  if (compared === 0) return 'not in the file';
  return `${absolute.toExponential(1)} (relative ${relative.toExponential(1)})`;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
