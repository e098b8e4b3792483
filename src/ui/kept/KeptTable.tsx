import { keptColumns } from '../../lessons/kept';
import type { DamagedEntry, KeptEntry } from '../../state/kept/keptModel';
import frame from '../parts/dialog.module.css';
import { Named } from '../parts/Named';
import { DeleteButton } from './KeptActions';
import { KeptLine } from './KeptLine';
import styles from './kept.module.css';

interface Props {
  readonly entries: readonly KeptEntry[];
  readonly damaged: readonly DamagedEntry[];
  readonly ticked: readonly string[];
  readonly onTick: (entry: KeptEntry) => void;
}

/** A row for each kept run, the newest first; those that cannot be opened stand last, with why. */
export function KeptTable({ entries, damaged, ticked, onTick }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable with the keyboard
    <section className={frame.scroller} aria-label="Runs" tabIndex={0}>
      <table className={`${frame.table} ${styles.table}`}>
        <thead>
          <tr>
            {Object.entries(keptColumns).map(([key, meaning]) => (
              <th key={key} scope="col" data-column={key}>
                <Named {...meaning} />
              </th>
            ))}
            <th data-column="actions">
              <span className="visually-hidden">Open, save or delete</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <KeptLine key={entry.id} entry={entry} isTicked={ticked.includes(entry.id)} onTick={() => onTick(entry)} />
          ))}
          {damaged.map(({ id, message }) => (
            <tr key={id}>
              <td />
              <td colSpan={8} className={styles.sentence}>
                {message}
              </td>
              <td data-column="actions">
                <DeleteButton id={id} name="the damaged run" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
