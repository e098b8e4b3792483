import { expect, test } from 'vitest';
import { CancelledError } from '../../core/errors';
import { DeviceLostError } from '../../engine/backends/running';
import { onDevice } from './onDevice';

const distrusted: string[] = [];
const distrust = (message: string) => distrusted.push(message);
const sound = { throwIfBroken: () => {}, distrust };
const lost = {
  distrust,
  throwIfBroken: () => {
    throw new DeviceLostError('the GPU was lost (destroyed)');
  },
};

test('work on a sound device gives its result, or its own error', async () => {
  expect(await onDevice(sound, async () => 7)).toBe(7);
  await expect(onDevice(sound, () => Promise.reject(new CancelledError()))).rejects.toBeInstanceOf(CancelledError);
  expect(distrusted).toEqual([]);
});

test('numbers from a device that broke meanwhile are not believed', async () => {
  await expect(onDevice(lost, async () => 7)).rejects.toMatchObject({ name: 'DeviceLostError' });
});

test('a failure of a lost device is told as the loss', async () => {
  await expect(onDevice(lost, () => Promise.reject(new Error('no data')))).rejects.toThrow('the GPU was lost');
});

test('a read that the browser aborts is a lost device, not a cancel', async () => {
  const aborted = new DOMException('Buffer was unmapped before mapping was resolved.', 'AbortError');
  await expect(onDevice(sound, () => Promise.reject(aborted))).rejects.toMatchObject({
    name: 'DeviceLostError',
    message: expect.stringContaining('Buffer was unmapped'),
  });
});

test('a backend that failed for no known reason is not used again', async () => {
  distrusted.splice(0);
  await expect(onDevice(sound, () => Promise.reject(new WebAssembly.RuntimeError('unreachable')))).rejects.toThrow(
    'unreachable',
  );
  expect(distrusted).toEqual(['The backend failed (unreachable).']);
});

test('of two reads under way when the device went, both tell of the GPU, whichever fails first', async () => {
  let fault: string | null = null;
  const kept = {
    distrust: (message: string) => {
      fault ??= message;
    },
    throwIfBroken: () => {
      if (fault !== null) throw new DeviceLostError(fault);
    },
  };
  const aborted = () => Promise.reject(new DOMException('Buffer was unmapped.', 'AbortError'));
  const [first, second] = [
    onDevice(kept, () => new Promise((_, fail) => setTimeout(() => aborted().catch(fail)))),
    onDevice(kept, aborted),
  ];
  const told = { name: 'DeviceLostError', message: 'The GPU gave no answer (Buffer was unmapped.).' };
  await expect(second).rejects.toMatchObject(told);
  await expect(first).rejects.toMatchObject(told);
});
