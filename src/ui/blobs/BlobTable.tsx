import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef } from 'react';
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
  const sight = useSight(scroller, rows.length);
  const selectedIndex = rows.findIndex((row) => row.id === selectedBlob);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, not a row that moved by itself
  useEffect(() => {
    if (selectedIndex >= 0) scrollToRow(scroller.current, selectedIndex);
  }, [selectedBlob]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    stepBlob(event.key === 'ArrowDown' ? 1 : -1);
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        className={styles.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are selected is a grid
        role="grid"
        tabIndex={0}
        aria-label="Blobs"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selectedIndex >= 0 ? rowId(id, rows[selectedIndex]) : undefined}
        style={{ minWidth: totalWidth(columns) }}
        onKeyDown={onKeyDown}
        onMouseLeave={() => hoverBlob(null)}
      >
        <ColumnWidths columns={columns} />
        <ColumnHeads columns={columns} />
        <RowsInSight tableId={id} sight={sight} rows={rows} columns={columns} />
      </table>
    </div>
  );
}

function ColumnWidths({ columns }: Pick<Props, 'columns'>) {
  return (
    <colgroup>
      {columns.map(({ key, width }) => (
        <col key={key} style={{ width: `${(100 * width) / totalWidth(columns)}%` }} />
      ))}
    </colgroup>
  );
}

interface Sight {
  /** Places of the rows that exist. */
  readonly indices: readonly number[];
  /** Heights of what is out of sight, in pixels. */
  readonly above: number;
  readonly below: number;
}

function useSight(scroller: RefObject<HTMLDivElement | null>, count: number): Sight {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The names of the columns stay in sight and cover this much.
    scrollPaddingStart: headHeight,
  });
  const inSight = virtualizer.getVirtualItems();
  return {
    indices: inSight.map(({ index }) => index),
    above: inSight[0]?.start ?? 0,
    below: virtualizer.getTotalSize() - (inSight[inSight.length - 1]?.end ?? 0),
  };
}

function RowsInSight({ tableId, sight, rows, columns }: Props & { readonly tableId: string; readonly sight: Sight }) {
  return (
    <tbody>
      <Gap height={sight.above} columnCount={columns.length} />
      {sight.indices.map((index) => {
        const row = rows[index];
        return <BlobRow key={row.id} id={rowId(tableId, row)} row={row} columns={columns} position={index + 2} />;
      })}
      <Gap height={sight.below} columnCount={columns.length} />
    </tbody>
  );
}

function rowId(tableId: string, { id }: TableRow): string {
  return `${tableId}-${id}`;
}

/** Brings a row into sight with the least movement. */
function scrollToRow(scroller: HTMLElement | null, index: number): void {
  if (!scroller) return;
  const top = index * rowHeight;
  const room = scroller.clientHeight - headHeight - rowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
}

/** The place of the rows that are out of sight. */
function Gap({ height, columnCount }: { readonly height: number; readonly columnCount: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={styles.gap}>
      <td colSpan={columnCount} style={{ height }} />
    </tr>
  );
}

function totalWidth(columns: readonly Column[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
