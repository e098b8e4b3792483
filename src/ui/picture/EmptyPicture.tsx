import { IconDragDrop } from '@tabler/icons-react';
import { useApp } from '../AppContext';
import { OpenButton } from '../files/OpenButton';
import styles from './emptyPicture.module.css';

/** Says what to do while nothing is open. */
export function EmptyPicture() {
  const isBusy = useApp((state) => state.opening.phase === 'busy');
  if (isBusy) return null;
  return (
    <div className={styles.empty}>
      <IconDragDrop size={34} stroke={1.4} aria-hidden />
      <p className={styles.emptyTitle}>Drop a scan and its mask here</p>
      <p>NIfTI files (.nii, .nii.gz, .hdr with .img). They stay in this tab.</p>
      <OpenButton isPrimary />
      <p>Or choose a built-in case at the top left.</p>
    </div>
  );
}
