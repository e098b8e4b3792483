import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Which rooms and packages each room may import: `type:core` = types only, `@niivue/` = every package of that owner. A package that
 * stands in one row belongs to that room alone; `main.tsx` may import all, and only it may name workers.
 */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  io: ['core', 'nifti-reader-js'],
  engine: ['core', '@tensorflow/'],
  protocol: ['type:core'],
  workers: ['core', 'io', 'engine', 'protocol'],
  state: ['core', 'protocol', 'zustand', 'valibot', 'idb'],
  viewer: ['core', 'io', '@niivue/'],
  charts: ['core', 'uplot'],
  lessons: ['type:core', 'type:state'],
  ui: [
    ...['core', 'state', 'viewer', 'charts', 'lessons', 'zustand'],
    ...['react', 'react-dom', 'react-error-boundary', 'react-resizable-panels', '@mantine/', '@tabler/', '@tanstack/'],
  ],
};

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'"();]*?from\s+['"]([^'"]+)['"]|(?:^|\n)\s*import\s+['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]|new URL\(\s*['"](\.[^'"]+)['"]/g;

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

/** Tests, and the files that serve them, may import what they need. */
function pageFiles(folder: string): string[] {
  return sourceFiles(folder).filter((file) => !servesTests(file));
}

function servesTests(path: string): boolean {
  return /\/((fake|build|test)[A-Z]\w*|nodeAssets)(\.tsx?)?$/.test(path);
}

function importsOf(file: string): Import[] {
  return readImports(file, readFileSync(file, 'utf8'));
}

function readImports(file: string, text: string): Import[] {
  return [...text.matchAll(importPattern)].map(([, type, ...names]) => ({
    file,
    name: names.find((name) => name !== undefined) ?? '',
    isTypeOnly: type !== undefined,
  }));
}

/** The room of a file of ours, else the package. */
function targetOf({ file, name }: Import): string {
  return name.startsWith('.') ? normalize(join(dirname(file), name)).split('/')[1] : name;
}

function isAllowed(entry: Import, allowed: string): boolean {
  const target = targetOf(entry);
  if (allowed.startsWith('type:')) return entry.isTypeOnly && target === allowed.slice('type:'.length);
  return target === allowed || target.startsWith(allowed.endsWith('/') ? allowed : `${allowed}/`);
}

for (const [room, allowed] of Object.entries(mayImport))
  test(`${room} imports only ${allowed.join(', ') || 'nothing'}`, () => {
    const broken = pageFiles(join('src', room))
      .flatMap(importsOf)
      .filter((entry) => targetOf(entry) !== room && ![...allowed].some((one) => isAllowed(entry, one)));
    expect(broken).toEqual([]);
  });

test('every folder is a room of the table, and only main.tsx names workers', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(mayImport).sort());
  const startsWorkers = sourceFiles('src').filter((file) =>
    importsOf(file).some(({ name }) => /[?&]worker\b/.test(name)),
  );
  expect(startsWorkers).toEqual([join('src', 'main.tsx')]);
});

/** Files that import each other in a circle, the first one that is met; types count, too. */
function findCircle(
  files: readonly string[],
  importsOfFile: (file: string) => readonly string[],
): readonly string[] | null {
  const done = new Set<string>();
  const follow = (file: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(file)) return path.slice(path.indexOf(file));
    if (done.has(file)) return null;
    for (const next of importsOfFile(file)) {
      const circle = follow(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) {
    const circle = follow(file, []);
    if (circle) return circle;
  }
  return null;
}

test('no files import each other in a circle', () => {
  const files = pageFiles('src');
  const bare = new Set(files.map((file) => file.replace(/\.tsx?$/, '')));
  const neighbours = new Map(
    files.map((file) => [
      file.replace(/\.tsx?$/, ''),
      importsOf(file)
        .filter(({ name }) => name.startsWith('.'))
        .map(({ name }) => normalize(join(dirname(file), name)))
        .filter((name) => bare.has(name)),
    ]),
  );
  expect([...neighbours.values()].flat().length).toBeGreaterThan(1000);
  expect(findCircle([...bare], (file) => neighbours.get(file) ?? [])).toBeNull();
  const ofThree = { a: ['b'], b: ['c', 'd'], c: [], d: ['b'] } as Record<string, string[]>;
  expect(findCircle(['a', 'b', 'c', 'd'], (file) => ofThree[file])).toEqual(['b', 'd']);
});

test('no page imports what serves tests', () => {
  const ofTests = (files: readonly string[]) =>
    files
      .flatMap(importsOf)
      .map(({ name }) => name)
      .filter(servesTests);
  expect(ofTests(sourceFiles('src'))).toContain('./fakes/fakeWires');
  expect(ofTests(pageFiles('src'))).toEqual([]);
});

test('main.tsx knows no tensors, pictures, curves or file formats', () => {
  const rooms = importsOf(join('src', 'main.tsx')).map(targetOf);
  expect(rooms.filter((name) => /^(@tensorflow|@niivue|uplot|nifti)/.test(name))).toEqual([]);
});

test('every way to import is seen', () => {
  const text = `import a from 'a';\nimport {\n  type B,\n} from 'b';\nimport type { C } from 'c';\nimport 'd';\nexport * from 'e';
const f = await import('f');\nimport url from './g?worker&url';\nnew Worker(new URL('./h.ts', import.meta.url));`;
  const seen = readImports('src/x/y.ts', text);
  expect(seen.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', './g?worker&url', './h.ts']);
  expect(seen.filter(({ isTypeOnly }) => isTypeOnly).map(({ name }) => name)).toEqual(['c']);
  expect(sourceFiles('src/protocol').flatMap(importsOf).length).toBeGreaterThan(3);
});
