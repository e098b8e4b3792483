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
  /** Pixels from the top of the rows. */
  readonly top: number;
}

/** One blob: a click selects it, pointing at it lights it up everywhere. */
export const BlobRow = memo(function BlobRow({ id, row, columns, position, top }: Props) {
  const isSelected = useApp((state) => state.selectedBlob === row.id);
  const isHovered = useApp((state) => state.hoveredBlob === row.id);
  const { selectBlob, hoverBlob } = useActions();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid's arrow keys select
    <div
      id={id}
      className={styles.row}
      role="row"
      aria-rowindex={position}
      aria-selected={isSelected}
      data-hovered={isHovered}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => selectBlob(isSelected ? null : row.id)}
      onMouseEnter={() => hoverBlob(row.id)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: cells are read through the grid
        <div key={column.key} className={styles.cell} role="gridcell" data-number={column.isNumber}>
          {column.show(row)}
        </div>
      ))}
    </div>
  );
});
