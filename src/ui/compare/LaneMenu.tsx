import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useShallow } from 'zustand/react/shallow';
import type { LossSettings } from '../../core/settings';
import { lossName } from '../../lessons/lanes';
import { branchLosses } from '../../state/branchLosses';
import { type LaneId, laneIds } from '../../state/laneId';
import { arraysOfLane, settingsOf, sliceOf } from '../../state/laneSite';
import { panesWith, shownPanes } from '../../state/shownPanes';
import { useActions, useApp, useVault, useWholeApp } from '../AppContext';
import { formatCount } from '../format';

/** What can be done with one lane: where its picture is, a branch of it, its end. */
export function LaneMenu({ id }: { readonly id: LaneId }) {
  const { store } = useWholeApp();
  const vault = useVault();
  const { removeLane, branchLane, setCompare } = useActions();
  const [left, right] = useApp(useShallow(shownPanes));
  const showOn = (side: 0 | 1) => setCompare({ panes: panesWith(store.getState(), side, id) });
  const isFull = useApp((state) => state.others.length + 1 === laneIds.length);
  const shownStep = useApp((state) => state.shownStep);
  const step = useApp((state) => sliceOf(state, id)?.run.step ?? 0);
  const branchStep = arraysOfLane(vault, id)?.checkpoints.before(shownStep ?? step)?.step ?? null;
  const branch = (loss: LossSettings) => branchStep !== null && branchLane(id, branchStep, { loss });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={22} aria-label={`Lane ${id}: more`}>
          <IconDots size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={left === id} onClick={() => showOn(0)}>
          Show on the left
        </Menu.Item>
        <Menu.Item disabled={right === id} onClick={() => showOn(1)}>
          Show on the right
        </Menu.Item>
        <Menu.Label>
          {branchStep === null
            ? 'Branches need a checkpoint: there is one every 50 steps'
            : `Branch from step ${formatCount(branchStep)} with`}
        </Menu.Label>
        {branchLosses(settingsOf(store.getState(), id).loss).map((loss) => (
          <Menu.Item key={lossName(loss)} disabled={branchStep === null || isFull} onClick={() => branch(loss)}>
            {lossName(loss)}
          </Menu.Item>
        ))}
        {id !== 'A' && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => removeLane(id)}>
              Remove lane {id} and its curves
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
