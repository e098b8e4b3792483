import { compareTerms } from '../../core/slowMotion/compareTerms';
import type { LossTerms, StepRecord } from '../../core/terms';
import { recomputedNote } from '../../lessons/slowMotion';
import styles from './slowMotion.module.css';

interface Props {
  readonly foretold: LossTerms;
  readonly told: StepRecord;
}

/** The terms that were foretold beside those that the real step told. */
export function StepCompared({ foretold, told }: Props) {
  const { largest, isRounding } = compareTerms(foretold, told);
  const rows: readonly (readonly [string, number, number])[] = [
    ['Total', foretold.total, told.total],
    ['Global', foretold.global, told.global],
    ['Instance', foretold.blob, told.blob],
    ...told.blobIds.map((id, n) => [`Blob ${id}`, foretold.blobTerms[n], told.blobTerms[n]] as const),
  ];
  return (
    <div role="status">
      <p>
        {isRounding
          ? `Done. Step ${told.step} told what was foretold: no number differs by more than ${largest.toExponential(1)}.`
          : `Done. Step ${told.step} told something else than was foretold: a number differs by ${largest.toExponential(1)}.`}
      </p>
      <p className={styles.hint}>{recomputedNote}</p>
      <table className={styles.table} aria-label="Foretold and told">
        <thead>
          <tr>
            <th scope="col">Term</th>
            <th scope="col">Foretold</th>
            <th scope="col">Told</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, a, b]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{a.toPrecision(8)}</td>
              <td>{b.toPrecision(8)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
