import { type PublishedRow, publishedTable } from '../../lessons/published';
import { Fold } from '../parts/Fold';
import styles from './study.module.css';

const columns = [
  { key: 'dice', head: 'Dice' },
  { key: 'ccDice', head: 'CC-Dice' },
  { key: 'precision', head: 'precision' },
  { key: 'recall', head: 'recall' },
  { key: 'f1', head: 'F1' },
] as const satisfies readonly { readonly key: keyof PublishedRow; readonly head: string }[];

/** What later work measured on real data. */
export function Published() {
  const { about, source, rows } = publishedTable;
  return (
    <section className={styles.part} aria-label="What was published">
      <h2>What was published</h2>
      <p className={styles.hint}>
        {about} Lesions matched one to one at IoU &gt; 0.1, means over scans. <cite>{source.name}</cite>
      </p>
      <Fold summary={`The ${rows.length} rows of the table`}>
        <table className={styles.table} data-narrow>
          <thead>
            <tr>
              <th scope="col">Data</th>
              <th scope="col">loss</th>
              {columns.map(({ key, head }) => (
                <th scope="col" key={key}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.dataset} ${row.method}`}>
                <th scope="row">{row.method === 'DiceCE' ? row.dataset : ''}</th>
                <td>{row.method}</td>
                {columns.map(({ key }) => (
                  <td key={key}>{row[key].toFixed(3)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Fold>
    </section>
  );
}
