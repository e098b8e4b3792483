import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** Why it cannot be pressed now; null = it can. */
  readonly reason: string | null;
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** What the button is called where it shows only a sign. */
  readonly label?: string;
  readonly isPressed?: boolean;
}

/** A button that, while it cannot be pressed, says why; it stays within reach of the keyboard for that. */
export function ReasonButton({ reason, onPress, children, label, isPressed }: Props) {
  const shared = {
    'aria-disabled': reason !== null,
    ...(reason !== null && { 'data-disabled': true }),
    ...(isPressed !== undefined && { 'aria-pressed': isPressed }),
    onClick: () => reason === null && onPress(),
  };
  return (
    <Tooltip label={reason ?? label} disabled={reason === null && label === undefined}>
      {label === undefined ? (
        <Button {...shared}>{children}</Button>
      ) : (
        <ActionIcon {...shared} aria-label={label}>
          {children}
        </ActionIcon>
      )}
    </Tooltip>
  );
}
