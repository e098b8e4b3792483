import { useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import styles from '../curves/curves.module.css';
import workspace from '../workspace.module.css';
import { FoundCurves } from './FoundCurves';
import { LaneCurves } from './LaneCurves';

/** The curves of the lanes: one quantity of all of them, and when each blob was first found; the step pointed at is shared. */
export function CompareCurves() {
  const [hoveredStep, setHoveredStep] = useState<number | null>(null);
  return (
    <Group className={styles.curves} orientation="horizontal">
      <Panel id="lanes" defaultSize="50" minSize={220}>
        <LaneCurves hoveredStep={hoveredStep} onHoverStep={setHoveredStep} />
      </Panel>
      <Separator className={workspace.divider} aria-label="Width of the curves" />
      <Panel id="found" minSize={220}>
        <FoundCurves hoveredStep={hoveredStep} onHoverStep={setHoveredStep} />
      </Panel>
    </Group>
  );
}
