import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './parts.module.css';

interface Props {
  readonly name: ReactNode;
  readonly explanation: string;
}

/** A name that says what it means when it is pointed at or reached with the keyboard. */
export function Named({ name, explanation }: Props) {
  return (
    <Tooltip label={explanation} position="bottom-start">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a stop here its explanation is out of a keyboard's reach */}
      <span className={styles.named} tabIndex={0}>
        {name}
      </span>
    </Tooltip>
  );
}
