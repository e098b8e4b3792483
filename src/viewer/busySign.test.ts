import { expect, test } from 'vitest';
import { BusySign } from './busySign';

test('an element is busy while anything is: drawing, or a piece of work, be it one that fails', async () => {
  const element = { ariaBusy: null as string | null };
  const sign = new BusySign(element);
  let end = () => {};
  const long = sign.during(new Promise<void>((resolve) => (end = resolve)));
  const failing = sign.during(Promise.reject(new Error('no picture')));
  expect(element.ariaBusy).toBe('true');
  await expect(failing).rejects.toThrow('no picture');
  expect(element.ariaBusy).toBe('true');
  sign.drawing(true);
  end();
  await long;
  expect(element.ariaBusy).toBe('true');
  sign.drawing(false);
  expect(element.ariaBusy).toBe('false');
});
