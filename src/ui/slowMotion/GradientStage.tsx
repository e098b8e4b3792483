import type { PullFacts, StepFacts } from '../../core/slowMotion/explained';
import { formatShare } from '../format';
import { BlobTable } from './BlobTable';
import styles from './slowMotion.module.css';

interface Props {
  readonly facts: StepFacts;
  readonly chosen: number | null;
}

/** Who pulls: each blob's part of the pull on all blobs, under each term and under both. */
export function GradientStage({ facts, chosen }: Props) {
  const { blobs, background } = facts.explained;
  const { alpha, beta } = facts.loss;
  const sum = (of: keyof PullFacts) => blobs.reduce((total, { pull }) => total + pull[of], 0);
  const all = { global: sum('global'), instance: sum('instance'), total: sum('total') };
  const share = (pull: PullFacts, of: keyof PullFacts) => (all[of] > 0 ? formatShare(pull[of] / all[of]) : '–');
  return (
    <>
      <p>
        Back through the sums: each voxel gets the derivative of the loss by its logit. Where it is negative, the logit
        is raised; where positive, lowered.
      </p>
      <p className={styles.hint}>
        {blobs.length === 0
          ? 'There is no blob here: all of the pull is on the background.'
          : `In per cent: the shares of the pull on all blobs; both = ${alpha} · global + ${beta} · instance. All blobs together are pulled with ${formatPull(all.total)}, the background with ${formatPull(background.pull.total)}.`}
      </p>
      <BlobTable
        label="Pull on each blob"
        chosen={chosen}
        heads={['Global', 'Instance', 'Both', 'Σ |∂L/∂logit|']}
        rows={blobs.map(({ id, pull }) => ({
          id,
          cells: [share(pull, 'global'), share(pull, 'instance'), share(pull, 'total'), formatPull(pull.total)],
        }))}
        background={['', '', '', formatPull(background.pull.total)]}
      />
    </>
  );
}

/** Three figures, whatever the size. */
function formatPull(pull: number): string {
  if (pull === 0) return '0';
  return pull < 0.001 ? pull.toExponential(1) : String(Number(pull.toPrecision(3)));
}
