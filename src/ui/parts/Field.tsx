import { Tooltip } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { SettingWords } from '../../lessons/settings';
import styles from './parts.module.css';

interface Props {
  readonly words: SettingWords;
  /** Builds the control; `labelId` and `helpId` belong into its aria attributes. */
  readonly children: (labelId: string, helpId: string) => ReactNode;
}

/** One setting: its name, its control, its unit; the explanation appears beside it on pointing or keyboard focus. */
export function Field({ words, children }: Props) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches where the focus is
    <div
      className={styles.field}
      onFocus={({ target }) => setShown(target.matches(':focus-visible'))}
      onBlur={() => setShown(false)}
    >
      <Tooltip label={words.explanation} position="left" opened={isShown}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the explanation is also tied to the control */}
        <span
          id={`${id}-name`}
          className={styles.fieldName}
          onMouseEnter={() => setShown(true)}
          onMouseLeave={() => setShown(false)}
        >
          {words.name}
        </span>
      </Tooltip>
      <div className={styles.control}>
        {children(`${id}-name`, `${id}-help`)}
        <span className={styles.unit}>{words.unit}</span>
      </div>
      <span id={`${id}-help`} hidden>
        {words.explanation}
      </span>
    </div>
  );
}
