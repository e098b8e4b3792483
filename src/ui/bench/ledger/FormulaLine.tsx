import type { Formula } from '../../../lessons/formula';
import { formatTerm } from '../../format';
import styles from './formula.module.css';

interface Props {
  readonly name: string;
  readonly term: 'global' | 'instance';
  readonly formula: Formula;
}

/** One term; each number says what it is when it is pointed at. */
export function FormulaLine({ name, term, formula: { pieces, value } }: Props) {
  return (
    <p className={styles.line}>
      {'L'}
      <sub>{name}</sub>
      {' = '}
      {pieces.map(({ text, role: of, meaning }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a formula keep their places
        <span key={index} data-role={of} title={meaning || undefined}>
          {text}
        </span>
      ))}
      {' = '}
      <b data-role={term}>{formatTerm(value)}</b>
    </p>
  );
}
