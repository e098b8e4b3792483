import { type Bench, onEachBackend } from '../context';
import type { BackendUsed } from '../inPage/engine';
import type { Measured, Target } from '../row';

interface Holdings {
  readonly tensors: number;
  readonly bytes: number;
}

const warmSteps = 10;
const flat: Target = { must: 0, aim: 0, better: 'less', of: 'growth' };

export const memory = {
  name: 'memory',
  title: 'What is held while a run goes on',
  measure: onEachBackend(measureBackend),
};

async function measureBackend(bench: Bench, backend: BackendUsed): Promise<readonly Measured[]> {
  const { baseWidth, steps } = runOf(bench, backend);
  const what = `${backend}, ${steps} steps of 16^3/${baseWidth}`;
  bench.say(`memory of ${what}`);
  const { call } = await bench.freshEngine(backend);
  await call('training', 'startRun', 16, baseWidth);
  await call('training', 'runSteps', warmSteps);
  const early = await call<Holdings>('engine', 'holdings');
  await call('training', 'runSteps', steps - warmSteps);
  const late = await call<Holdings>('engine', 'holdings');
  const row = (of: keyof Holdings): Measured => ({
    what: `${what}: ${of}`,
    unit: '',
    values: { 'after step 10': early[of], 'at the end': late[of], growth: late[of] - early[of] },
    target: flat,
  });
  return [row('bytes'), row('tensors')];
}

/** Small steps, for they are many; smaller ones for a software adapter. */
function runOf({ isQuick, adapter }: Bench, backend: BackendUsed): { baseWidth: number; steps: number } {
  if (backend === 'webgpu' && adapter?.isSoftware) return { baseWidth: 4, steps: isQuick ? 40 : 1000 };
  return { baseWidth: 8, steps: isQuick ? 300 : 1000 };
}
