import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { KeptEntry, Persistence } from './keptModel';
import { holdRun, runsHeld } from './runHolds';
import { type RunStore, StoreTrouble } from './runStore';

const databaseName = 'blobscope-runs';
const databaseVersion = 1;

interface RunSchema extends DBSchema {
  /** What the list shows, by id. */
  entries: { key: string; value: KeptEntry };
  /** The file of each run, by the same id. */
  files: { key: string; value: Uint8Array<ArrayBuffer> };
}

type Database = IDBPDatabase<RunSchema>;
type Store<Name extends 'entries' | 'files'> = IDBPObjectStore<RunSchema, ('entries' | 'files')[], Name, 'readwrite'>;

/** The runs in this browser's own storage (IndexedDB): one store for the list, one for the files, always written together. */
export function openRunStore(): RunStore {
  const connection = createConnection();
  const news = createNews();
  const attempt = async <T>(work: (database: Database) => Promise<T>) => work(await connection.open());
  const within = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    try {
      // A connection that was given away in this very moment is opened anew.
      return await attempt(work).catch((error) => (isClosed(error) ? attempt(work) : Promise.reject(error)));
    } catch (error) {
      throw troubleOf(error);
    }
  };
  const writing = async (work: (database: Database) => Promise<void>) => {
    await within(work);
    news.tell();
  };
  return {
    list: () =>
      within(async (database) => {
        const transaction = database.transaction('entries');
        const [ids, entries] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
        return ids.map((id, i) => ({ id, entry: entries[i] }));
      }),
    read: (id) => within(async (database) => bytesOf(await database.get('files', id))),
    put: (entry, file) =>
      writing((database) =>
        writeBoth(database, ({ entries, files }) => [entries.put(entry, entry.id), files.put(file, entry.id)]),
      ),
    change: (entry) =>
      writing((database) =>
        writeBoth(database, ({ entries, files }) => [
          files.getKey(entry.id).then((key) => (key === undefined ? undefined : entries.put(entry, entry.id))),
        ]),
      ),
    remove: (id) =>
      writing((database) => writeBoth(database, ({ entries, files }) => [entries.delete(id), files.delete(id)])),
    clear: () => writing((database) => writeBoth(database, ({ entries, files }) => [entries.clear(), files.clear()])),
    quotaBytes,
    persistence: () => promiseOf((storage) => storage.persisted()),
    persist: () => promiseOf((storage) => storage.persist()),
    hold: holdRun,
    held: runsHeld,
    onChange: news.listen,
  };
}

/** Writes to both stores in one transaction; rejects with why that was taken back, if it was. */
async function writeBoth(
  database: Database,
  write: (stores: { readonly entries: Store<'entries'>; readonly files: Store<'files'> }) => Promise<unknown>[],
): Promise<void> {
  const transaction = database.transaction(['entries', 'files'], 'readwrite');
  const stores = { entries: transaction.objectStore('entries'), files: transaction.objectStore('files') };
  try {
    await Promise.all([...write(stores), transaction.done]);
  } catch (error) {
    throw transaction.error ?? error;
  }
}

/** One connection, opened when it is first needed, and anew after it was given away to a newer page or lost. */
function createConnection() {
  let opened: Promise<Database> | null = null;
  const forget = () => {
    opened = null;
  };
  const start = () =>
    new Promise<Database>((resolve, reject) => {
      openDB<RunSchema>(databaseName, databaseVersion, {
        upgrade: (database) => {
          database.createObjectStore('entries');
          database.createObjectStore('files');
        },
        // It is opened all the same once the other tab is gone; whoever asked now is told why nothing comes.
        blocked: () => reject(new StoreTrouble('blocked', 'another tab has an older version open')),
        // A newer page wants to change the database: it need not wait for this one.
        blocking: (_current, _blocked, { target }) => {
          if (target instanceof IDBDatabase) target.close();
          forget();
        },
        terminated: forget,
      }).then(resolve, reject);
    });
  return {
    open: async () => {
      opened ??= start();
      try {
        return await opened;
      } catch (error) {
        forget();
        throw error;
      }
    },
  };
}

/** Tells other tabs that something was written, and hears it of them. */
function createNews() {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(databaseName);
  return {
    tell: () => channel?.postMessage('changed'),
    listen: (listener: () => void) => channel?.addEventListener('message', () => listener()),
  };
}

async function quotaBytes(): Promise<number | null> {
  try {
    return (await navigator.storage.estimate()).quota ?? null;
  } catch {
    return null;
  }
}

/** A browser without the question, or where it is not allowed, promises nothing and refuses nothing. */
async function promiseOf(ask: (storage: StorageManager) => Promise<boolean>): Promise<Persistence> {
  try {
    return (await ask(navigator.storage)) ? 'promised' : 'none';
  } catch {
    return 'unknown';
  }
}

function bytesOf(stored: unknown): Uint8Array | null {
  return stored instanceof Uint8Array ? stored : null;
}

function isClosed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}

function troubleOf(error: unknown): StoreTrouble {
  if (error instanceof StoreTrouble) return error;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const kind = { QuotaExceededError: 'full', VersionError: 'newer' } as const;
  return new StoreTrouble(name === 'QuotaExceededError' || name === 'VersionError' ? kind[name] : 'refused', message);
}
