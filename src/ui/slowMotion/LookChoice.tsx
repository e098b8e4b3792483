import { SegmentedControl, Tooltip } from '@mantine/core';
import { lookWords } from '../../lessons/slowMotion';
import type { SlowLook } from '../../state/model';
import { slowLook } from '../../state/slowMotion';
import { useActions, useApp } from '../AppContext';
import { useLaneIds } from '../compare/useLaneIds';
import { useLaneWords } from '../compare/useLaneWords';
import frame from '../parts/dialog.module.css';
import styles from './slowMotion.module.css';

const patches: readonly SlowLook['patch'][] = ['withBlobs', 'own'];

/** Which lane is looked at, where there are several, and which of its patches. */
export function LookChoice() {
  const { patch } = useApp(({ slowLook: chosen }) => chosen);
  const lane = useApp((state) => slowLook(state).lane);
  const isBusy = useApp(({ slowMotion }) => slowMotion.phase === 'looking');
  const ids = useLaneIds();
  const words = useLaneWords();
  const { lookSlowlyAt } = useActions();
  return (
    <div className={frame.tools}>
      {ids.length > 1 && (
        <>
          <SegmentedControl
            aria-label="Lane"
            disabled={isBusy}
            data={[...ids]}
            value={lane}
            onChange={(next) => lookSlowlyAt({ lane: next })}
          />
          <span className={styles.laneWords}>{words.get(lane)}</span>
        </>
      )}
      <SegmentedControl
        className={frame.last}
        aria-label="Patch"
        disabled={isBusy}
        data={patches.map((value) => ({
          value,
          label: (
            <Tooltip label={lookWords[value].explanation}>
              <span>{lookWords[value].name}</span>
            </Tooltip>
          ),
        }))}
        value={patch}
        onChange={(next) => lookSlowlyAt({ patch: next })}
      />
    </div>
  );
}
