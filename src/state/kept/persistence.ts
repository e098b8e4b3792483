import { readStorage, writeStorage } from '../storage';
import type { Core } from '../wires';
import type { Persistence } from './keptModel';

/** Under this key the browser remembers that it was asked to keep the runs: some ask the user, and once is enough. */
const askedKey = 'blobscope.persist.1';

/** Asks the browser not to clear what is kept, where that was never asked in it before. */
export async function askOnce({ runs }: Pick<Core, 'runs'>, tell: (answer: Persistence) => void): Promise<void> {
  if (readStorage(askedKey) === true || (await runs.persistence()) !== 'none') return;
  writeStorage(askedKey, true);
  tell(await runs.persist());
}
