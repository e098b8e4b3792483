import { useMemo } from 'react';
import type { FalseComponents, PredictedComponent } from '../../../core/bench/predictedComponents';
import { voxelIndex } from '../../../core/volume';
import { falseMeanings } from '../../../lessons/ledger';
import { useActions, useApp } from '../../AppContext';
import { formatCount, formatProbability, formatVolume, type LengthUnit, lengthUnitOf } from '../../format';
import { type RowColumn, type RowSelection, RowTable } from '../../parts/RowTable';
import { leastReason } from './fitColumns';
import styles from './ledger.module.css';

interface FalseRow {
  /** The number of the component. */
  readonly id: number;
  readonly component: PredictedComponent;
}

interface Props {
  readonly listed: FalseComponents['listed'];
  /** Px across that the table has for its columns; not positive = not known yet. */
  readonly room: number;
}

/** The false components, one row each: a press flies there and says why it is false. */
export function FalseTable({ listed, room }: Props) {
  const unit = useApp(({ openCase }) => lengthUnitOf(openCase?.grid.spacingMm ?? [1, 1, 1]));
  const columns = useMemo(() => columnsOf(unit, room), [unit, room]);
  const rows = useMemo(
    () => listed.flatMap((component) => (component.number === null ? [] : [{ id: component.number, component }])),
    [listed],
  );
  return <RowTable label="False components" rows={rows} columns={columns} selection={useFalseSelection(rows)} />;
}

function useFalseSelection(rows: readonly FalseRow[]): RowSelection {
  const { selectComponent, stepFalse } = useActions();
  const dims = useApp(({ openCase }) => openCase?.grid.dims);
  const selected = useApp(({ bench, benchSettings }) => {
    const component = bench.phase === 'open' && benchSettings.seenVoxel !== null ? bench.answer.component : null;
    return component?.verdict === 'false' ? component.number : null;
  });
  const select = (id: number | null) => {
    const row = rows.find((one) => one.id === id);
    selectComponent(row && dims ? voxelIndex(dims, ...row.component.anchorVoxel) : null);
  };
  return { selected, select, step: stepFalse };
}

type Key = keyof typeof falseMeanings;

/** The reason gets what the others leave, so that nothing has to be scrolled to. */
function columnsOf(unit: LengthUnit, room: number): readonly RowColumn<FalseRow>[] {
  const column = (key: Key, width: number, show: RowColumn<FalseRow>['show'], isNumber = true) => {
    const { name, explanation } = falseMeanings[key];
    const head = { name: name.replace('{unit}', unit.name), explanation, order: null, onSort: null };
    return { key, width, isNumber, head, show };
  };
  const columns = [
    column('number', 62, ({ id }) => <FalseName id={id} />, false),
    column('voxels', 64, ({ component }) => formatCount(component.voxels)),
    column('volumeMm3', 64, ({ component }) => formatVolume(component.volumeMm3, unit)),
    column('meanProbability', 52, ({ component }) => formatProbability(component.meanProbability)),
    column('nearestBlob', 58, ({ component }) => <NearBlob blob={component.nearestBlob} />),
  ];
  const left = room - columns.reduce((sum, { width }) => sum + width, 0);
  return [
    ...columns,
    column('why', Math.max(leastReason, left), ({ component }) => <Why why={component.why} />, false),
  ];
}

function FalseName({ id }: { readonly id: number }) {
  return (
    <span className={styles.name}>
      <i className={styles.swatch} data-false="true" aria-hidden />
      {id}
    </span>
  );
}

function NearBlob({ blob }: { readonly blob: number | null }) {
  const colour = useApp(({ openCase }) => (blob === null ? undefined : openCase?.blobs[blob - 1]?.colour));
  if (blob === null) return '–';
  return (
    <span className={styles.near}>
      <i className={styles.swatch} style={{ background: colour }} aria-hidden />
      {blob}
    </span>
  );
}

/** The verdict is the same in every row: only the reason is shown, the whole is told on pointing. */
function Why({ why }: { readonly why: string }) {
  return <span title={why}>{why.replace(/^false: /, '')}</span>;
}
