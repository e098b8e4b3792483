import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { GoldenCase, GoldenRun } from '../../src/core/golden/case';
import type { Errors } from '../../src/core/golden/compare';
import { type GoldenKind, recogniseGolden } from '../../src/core/golden/kind';
import { parseGolden } from '../../src/core/golden/parse';
import { compareRun } from '../../src/core/golden/run';
import { backendNames, openParityBackend, type ParityBackend, type ParityBackendName } from './parityBackends';
import { metricsLines } from './parityMetrics';

const usage = `npm run parity -- [--cases DIR] [--backend ${backendNames.join('|')}|all]

Holds losses and metrics to golden numbers: every file in DIR (default: src/core/fixtures/golden), losses on every backend.`;

interface GoldenFile {
  readonly file: string;
  readonly golden: GoldenCase;
}

/** One line of the report; what is not named is all of its kind. */
interface Line {
  readonly file?: string;
  readonly run?: string;
  readonly backend?: string;
  readonly verdict: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
}

/** Prints the lines and counts their verdicts. */
class Report {
  private readonly counts: Record<Line['verdict'], number> = { passed: 0, failed: 0, skipped: 0 };

  add({ file = 'all files', run = 'all runs', backend = 'all', verdict, detail }: Line): void {
    this.counts[verdict]++;
    process.stdout.write(`${file.padEnd(34)} ${run.padEnd(18)} ${backend.padEnd(7)} ${verdict}  ${detail}\n`);
  }

  /** Prints the last line and gives the exit code: 1 on a failure, and when nothing ran. */
  close(): number {
    const { passed, failed, skipped } = this.counts;
    if (skipped > 0) process.stdout.write(`${skipped} skipped\n`);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return failed > 0 || passed === 0 ? 1 : 0;
  }
}

async function main(): Promise<number> {
  const options = readOptions();
  const report = new Report();
  const files = readCases(options.cases, report);
  if (files.length === 0) return report.close();
  for (const name of options.backends) {
    const backend = await openParityBackend(name);
    if (backend.phase === 'open') await reportBackend(report, files, backend);
    else
      report.add({
        backend: name,
        verdict: backend.phase === 'missing' ? 'skipped' : 'failed',
        detail: backend.reason,
      });
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
  if (!existsSync(values.cases)) throw new Error(`There is no folder ${values.cases}.\n${usage}`);
  return { cases: values.cases, backends };
}

/** The golden files of a folder and the folders in it; those of a kind or with runs that nothing here computes yet are reported as skipped, damaged ones as failed. */
function readCases(folder: string, report: Report): GoldenFile[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.json(\.gz)?$/.test(name),
  );
  return names.sort().flatMap((file) => {
    try {
      return readCase(folder, file, report);
    } catch (error) {
      report.add({ file, verdict: 'failed', detail: messageOf(error) });
      return [];
    }
  });
}

/** Kinds that are not held to the losses here, and why. */
const notHere: Partial<Record<GoldenKind, string>> = {
  'gradient shares': 'gradient shares: held by the unit tests',
  'inverse weights': 'inverse weights: held by the unit tests',
  unknown: 'unknown kind of file',
};

function readCase(folder: string, file: string, report: Report): GoldenFile[] {
  const bytes = readFileSync(join(folder, file));
  const data: unknown = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  const kind = recogniseGolden(data);
  if (kind === 'metrics') {
    for (const line of metricsLines(data)) report.add({ file, ...line });
    return [];
  }
  const detail = notHere[kind];
  if (detail) {
    report.add({ file, verdict: 'skipped', detail });
    return [];
  }
  const golden = parseGolden(data);
  for (const { id, reason } of golden.skipped) report.add({ file, run: id, verdict: 'skipped', detail: reason });
  return golden.runs.length > 0 ? [{ file, golden }] : [];
}

/** Runs everything on one backend, then closes it: two engines never run at the same time. */
async function reportBackend(report: Report, files: readonly GoldenFile[], backend: ParityBackend): Promise<void> {
  try {
    for (const file of files)
      for (const run of file.golden.runs)
        report.add({ file: file.file, run: run.id, backend: backend.name, ...(await runOnce(file, run, backend)) });
    for (const problem of await backend.problems())
      report.add({ backend: backend.name, verdict: 'failed', detail: problem });
  } finally {
    await backend.close();
  }
}

async function runOnce({ golden }: GoldenFile, run: GoldenRun, { evaluate, tolerance }: ParityBackend) {
  try {
    const { scalars, gradient, isWithin } = await compareRun(golden, run, evaluate, tolerance);
    const detail = `scalars ${describeErrors(scalars)}  gradient ${describeErrors(gradient)}`;
    return { verdict: isWithin ? 'passed' : 'failed', detail } as const;
  } catch (error) {
    return { verdict: 'failed', detail: messageOf(error) } as const;
  }
}

function describeErrors({ compared, absolute, relative }: Errors): string {
  if (compared === 0) return 'not in the file';
  return `${absolute.toExponential(1)} (relative ${relative.toExponential(1)})`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
