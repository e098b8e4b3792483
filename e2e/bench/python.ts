import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The Python that is asked for PyTorch: $PYTHON, else the system's. */
const python = process.env.PYTHON || 'python3';

/** What a Python script writes; rejects when it fails. */
export async function runPython(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(python, ['-B', '-W', 'ignore', ...args], {
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}

/** The version of PyTorch that Python has; null where it has none, or where there is no Python. */
export async function torchVersion(): Promise<string | null> {
  return runPython(['-c', 'import torch; print(torch.__version__)']).catch(() => null);
}
