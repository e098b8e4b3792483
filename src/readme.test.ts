import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What stands in backticks in the map of the rooms, without repeats. */
const named = [...new Set([...readFileSync('src/README.md', 'utf8').matchAll(/`([^`\n]+)`/g)].map(([, name]) => name))];

/** Every file and folder of the rooms and of the end-to-end tests, without endings. */
const places = ['src', 'e2e'].flatMap((top) =>
  readdirSync(top, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    const place = `/${join(top, path)}`;
    return [place, place.replace(/\.tsx?$/, '')];
  }),
);

const code = ['src', 'e2e']
  .flatMap((top) => readdirSync(top, { recursive: true, encoding: 'utf8' }).map((path) => join(top, path)))
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** `a/b`, `a/`, `b.css` and `a/…End`; a package is none, nor is a command. */
function isPath(name: string): boolean {
  return /^[\w/.…]+$/.test(name) && (name.includes('/') || /\.(tsx?|css|md)$/.test(name));
}

/** Whether some file or folder ends with this path; `…` stands for any part of a name. */
function isPlace(path: string): boolean {
  const words = path.replace(/\/$/, '').split('…');
  const end = new RegExp(`/${words.map((word) => word.replaceAll('.', '\\.')).join('[^/]*')}$`);
  return places.some((place) => end.test(place));
}

test('every path of the map of the rooms leads somewhere', () => {
  const paths = named.filter(isPath);
  expect(paths.length).toBeGreaterThan(50);
  expect(paths.filter((path) => !isPlace(path))).toEqual([]);
  expect(['state/lanes', 'parts/dialog.module.css', 'workers/lane/…Session'].filter((path) => !isPlace(path))).toEqual(
    [],
  );
  expect(['state/lane', 'lanes.css', 'core/…Session'].filter(isPlace)).toEqual([]);
});

test('every other name of the map is one of a file or of the code, and every command one of the package', () => {
  const isCommand = (name: string) => name.startsWith('npm run ');
  const words = named.filter((name) => !isPath(name) && !isCommand(name));
  const isKnown = (word: string) => isPlace(word) || code.includes(word.replace(/^\w+\.|[*…]$/g, ''));
  expect(words.length).toBeGreaterThan(30);
  expect(words.filter((word) => !isKnown(word))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const commands = named.filter(isCommand).map((name) => name.slice('npm run '.length));
  expect(commands.filter((name) => !(name in scripts))).toEqual([]);
});
