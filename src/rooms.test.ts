import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Which rooms and packages each room may import; `type:core` = types only. `main.tsx` may import all. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  io: ['core', 'nifti-reader-js'],
  engine: ['core', '@tensorflow/'],
  protocol: ['type:core'],
  workers: ['core', 'io', 'engine', 'protocol'],
  state: ['core', 'protocol', 'zustand', 'valibot'],
  viewer: ['core', 'io', '@niivue/'],
  charts: ['core', 'uplot'],
  lessons: ['type:core', 'type:state'],
  ui: ['core', 'state', 'viewer', 'charts', 'lessons', 'react', '@mantine/', '@tabler/', '@tanstack/', 'zustand'],
};

/** Packages that only one room may touch. */
const onlyRoom: Record<string, string> = { '@tensorflow/': 'engine', '@niivue/': 'viewer', uplot: 'charts' };

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]/g;

interface Import {
  readonly file: string;
  readonly name: string;
  readonly isTypeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes('assembly'));
}

function importsOf(file: string): Import[] {
  return [...readFileSync(file, 'utf8').matchAll(importPattern)].map(([, type, name, lazy]) => ({
    file,
    name: (name ?? lazy).replace(/\?.*$/, ''),
    isTypeOnly: Boolean(type),
  }));
}

function targetOf({ file, name }: Import): string {
  return name.startsWith('.') ? normalize(join(dirname(file), name)).split('/')[1] : name;
}

for (const [room, allowed] of Object.entries(mayImport)) {
  test(`${room} imports only ${allowed.join(', ') || 'nothing'}`, () => {
    const broken = sourceFiles(join('src', room))
      .flatMap(importsOf)
      .filter((entry) => {
        const target = targetOf(entry);
        // For tests and commands; no page imports it.
        if (entry.file.endsWith('nodeAssets.ts') && target.startsWith('node:')) return false;
        return (
          target !== room &&
          !allowed.some((a) =>
            a.startsWith('type:') ? entry.isTypeOnly && target === a.slice(5) : target.startsWith(a),
          )
        );
      });
    expect(broken).toEqual([]);
  });
}

test('tfjs, NiiVue and the chart package each have one room', () => {
  const broken = sourceFiles('src')
    .flatMap(importsOf)
    .filter((entry) =>
      Object.entries(onlyRoom).some(
        ([name, room]) => entry.name.startsWith(name) && !entry.file.startsWith(join('src', room)),
      ),
    );
  expect(broken).toEqual([]);
});

test('the law is really read: a room with imports has some', () => {
  expect(sourceFiles('src/protocol').flatMap(importsOf).length).toBeGreaterThan(3);
});
