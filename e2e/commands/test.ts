import { spawnSync } from 'node:child_process';
import { findOrInstallChromium } from '../chromium';

/** What `npm test` runs, each a script of package.json, the quick ones first; the first that fails ends it. */
const stages = ['kernels', 'typecheck', 'lint', 'unit', 'build', 'parity', 'e2e'] as const;

interface Outcome {
  readonly stage: string;
  readonly seconds: number;
  readonly hasPassed: boolean;
}

process.exitCode = main();

function main(): number {
  const chromiumPath = chromiumOrNull();
  if (chromiumPath === null) return 1;
  const outcomes: Outcome[] = [];
  for (const stage of stages) {
    const outcome = runStage(stage, chromiumPath);
    outcomes.push(outcome);
    if (!outcome.hasPassed) break;
  }
  say(`\n${outcomes.map(describeOutcome).join('\n')}`);
  return outcomes.every(({ hasPassed }) => hasPassed) ? 0 : 1;
}

/** Asked for before all else: a missing browser is said at once, in one sentence, and not after minutes of tests. */
function chromiumOrNull(): string | null {
  try {
    return findOrInstallChromium();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return null;
  }
}

function runStage(stage: string, chromiumPath: string): Outcome {
  say(`\n== ${stage}`);
  const start = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', stage], {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: chromiumPath },
    shell: process.platform === 'win32',
  });
  return { stage, seconds: (performance.now() - start) / 1000, hasPassed: status === 0 };
}

function describeOutcome({ stage, seconds, hasPassed }: Outcome): string {
  return `${stage.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s  ${hasPassed ? 'passed' : 'FAILED'}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
