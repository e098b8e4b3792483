import type { ChosenComponent } from '../../../core/bench/predictedComponents';
import { asSentence } from '../../../state/sentence';
import styles from './controls.module.css';

/** Whether the chosen rule takes a predicted component as false, and why: "False: best IoU 0.12 < 0.5 (blob 3, 14 voxels shared)." */
export function ComponentVerdict({ component: { verdict, why } }: { readonly component: ChosenComponent }) {
  const match = { true: 'found', false: 'false', leftOut: 'leftOut' }[verdict];
  return (
    <p className={styles.verdict} data-match={match}>
      {asSentence(why)}
    </p>
  );
}
