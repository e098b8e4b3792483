import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  readonly isOff: boolean;
  readonly isFilled?: boolean;
  /** Has the focus when it appears. */
  readonly isFirst?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button that keeps the focus while there is nothing for it to do, so that the keyboard stays where it is. */
export function KeptButton({ isOff, isFilled = false, isFirst = false, onPress, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFirst) button.current?.focus();
  }, [isFirst]);
  return (
    <Button
      ref={button}
      variant={isFilled ? 'filled' : 'default'}
      aria-disabled={isOff}
      {...(isOff && { 'data-disabled': true })}
      onClick={() => !isOff && onPress()}
    >
      {children}
    </Button>
  );
}
