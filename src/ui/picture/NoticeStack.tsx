import { CloseButton } from '@mantine/core';
import { useActions, useApp } from '../AppContext';
import styles from './messages.module.css';

const toneWords = { info: 'Note', warning: 'Warning', error: 'Error' } as const;

/** Sentences about what happened, until they are dismissed. */
export function NoticeStack() {
  const notices = useApp((state) => state.notices);
  const { dismissNotice } = useActions();
  return (
    <div className={styles.noticeStack} role="log" aria-label="Notices">
      {notices.map(({ id, tone, message }) => (
        <div key={id} className={styles.message} data-tone={tone}>
          <p>
            <span className="visually-hidden">{toneWords[tone]}: </span>
            {message}
          </p>
          <CloseButton size="sm" aria-label="Dismiss" onClick={() => dismissNotice(id)} />
        </div>
      ))}
    </div>
  );
}
