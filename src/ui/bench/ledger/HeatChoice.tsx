import { SegmentedControl } from '@mantine/core';
import { termNames } from '../../../lessons/losses';
import { useActions, useApp } from '../../AppContext';

/** Whose pull the picture shows. */
export function HeatChoice() {
  const heat = useApp((state) => state.benchSettings.heat);
  const term = useApp((state) => termNames[state.benchSettings.loss.scheme]);
  const { setBench } = useActions();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Pull of which term"
      data={[
        { value: 'global', label: 'global' },
        { value: 'instance', label: term },
        { value: 'mixed', label: 'mixed' },
      ]}
      value={heat}
      onChange={(kind) => setBench({ heat: kind })}
    />
  );
}
