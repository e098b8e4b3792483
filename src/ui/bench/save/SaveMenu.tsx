import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** One way to save: its name, and what it does. */
export interface SaveChoice {
  readonly name: string;
  readonly save: () => void | Promise<void>;
}

interface Props {
  readonly label: string;
  readonly choices: readonly SaveChoice[];
  /** Null = something is there to save. */
  readonly whyNot: string | null;
}

/** A small menu of the ways to save what it stands beside. */
export function SaveMenu({ label, choices, whyNot }: Props) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label={label} title={whyNot ?? label} disabled={whyNot !== null}>
          <IconDownload size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ name, save }) => (
          <Menu.Item key={name} onClick={() => void save()}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
