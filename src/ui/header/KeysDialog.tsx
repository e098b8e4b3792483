import { Button, Kbd, Modal } from '@mantine/core';
import { keyWords } from '../../lessons/keys';
import { useActions, useApp } from '../AppContext';
import styles from './header.module.css';

/** The list of keys, and the way to the Room check. */
export function KeysDialog() {
  const isOpen = useApp((state) => state.isHelpOpen);
  const { toggleHelp, openRoom } = useActions();
  const showRoom = () => {
    toggleHelp();
    openRoom();
  };
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
      <div className={styles.keysRoom}>
        <Button onClick={showRoom}>Room check</Button>
      </div>
    </Modal>
  );
}
