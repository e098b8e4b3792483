import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';

interface Props {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** CSS pixels, where the window has so many; `null` = as high as what is in it. */
  readonly height: number | null;
  readonly width?: number;
  /** The body scrolls as a whole; else its parts fill it, and scroll on their own. */
  readonly isScrolled?: boolean;
  readonly children: ReactNode;
}

/** A large dialog over the page: a title, a way to close it, and a body of a height that does not change with what is in it. */
export function DialogFrame({ title, isOpen, onClose, height, width = 984, isScrolled = false, children }: Props) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={width}
      xOffset={12}
      yOffset={12}
      padding="lg"
      classNames={{
        header: styles.header ?? '',
        content: (height === null ? styles.brief : styles.frame) ?? '',
        body: (isScrolled ? styles.scrolled : styles.body) ?? '',
      }}
      styles={{ content: height === null ? {} : { height: `min(${height}px, calc(100dvh - 24px))` } }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children}
    </Modal>
  );
}
