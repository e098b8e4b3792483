import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { TableRow } from '../../state/selectBlobs';
import { useActions, useApp } from '../AppContext';
import { BlobRow } from './BlobRow';
import styles from './blobs.module.css';
import { ColumnHeads } from './ColumnHeads';
import type { Column } from './columns';

const rowHeight = 26;
const headHeight = 26;

interface Props {
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
}

/** One row a blob; only the rows in sight exist. Up and Down select, the selected row comes into sight. */
export function BlobTable({ rows, columns }: Props) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const selectedBlob = useApp((state) => state.selectedBlob);
  const { stepBlob, hoverBlob } = useActions();
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    getItemKey: (index) => rows[index].id,
  });
  const selectedIndex = rows.findIndex((row) => row.id === selectedBlob);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, not a row that moved by itself
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedBlob]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    stepBlob(event.key === 'ArrowDown' ? 1 : -1);
  };
  const columnStyle = { '--columns': gridTemplate(columns), '--least': `${leastWidth(columns)}px` } as CSSProperties;
  return (
    <div
      ref={scroller}
      className={styles.table}
      role="grid"
      tabIndex={0}
      aria-label="Blobs"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={selectedIndex >= 0 ? `${id}-${rows[selectedIndex].id}` : undefined}
      style={columnStyle}
      onKeyDown={onKeyDown}
      onMouseLeave={() => hoverBlob(null)}
    >
      <ColumnHeads columns={columns} />
      <div className={styles.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <BlobRow
            key={key}
            id={`${id}-${rows[index].id}`}
            row={rows[index]}
            columns={columns}
            position={index + 2}
            top={start - headHeight}
          />
        ))}
      </div>
    </div>
  );
}

function leastWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

function gridTemplate(columns: readonly Column[]): string {
  return columns.map(({ width }) => `minmax(${width}px, ${width}fr)`).join(' ');
}
