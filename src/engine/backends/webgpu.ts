import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, env, setBackend } from '@tensorflow/tfjs-core';
import { InputError } from '../../core/errors';
import { type AdapterFacts, adapterFeatures, adapterLimits } from '../../core/room';
import { freeBackend } from './remove';
import { DeviceLostError, type StartedBackend } from './running';

/** Looks for a GPU; a software adapter is right, but many times slower than our wasm kernels. Throws InputError where there is none to be had. */
export async function findAdapter(): Promise<AdapterFacts> {
  if (!globalThis.isSecureContext) throw missing('the page is not served over https or from localhost');
  if (!navigator.gpu) throw missing('this browser has no WebGPU');
  const adapter = (await askForAdapter()) ?? (await askForAdapter());
  if (!adapter) throw missing('WebGPU found no GPU that it may use');
  const { vendor, architecture, device, description } = adapter.info;
  const name = description || [vendor, architecture, device].filter(Boolean).join(' ') || 'unnamed GPU';
  const isFallback = (adapter.info as { readonly isFallbackAdapter?: boolean }).isFallbackAdapter === true;
  return {
    device: name,
    isSoftware: isFallback || /swiftshader|llvmpipe|basic render|lavapipe/i.test(`${architecture} ${name}`),
    limits: recordOf(adapterLimits, (limit) => adapter.limits[limit]),
    features: recordOf(adapterFeatures, (feature) => adapter.features.has(feature)),
  };
}

/** A browser that has only just started may say that there is none, and have one at the next asking (Chromium 156 on Linux, with a graphics card of NVIDIA's). */
function askForAdapter(): Promise<GPUAdapter | null> {
  return navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
}

function recordOf<Name extends string, Value>(names: readonly Name[], of: (name: Name) => Value) {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}

/** Makes WebGPU the running backend. Throws InputError where there is no GPU to be had. */
export async function startWebgpu(): Promise<StartedBackend> {
  const { device: deviceName } = await findAdapter();
  // Imported only now: the module takes hold of WebGPU as soon as it is loaded.
  await import('@tensorflow/tfjs-backend-webgpu');
  const { registerWebgpuKernels } = await import('../kernels/webgpu/register');
  // Otherwise small tensors are worked on by the processor, and what is proved is not what runs.
  env().set('WEBGPU_CPU_FORWARD', false);
  // Handing work to the GPU is what costs the processor most: a step goes in five parts instead of ten, and holds 3 % more memory.
  env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', 30);
  if (!(await setBackend('webgpu'))) throw missing('the GPU refused to start');
  registerWebgpuKernels();
  const { device, bufferManager } = backend() as WebGPUBackend;
  const watch = watchDevice(device);
  return {
    ...watch,
    name: 'webgpu',
    device: deviceName,
    // WebGPU does not tell how much memory there is: one binding of each of a dozen large tensors is what small GPUs manage.
    limits: { totalBytes: 2 ** 31, tensorBytes: device.limits.maxStorageBufferBindingSize },
    idleBytes: () => bufferManager.numBytesAllocated - bufferManager.numBytesUsed,
    dispose: async () => {
      watch.stop();
      await freeBackend('webgpu');
      device.destroy();
    },
  };
}

function watchDevice(device: GPUDevice) {
  const errors: string[] = [];
  const listeners: ((message: string) => void)[] = [];
  let lost: string | null = null;
  let isWatching = true;
  const note = (event: GPUUncapturedErrorEvent) => {
    if (isWatching) errors.push(event.error.message);
  };
  device.addEventListener('uncapturederror', note);
  device.lost.then(({ reason, message }) => {
    if (!isWatching) return;
    lost = `the GPU was lost (${[reason, message].filter(Boolean).join(': ')})`;
    for (const tell of listeners) tell(lost);
  });
  return {
    gpuErrors: () => errors.length,
    throwIfBroken: () => {
      const broken = lost ?? errors[0];
      if (broken !== undefined) throw new DeviceLostError(broken);
    },
    onDeviceLost: (listener: (message: string) => void) => {
      listeners.push(listener);
      if (lost !== null) listener(lost);
    },
    stop: () => {
      isWatching = false;
      device.removeEventListener('uncapturederror', note);
    },
  };
}

function missing(found: string): InputError {
  return new InputError({
    found,
    expected: 'a browser and a graphics card with WebGPU',
    todo: 'Choose wasm, which runs everywhere, or a recent Chrome, Edge, Firefox or Safari on a machine with a GPU',
  });
}
