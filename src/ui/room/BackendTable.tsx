import { IconCheck, IconX } from '@tabler/icons-react';
import type { BackendFinding, RoomReport } from '../../core/room';
import { backendNames } from '../../lessons/settings';
import styles from './room.module.css';
import { formatError, paceAt, proofOf, useOf, worst } from './roomWords';

/** Each backend: whether its numbers are those of plain arithmetic, how fast it is, whether it is used and why not. */
export function BackendTable({ report }: { readonly report: RoomReport }) {
  return (
    <table className={styles.table} aria-label="Backends">
      <thead>
        <tr>
          <th scope="col">Backend</th>
          <th scope="col">Numbers</th>
          <th scope="col" className={styles.number}>
            Worst error
          </th>
          <th scope="col" className={styles.number}>
            Steps/s at 24³
          </th>
          <th scope="col" className={styles.number}>
            at 32³
          </th>
          <th scope="col">Use</th>
        </tr>
      </thead>
      <tbody>
        {report.backends.map((finding) => (
          <BackendRow key={finding.name} finding={finding} report={report} />
        ))}
      </tbody>
    </table>
  );
}

function BackendRow({ finding, report }: { readonly finding: BackendFinding; readonly report: RoomReport }) {
  const { name, device, refusal, checks, speed } = finding;
  const most = worst(checks);
  return (
    <tr data-used={name === report.used}>
      <th scope="row">
        {backendNames[name]}
        {device !== null && <small>{device}</small>}
      </th>
      <td>
        <Mark isGood={refusal === null} />
        {proofOf(finding)}
      </td>
      <td className={styles.number}>{most ? formatError(most.maxError) : '–'}</td>
      <td className={styles.number}>{paceAt(speed, 24)}</td>
      <td className={styles.number}>{paceAt(speed, 32)}</td>
      <td>{useOf(finding, report)}</td>
    </tr>
  );
}

/** The words beside it say the same. */
export function Mark({ isGood }: { readonly isGood: boolean }) {
  return isGood ? (
    <IconCheck className={styles.good} size={14} aria-hidden />
  ) : (
    <IconX className={styles.bad} size={14} aria-hidden />
  );
}
