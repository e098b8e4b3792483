import { Group, Panel, Separator } from 'react-resizable-panels';
import { useApp } from '../AppContext';
import curves from '../curves/curves.module.css';
import workspace from '../workspace.module.css';
import { LedgerCard } from './ledger/LedgerCard';
import { TideCard } from './ledger/TideCard';
import { useSeenBlob } from './ledger/useSeenBlob';
import { useFirstPrediction } from './useFirstPrediction';

/** Below the picture in the Bench: the ledger of the prediction, and the tide over its blobs. */
export function BenchCards() {
  useFirstPrediction();
  useSeenBlob(useApp(({ picture }) => picture.overlay === 'masked'));
  return (
    <Group className={curves.curves} orientation="horizontal">
      <Panel id="ledger" defaultSize="75" minSize={300}>
        <LedgerCard />
      </Panel>
      <Separator className={workspace.divider} aria-label="Width of the ledger" />
      <Panel id="tide" minSize={220}>
        <TideCard />
      </Panel>
    </Group>
  );
}
