import { Kbd, Modal } from '@mantine/core';
import { keyWords } from '../../lessons/keys';
import { useActions, useApp } from '../AppContext';
import styles from './header.module.css';

/** The list of keys. */
export function KeysDialog() {
  const isOpen = useApp((state) => state.isHelpOpen);
  const { toggleHelp } = useActions();
  return (
    <Modal opened={isOpen} onClose={toggleHelp} title="Keys" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={styles.keys}>
        {keyWords.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
