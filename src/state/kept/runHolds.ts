import { createTurns } from '../../protocol/turns';

/** Locks of the browser that say which run a tab works on; they end with the tab. */
const prefix = 'blobscope-run ';

interface Held {
  readonly id: string;
  /** Resolves when others can take it. */
  readonly release: () => Promise<void>;
}

const inTurn = createTurns();
let held: Held | null = null;

/** Takes a run for this tab and lets go of the one before; false = another tab has it. Where the browser has no locks, every tab is taken to be alone. */
export function holdRun(id: string | null): Promise<boolean> {
  // Taking and letting go take their time: of quick changes of mind the last must win.
  return inTurn(() => hold(id));
}

async function hold(id: string | null): Promise<boolean> {
  if (id !== null && id === held?.id) return true;
  await held?.release();
  held = null;
  if (id === null || !('locks' in navigator)) return true;
  held = await take(id);
  return held !== null;
}

/** Null = another tab has it. A lock lasts as long as the promise that its callback returned. */
function take(id: string): Promise<Held | null> {
  return new Promise((resolve) => {
    const request = navigator.locks.request(prefix + id, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise<void>((end) => {
        const release = () => {
          end();
          return request.then(() => {});
        };
        resolve({ id, release });
      });
    });
    request.catch(() => resolve({ id, release: async () => {} }));
  });
}

/** The runs that any tab has taken, this one too. */
export async function runsHeld(): Promise<readonly string[]> {
  if (!('locks' in navigator)) return [];
  const { held: locks = [] } = await navigator.locks.query();
  return locks.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
