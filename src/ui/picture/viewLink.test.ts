import { expect, test } from 'vitest';
import type { View, ViewerPort } from '../../viewer/port';
import { createViewLink } from './viewLink';

const view = (x: number): View => ({
  voxel: [x, 0, 0],
  camera: {} as View['camera'],
  contrast: { range: [0, 1], loaded: [0, 1] },
});

function port() {
  const followed: number[] = [];
  return { followed, port: { follow: ({ voxel }: View) => followed.push(voxel[0]) } as unknown as ViewerPort };
}

test('what is done to the leading picture is done to the others, and what follows does not lead', () => {
  const link = createViewLink();
  const [a, b] = [port(), port()];
  link.join(a.port);
  link.tell(a.port, view(1));
  link.join(b.port);
  expect(b.followed).toEqual([1]);
  link.tell(b.port, view(2));
  expect(a.followed).toEqual([]);
  link.lead(b.port);
  link.tell(b.port, view(3));
  expect(a.followed).toEqual([3]);
});

test('a picture that left follows no more; another leads then', () => {
  const link = createViewLink();
  const [a, b] = [port(), port()];
  const leave = link.join(a.port);
  link.join(b.port);
  leave();
  link.tell(b.port, view(4));
  expect(a.followed).toEqual([]);
  const c = port();
  link.join(c.port);
  expect(c.followed).toEqual([4]);
});
