import { useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import workspace from '../workspace.module.css';
import { BlobCurves } from './BlobCurves';
import styles from './curves.module.css';
import { TermCurves } from './TermCurves';

/** The curves of the run: the terms of the loss, and each blob's own term; the step pointed at is shared. */
export function CurvesPanel() {
  const [hoveredStep, setHoveredStep] = useState<number | null>(null);
  return (
    <Group className={styles.curves} orientation="horizontal">
      <Panel id="terms" defaultSize="53" minSize={220}>
        <TermCurves hoveredStep={hoveredStep} onHoverStep={setHoveredStep} />
      </Panel>
      <Separator className={workspace.divider} aria-label="Width of the curves" />
      <Panel id="blobTerms" minSize={220}>
        <BlobCurves hoveredStep={hoveredStep} onHoverStep={setHoveredStep} />
      </Panel>
    </Group>
  );
}
