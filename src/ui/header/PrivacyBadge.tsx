import { IconShieldLock } from '@tabler/icons-react';
import { Named } from '../parts/Named';
import styles from './header.module.css';

/** Says where the scan stays, and why that can be believed. */
export function PrivacyBadge() {
  return (
    <span className={styles.badge}>
      <IconShieldLock size={15} className={styles.safe} aria-hidden />
      <span className={styles.wide}>
        <Named name="Scans stay in this tab" explanation={reason()} />
      </span>
    </span>
  );
}

function reason(): string {
  const begin =
    'Scans are read, labelled and trained on inside this browser tab; nothing of them is sent. Runs are kept in this browser, without the scan.';
  // Only the built page carries the policy; what is not there is not claimed.
  const hasPolicy = document.querySelector('meta[http-equiv="Content-Security-Policy"]') !== null;
  return hasPolicy ? `${begin} The page’s security policy forbids requests to any other site.` : begin;
}
