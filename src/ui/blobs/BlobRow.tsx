import { memo } from 'react';
import type { TableRow } from '../../state/selectBlobs';
import { useActions, useApp } from '../AppContext';
import styles from './blobs.module.css';
import type { Column } from './columns';

interface Props {
  readonly id: string;
  readonly row: TableRow;
  readonly columns: readonly Column[];
  /** 1 = the row of names. */
  readonly position: number;
}

/** One blob: a click selects it, pointing at it lights it up everywhere. */
export const BlobRow = memo(function BlobRow({ id, row, columns, position }: Props) {
  const isSelected = useApp((state) => state.selectedBlob === row.id);
  const isHovered = useApp((state) => state.hoveredBlob === row.id);
  const { selectBlob, hoverBlob } = useActions();
  return (
    <tr
      id={id}
      className={styles.row}
      aria-rowindex={position}
      aria-selected={isSelected}
      data-hovered={isHovered}
      onClick={() => selectBlob(isSelected ? null : row.id)}
      onMouseEnter={() => hoverBlob(row.id)}
    >
      {columns.map((column) => (
        <td key={column.key} data-number={column.isNumber}>
          {column.show(row)}
        </td>
      ))}
    </tr>
  );
});
