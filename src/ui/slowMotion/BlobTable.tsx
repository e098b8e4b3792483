import { caseOfStep } from '../../state/cases/selectCases';
import { useActions, useApp } from '../AppContext';
import styles from './slowMotion.module.css';

interface Props {
  readonly label: string;
  /** Of the columns after the blob. */
  readonly heads: readonly string[];
  readonly rows: readonly { readonly id: number; readonly cells: readonly string[] }[];
  /** The cells of what is in no blob; left out where there is no such row. */
  readonly background?: readonly string[];
  readonly chosen: number | null;
}

/** A row for each blob of the patch; the chosen one is marked, the one pointed at lights up on the slice. */
export function BlobTable({ label, heads, rows, background, chosen }: Props) {
  const { hoverBlob } = useActions();
  return (
    <table className={styles.table} aria-label={label} onMouseLeave={() => hoverBlob(null)}>
      <thead>
        <tr>
          <th scope="col">Blob</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells }) => (
          <BlobRow key={id} id={id} cells={cells} heads={heads} isChosen={id === chosen} />
        ))}
        {background && (
          <tr>
            <th scope="row">background</th>
            {heads.map((head, index) => (
              <td key={head}>{background[index]}</td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly id: number;
  readonly cells: readonly string[];
  readonly heads: readonly string[];
  readonly isChosen: boolean;
}

function BlobRow({ id, cells, heads, isChosen }: RowProps) {
  const colour = useApp((state) => caseOfStep(state)?.blobs[id - 1]?.colour);
  const { selectBlob, hoverBlob } = useActions();
  return (
    <tr data-chosen={isChosen} onMouseEnter={() => hoverBlob(id)}>
      <th scope="row">
        <button type="button" aria-pressed={isChosen} onClick={() => selectBlob(id)}>
          <span className={styles.swatch} style={{ background: colour }} />
          {id}
        </button>
      </th>
      {heads.map((head, index) => (
        <td key={head}>{cells[index]}</td>
      ))}
    </tr>
  );
}
