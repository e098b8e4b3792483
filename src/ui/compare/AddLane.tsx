import { Button, Menu, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { presetWords } from '../../lessons/lanes';
import { lanePresets } from '../../state/lanePresets';
import { useActions, useApp } from '../AppContext';

/** Adds a lane that differs from lane A in one thing. */
export function AddLane({ isFull }: { readonly isFull: boolean }) {
  const settings = useApp((state) => state.settings);
  const { addLane } = useActions();
  return (
    <Menu position="bottom-end" disabled={isFull}>
      <Menu.Target>
        <Tooltip label={isFull ? 'Four lanes are the most' : 'Another training beside these'}>
          <Button size="compact-sm" data-disabled={isFull} leftSection={<IconPlus size={13} />}>
            Add a lane
          </Button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {lanePresets(settings).map((preset) => {
          const { name, explanation } = presetWords(preset);
          return (
            <Menu.Item key={name} onClick={() => addLane(preset.change)} title={explanation}>
              {name}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
