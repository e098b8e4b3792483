import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHistory, IconMoon, IconSun } from '@tabler/icons-react';
import { useActions, useApp } from '../AppContext';
import { OpenButton } from '../files/OpenButton';
import { BackendBadge } from './BackendBadge';
import { CaseMenu } from './CaseMenu';
import styles from './header.module.css';
import { ModeSwitch } from './ModeSwitch';
import { PrivacyBadge } from './PrivacyBadge';

/** What is open, which mode, where it runs. */
export function Header() {
  const { toggleHelp, openKeptList } = useActions();
  return (
    <header className={styles.header}>
      <div className={styles.left}>
        <Logo />
        <CaseMenu />
        <OpenButton />
      </div>
      <ModeSwitch />
      <div className={styles.right}>
        <PrivacyBadge />
        <BackendBadge />
        <Tooltip label="Kept runs">
          <ActionIcon aria-label="Kept runs" onClick={openKeptList}>
            <IconHistory size={16} />
          </ActionIcon>
        </Tooltip>
        <ThemeButton />
        <Tooltip label="All keys">
          <ActionIcon aria-label="All keys" onClick={toggleHelp}>
            ?
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

function Logo() {
  return (
    <h1 className={styles.logo}>
      <i aria-hidden />
      <i aria-hidden />
      Blobscope
    </h1>
  );
}

function ThemeButton() {
  const theme = useApp((state) => state.theme);
  const isSystems = useApp((state) => state.theme === state.systemTheme);
  const { setTheme } = useActions();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Change to the ${other} theme${isSystems ? '' : ', as your system has it'}`}>
      <ActionIcon aria-label={`Change to the ${other} theme`} onClick={() => setTheme(other)}>
        {theme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
