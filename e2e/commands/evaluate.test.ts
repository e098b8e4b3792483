import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** What the command says on its error stream. */
function complaint(...options: readonly string[]): string {
  const args = ['--import', 'tsx', 'e2e/commands/evaluate.ts', '--reference', 'a.nii', '--prediction', 'b.nii'];
  const { status, stderr } = spawnSync(process.execPath, [...args, ...options], { encoding: 'utf8' });
  expect(status).toBe(1);
  return stderr;
}

test.each([
  [['--tresshold', '0.5'], "Unknown option '--tresshold'"],
  [['--rule', 'greedy', '--at', '1.5'], '--at takes a number from 0 to 1, not "1.5".'],
  [['--rule', 'greedy', '--score', 'jaccard'], '--score is iou or dice, not "jaccard".'],
])('%j: says what is wrong, and how it is used; no stack', (options, words) => {
  const said = complaint(...options);
  expect(said).toContain(words);
  expect(said).toContain('npm run evaluate -- --reference');
  expect(said).not.toMatch(/^ {4}at /m);
});
