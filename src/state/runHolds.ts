/** Locks of the browser that say which run a tab works on; they end with the tab. */
const prefix = 'blobscope-run ';

let heldId: string | null = null;
let release: () => void = () => {};

/** Takes a run for this tab and lets go of the one before; false = another tab has it. Where the browser has no locks, every tab is taken to be alone. */
export async function holdRun(id: string | null): Promise<boolean> {
  if (id === heldId) return true;
  release();
  release = () => {};
  heldId = null;
  if (id === null || !('locks' in navigator)) return true;
  const isHeld = await take(prefix + id);
  if (isHeld) heldId = id;
  return isHeld;
}

/** A lock lasts as long as the promise that its callback returned. */
function take(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const whileHeld = (lock: Lock | null) => {
      resolve(lock !== null);
      if (!lock) return undefined;
      return new Promise<void>((end) => {
        release = end;
      });
    };
    navigator.locks.request(name, { ifAvailable: true }, whileHeld).catch(() => resolve(true));
  });
}

/** The runs that any tab has taken, this one too. */
export async function runsHeld(): Promise<readonly string[]> {
  if (!('locks' in navigator)) return [];
  const { held = [] } = await navigator.locks.query();
  return held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
