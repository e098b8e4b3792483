import type { RoomReport } from '../../core/room';
import { backendNames } from '../../lessons/settings';
import { Fold } from '../parts/Fold';
import { Mark } from './BackendTable';
import styles from './room.module.css';
import { formatError, operationRows } from './roomWords';

/** The worst error of each operation on each backend, in units of the largest number of its result. */
export function OperationTable({ report }: { readonly report: RoomReport }) {
  const rows = operationRows(report);
  return (
    <Fold summary={`Worst error of each operation, forward and backward (${rows.length} kinds)`}>
      <table className={`${styles.table} ${styles.many}`} aria-label="Operations">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            {report.backends.map(({ name }) => (
              <th key={name} scope="col" className={styles.number}>
                {backendNames[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ words, checks }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              {checks.map((check, i) => (
                <td key={report.backends[i].name} className={styles.number}>
                  {check && !check.passed && <Mark isGood={false} />}
                  {check ? formatError(check.maxError) : '–'}
                  {check && !check.passed && ' wrong'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>
        In units of the largest number of the result. Up to 1.0e−4 counts as right; a wrong kernel errs by more than a
        tenth.
      </p>
    </Fold>
  );
}
