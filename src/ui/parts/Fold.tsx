import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './parts.module.css';

interface Props {
  /** What is inside, in a few words. */
  readonly summary: string;
  readonly children: ReactNode;
}

/** Settings that are rarely touched, behind one line that says how they stand. */
export function Fold({ summary, children }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton
        className={styles.fold}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <span>{summary}</span>
        <IconChevronDown className={styles.chevron} data-open={isOpen} size={14} aria-hidden />
      </UnstyledButton>
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </>
  );
}
