import { type KeyboardEvent, useMemo } from 'react';
import { binSizes } from '../../charts/sizes/sizeBins';
import { surveyColumns } from '../../lessons/survey';
import { entryOf, type SurveyEntry } from '../../state/survey/selectSurvey';
import type { SurveyRow } from '../../state/survey/survey';
import frame from '../parts/dialog.module.css';
import { Named } from '../parts/Named';
import { SurveyLine, TogetherLine } from './SurveyLine';
import styles from './survey.module.css';

interface Props {
  readonly rows: readonly SurveyRow[];
  readonly together: SurveyEntry | null;
  /** The entry that is shown in full. */
  readonly chosen: SurveyEntry['key'] | null;
  readonly onChoose: (key: SurveyEntry['key']) => void;
}

/** CSS pixels, as survey.module.css has them. */
const [headHeight, rowHeight] = [36, 37];

/** A row for each mask, and a last one for all of them together. Tab stops at the name of the chosen one; Up, Down, Home and End choose another. */
export function SurveyTable({ rows, together, chosen, onChoose }: Props) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const keys = [...rows.flatMap((row) => entryOf(row)?.key ?? []), ...(together ? [together.key] : [])];
    const next = choiceAfter(keys, chosen, event.key);
    if (next === null) return;
    event.preventDefault();
    onChoose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-choose="${next}"]`)?.focus();
  };
  const bins = useMemo(() => sharedBins(rows), [rows]);
  return (
    <section
      className={`${frame.scroller} ${styles.list}`}
      style={{ flexBasis: headHeight + rowHeight * (rows.length + (together ? 1 : 0)) }}
      aria-label="Masks"
      onKeyDown={onKeyDown}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable with the keyboard
      tabIndex={0}
    >
      <table className={`${frame.table} ${styles.table}`}>
        <thead>
          <tr>
            {Object.entries(surveyColumns).map(([key, meaning]) => (
              <th key={key} scope="col" data-column={key}>
                <Named {...meaning} />
              </th>
            ))}
            <th data-column="actions">
              <span className="visually-hidden">Open or remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SurveyLine key={row.id} row={row} bins={bins} isChosen={row.id === chosen} onChoose={onChoose} />
          ))}
        </tbody>
        {together && (
          <tfoot>
            <TogetherLine entry={together} bins={bins} isChosen={chosen === 'together'} onChoose={onChoose} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** What a key chooses in a list; null = the key means nothing there. */
function choiceAfter<Key>(keys: readonly Key[], chosen: Key | null, key: string): Key | null {
  const at = chosen === null ? -1 : keys.indexOf(chosen);
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: keys.length - 1 }[key];
  return next === undefined ? null : (keys[Math.min(keys.length - 1, Math.max(0, next))] ?? null);
}

/** One logarithmic axis for the sizes of all masks. */
function sharedBins(rows: readonly SurveyRow[]) {
  const sizes = rows.flatMap(({ result }) => (result.phase === 'measured' ? result.mask.sizes : []));
  return binSizes(sizes.map((size, id) => ({ id, size }))).map(({ from, to }) => ({ from, to }));
}
