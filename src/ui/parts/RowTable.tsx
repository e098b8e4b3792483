import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { useActions, useApp } from '../AppContext';
import { type HeadWords, RowTableHead } from './RowTableHead';
import styles from './table.module.css';

const rowHeight = 26;
const headHeight = 26;

/** A row stands for a blob, unless the table has a selection of its own. */
interface Row {
  readonly id: number;
}

/** What is selected in a table whose rows are not blobs. */
export interface RowSelection {
  readonly selected: number | null;
  readonly select: (id: number | null) => void;
  readonly step: (by: 1 | -1) => void;
}

/** A column of a table of blobs: its least width in px, its head, and what it shows of a row. */
export interface RowColumn<R extends Row> {
  readonly key: string;
  readonly width: number;
  readonly isNumber: boolean;
  readonly head: HeadWords;
  readonly show: (row: R) => ReactNode;
}

interface Props<R extends Row> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly RowColumn<R>[];
  /** What Space does to the selected row. */
  readonly onSpace?: (row: R) => void;
  readonly selection?: RowSelection;
}

/** One row a blob, or whatever the selection is of; only the rows in sight exist. Up and Down select, the selected row comes into sight, the one pointed at lights up everywhere. */
export function RowTable<R extends Row>({ label, rows, columns, onSpace, selection }: Props<R>) {
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const selectedBlob = useApp((state) => state.selectedBlob);
  const { stepBlob, hoverBlob } = useActions();
  const selected = selection ? selection.selected : selectedBlob;
  const step = selection?.step ?? stepBlob;
  const sight = useSight(scroller, rows.length);
  const selectedIndex = rows.findIndex((row) => row.id === selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection scrolls, not a row that moved by itself
  useEffect(() => {
    if (selectedIndex >= 0) scrollToRow(scroller.current, selectedIndex);
  }, [selected]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ' && onSpace && event.target === event.currentTarget && selectedIndex >= 0) {
      event.preventDefault();
      onSpace(rows[selectedIndex]);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    step(event.key === 'ArrowDown' ? 1 : -1);
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        className={styles.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are selected is a grid
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={selectedIndex >= 0 ? rowId(id, rows[selectedIndex]) : undefined}
        style={{ minWidth: totalWidth(columns) }}
        onKeyDown={onKeyDown}
        onMouseLeave={() => hoverBlob(null)}
      >
        <ColumnWidths columns={columns} />
        <RowTableHead columns={columns} />
        <tbody>
          <Gap height={sight.above} columnCount={columns.length} />
          {sight.indices.map((index) => {
            const row = rows[index];
            return (
              row && <TableRow key={row.id} id={rowId(id, row)} position={index + 2} {...{ row, columns, selection }} />
            );
          })}
          <Gap height={sight.below} columnCount={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

interface RowProps<R extends Row> {
  readonly id: string;
  readonly row: R;
  readonly columns: readonly RowColumn<R>[];
  /** 1 = the row of names. */
  readonly position: number;
  readonly selection: RowSelection | undefined;
}

/** One blob: a click selects it, pointing at it lights it up everywhere. */
function TableRow<R extends Row>({ id, row, columns, position, selection }: RowProps<R>) {
  const isSelected = useApp((state) => (selection ? selection.selected : state.selectedBlob) === row.id);
  const isHovered = useApp((state) => !selection && state.hoveredBlob === row.id);
  const { selectBlob, hoverBlob } = useActions();
  const select = selection?.select ?? selectBlob;
  return (
    <tr
      id={id}
      className={styles.row}
      aria-rowindex={position}
      aria-selected={isSelected}
      data-hovered={isHovered}
      onClick={() => select(isSelected ? null : row.id)}
      onMouseEnter={() => !selection && hoverBlob(row.id)}
    >
      {columns.map((column) => (
        <td key={column.key} data-number={column.isNumber}>
          {column.show(row)}
        </td>
      ))}
    </tr>
  );
}

function ColumnWidths({ columns }: { readonly columns: readonly { readonly key: string; readonly width: number }[] }) {
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

function rowId(tableId: string, { id }: Row): string {
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

function totalWidth(columns: readonly { readonly width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
