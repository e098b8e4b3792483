import { afterEach, expect, test, vi } from 'vitest';
import { findAdapter } from './webgpu';

const adapter = {
  info: { vendor: 'maker', architecture: 'kind', device: '', description: '' },
  limits: {},
  features: new Set(),
};

/** A browser whose WebGPU gives these adapters, one at each asking; gives how often it was asked. */
function browserWith(answers: readonly unknown[]): () => number {
  let asked = 0;
  const gpu = { requestAdapter: async () => answers[asked++] ?? null };
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { gpu });
  return () => asked;
}

afterEach(() => vi.unstubAllGlobals());

test('a browser that has a GPU only at the second asking has one', async () => {
  const asked = browserWith([null, adapter]);
  expect(await findAdapter()).toMatchObject({ device: 'maker kind', isSoftware: false });
  expect(asked()).toBe(2);
});

test('one that says no twice has none; one that says yes is not asked again', async () => {
  const asked = browserWith([null, null, adapter]);
  await expect(findAdapter()).rejects.toThrow('found no GPU');
  expect(asked()).toBe(2);
  const askedOnce = browserWith([adapter]);
  await findAdapter();
  expect(askedOnce()).toBe(1);
});
