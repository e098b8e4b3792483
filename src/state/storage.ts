/** What the browser keeps under a key, as plain data; null where there is nothing, or storage is refused or damaged. */
export function readStorage(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

export function writeStorage(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A private window may refuse storage: then nothing is remembered, and nothing else changes.
  }
}
