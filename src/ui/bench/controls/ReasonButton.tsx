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
  /** The pointer or the keyboard is on it, or has left it. */
  readonly onPoint?: (isOn: boolean) => void;
}

/** A button that, while it cannot be pressed, says why; it stays within reach of the keyboard for that. */
export function ReasonButton({ reason, onPress, children, label, isPressed, onPoint }: Props) {
  const shared = {
    'aria-disabled': reason !== null,
    ...(reason !== null && { 'data-disabled': true }),
    ...(isPressed !== undefined && { 'aria-pressed': isPressed }),
    onMouseEnter: () => onPoint?.(true),
    onFocus: () => onPoint?.(true),
    onBlur: () => onPoint?.(false),
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
