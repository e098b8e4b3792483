import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { registerCpuSums } from '../kernels/cpu/regions';
import { freeBackend } from './remove';
import { type StartedBackend, steady } from './running';

/** Makes plain JavaScript the running backend: it is right everywhere, and slow. */
export async function startCpu(): Promise<StartedBackend> {
  if (!(await setBackend('cpu'))) throw new Error('tfjs could not start its cpu backend');
  registerCpuSums();
  const limits = { totalBytes: 2 ** 31, tensorBytes: 2 ** 31 };
  return { ...steady, name: 'cpu', device: 'JavaScript', limits, dispose: () => freeBackend('cpu') };
}
