import * as v from 'valibot';
import { type AppState, defaultLedger, ledgerSortKeys } from './model';
import { readStorage, writeStorage } from './storage';
import { type AppStore, defaultCompare } from './store';
import { arrangements } from './viewModel';

const key = 'blobscope.view.1';

const remembered = v.object({
  // The user's own choice; without one the page looks as the system does.
  theme: v.optional(v.picklist(['dark', 'light'])),
  picture: v.object({
    layout: v.picklist(['grid', 'axial', 'coronal', 'sagittal', 'render']),
    opacity: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  }),
  // Choices that came later: what is kept without them counts all the same.
  columnsAway: v.optional(v.array(v.picklist(ledgerSortKeys))),
  chart: v.object({
    smoothing: v.pipe(v.number(), v.minValue(0), v.maxValue(0.99)),
    blobRows: v.picklist(['largest', 'worst']),
  }),
  // Those who were here before there was a choice have none.
  compare: v.optional(
    v.object({
      arrangement: v.picklist(arrangements),
      curtain: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    }),
  ),
});

const watched = ['theme', 'picture', 'chart', 'compare', 'ledger'] as const;

/** How the user looked at things last time; nothing of a scan is ever kept. Storage that is refused or damaged counts as none. */
export function recallView(): Partial<AppState> {
  const stored = readStorage(key);
  const parsed = v.safeParse(remembered, stored);
  if (!parsed.success) return {};
  const { theme, picture, chart, compare, columnsAway: hidden = null } = parsed.output;
  return {
    ...(theme && { theme }),
    ...{ picture: { ...picture, overlay: 'blobs' as const }, chart },
    compare: { ...defaultCompare, ...compare },
    ledger: { ...defaultLedger, hidden },
  };
}

/** Keeps the choices of looking for the next visit. */
export function rememberView(store: AppStore): void {
  store.subscribe((now, before) => {
    if (watched.every((name) => now[name] === before[name])) return;
    const { layout, opacity } = now.picture;
    const { arrangement, curtain } = now.compare;
    writeStorage(key, {
      ...(now.theme !== now.systemTheme && { theme: now.theme }),
      ...{ picture: { layout, opacity }, chart: now.chart },
      compare: { arrangement, curtain },
      ...(now.ledger.hidden && { columnsAway: now.ledger.hidden }),
    });
  });
}
