import type { LaneCalls } from '../../protocol/laneCalls';
import { asksOf, type ReadyApp, readyApp, until } from '../testApp';

/** Case 0 and 2 to learn from, case 1 to be validated on. */
export async function threeCases(...args: Parameters<typeof readyApp>) {
  const app = await readyApp(...args);
  app.actions.addPhantoms(2);
  await settled(app);
  return app;
}

/** Resolves once every case of the list is open. */
export function settled(app: ReadyApp): Promise<void> {
  return until(app, ({ cases }) => cases.rows.every(({ state }) => state.phase === 'ready'));
}

/** Number, name and role of each case of the list. */
export function rowsOf({ store }: ReadyApp) {
  return store.getState().cases.rows.map(({ id, name, role }) => [id, name, role]);
}

/** Number and role of the cases with which a lane was opened, each time. */
export function openedCases(app: ReadyApp, lane = app.lane): readonly (readonly string[])[] {
  return (asksOf({ ...app, lane }, 'open') as LaneCalls['open']['ask'][]).map(({ cases }) =>
    cases.map(({ id, role }) => `${id} ${role}`),
  );
}
