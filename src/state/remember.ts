import * as v from 'valibot';
import { type AppState, defaultLedger, hiddenAtFirst, ledgerSortKeys } from './model';
import { readStorage, writeStorage } from './storage';
import type { AppStore } from './store';

const key = 'blobscope.view.1';

const remembered = v.object({
  theme: v.picklist(['dark', 'light']),
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
});

/** How the user looked at things last time; nothing of a scan is ever kept. Storage that is refused or damaged counts as none. */
export function recallView(): Partial<AppState> {
  const stored = readStorage(key);
  const parsed = v.safeParse(remembered, stored);
  if (!parsed.success) return {};
  const { theme, picture, chart, columnsAway: hidden = hiddenAtFirst } = parsed.output;
  return { theme, picture: { ...picture, overlay: 'blobs' }, chart, ledger: { ...defaultLedger, hidden } };
}

/** Keeps the choices of looking for the next visit. */
export function rememberView(store: AppStore): void {
  store.subscribe((now, before) => {
    if (keptOf(now).every((part, n) => part === keptOf(before)[n])) return;
    const { layout, opacity } = now.picture;
    const { theme, chart, ledger } = now;
    writeStorage(key, { theme, picture: { layout, opacity }, chart, columnsAway: ledger.hidden });
  });
}

function keptOf({ theme, picture, chart, ledger }: AppState): readonly unknown[] {
  return [theme, picture, chart, ledger.hidden];
}
