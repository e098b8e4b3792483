import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface Props {
  readonly name: ReactNode;
  readonly explanation: string;
  /** -1 where the arrow keys of a table reach it. */
  readonly tabIndex?: 0 | -1;
}

/** A name that says what it means when it is pointed at or reached with the keyboard. */
export function Named({ name, explanation, tabIndex = 0 }: Props) {
  return (
    <Tooltip label={explanation} position="bottom-start">
      <span className={styles.named} tabIndex={tabIndex}>
        {name}
      </span>
    </Tooltip>
  );
}
