import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './parts.module.css';

interface Props {
  readonly title: string;
  /** Shown at the right of the title: a summary, or a small control. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the right panel. */
export function Section({ title, aside, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead} data-wraps>
        <h2 id={id}>{title}</h2>
        <span className={styles.aside}>{aside}</span>
      </div>
      {children}
    </section>
  );
}

/** The same, folded to its summary until it is opened. */
export function FoldedSection({ title, aside, children }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={styles.section} aria-labelledby={id}>
      <UnstyledButton
        className={styles.sectionHead}
        aria-expanded={isOpen}
        aria-controls={`${id}-body`}
        onClick={() => setOpen(!isOpen)}
      >
        <h2 id={id}>{title}</h2>
        <span className={styles.aside}>{aside}</span>
        <IconChevronDown className={styles.chevron} data-open={isOpen} size={14} aria-hidden />
      </UnstyledButton>
      <div id={`${id}-body`} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </section>
  );
}
