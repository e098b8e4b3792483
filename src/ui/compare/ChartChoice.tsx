import { NativeSelect, Tooltip } from '@mantine/core';
import { quantityWords, sweepWords } from '../../lessons/lanes';
import { runCases } from '../../state/cases/selectCases';
import { type LaneChart, laneQuantities, sweepCharts } from '../../state/viewModel';
import { useActions, useApp } from '../AppContext';
import styles from './compare.module.css';

const words = { ...quantityWords, ...sweepWords };
const charts: readonly LaneChart[] = [...laneQuantities, ...sweepCharts];

/** What the curves of the lanes show. */
export function ChartChoice() {
  const chosen = useApp((state) => state.compare.quantity);
  const canSweep = useApp((state) => runCases(state).validate.length > 0);
  const { setCompare } = useActions();
  const data = charts.map((value) => {
    const isOff = isSweep(value) && !canSweep;
    return {
      value,
      label: isOff ? `${words[value].name} (needs a validation scan)` : words[value].name,
      disabled: isOff,
    };
  });
  return (
    <Tooltip label={words[chosen].explanation}>
      <NativeSelect
        size="xs"
        className={styles.quantity}
        styles={{ input: { height: 24, minHeight: 24, paddingBlock: 0, lineHeight: '22px' } }}
        aria-label="What the curves show"
        data={data}
        value={chosen}
        onChange={({ currentTarget }) => {
          const next = charts.find((known) => known === currentTarget.value);
          if (next) setCompare({ quantity: next });
        }}
      />
    </Tooltip>
  );
}

export function isSweep(chart: LaneChart): chart is (typeof sweepCharts)[number] {
  return sweepCharts.some((known) => known === chart);
}
