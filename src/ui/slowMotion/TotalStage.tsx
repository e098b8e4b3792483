import type { StepFacts } from '../../core/slowMotion/explained';
import { termFormula } from '../../lessons/formula';
import { instanceName } from '../../lessons/slowMotion';
import { FormulaLine } from '../bench/ledger/FormulaLine';
import formulaStyles from '../bench/ledger/formula.module.css';
import { formatSum, formatTerm } from '../format';
import styles from './slowMotion.module.css';

interface Props {
  readonly facts: StepFacts;
  readonly hasInstance: boolean;
}

/** The global term with its numbers, and the weighted sum of both terms. */
export function TotalStage({ facts: { loss, explained }, hasInstance }: Props) {
  const { globalSums, patches, terms } = explained;
  const formula = globalSums && termFormula(loss, globalSums, formatSum);
  const { alpha, beta } = loss;
  return (
    <>
      <p>
        The global term is the base over the whole patch: it knows nothing of blobs, so a blob counts by its voxels.
      </p>
      {formula ? (
        <FormulaLine name={patches.length > 1 ? 'global, this patch' : 'global'} term="global" formula={formula} />
      ) : (
        <p className={styles.hint}>Top-k is the mean over the hardest voxels of the batch, and no function of sums.</p>
      )}
      {patches.length > 1 && (
        <p
          className={styles.hint}
        >{`Over all ${patches.length} patches the global term is ${formatTerm(terms.global)}.`}</p>
      )}
      <p className={formulaStyles.line}>
        {`L = ${alpha} · `}
        <b data-role="global">{formatTerm(terms.global)}</b>
        {hasInstance && (
          <>
            {` + ${beta} · `}
            <b data-role="instance">{formatTerm(terms.blob)}</b>
          </>
        )}
        {` = ${formatTerm(terms.total)}`}
      </p>
      <p className={styles.hint}>
        {hasInstance
          ? `α · global + β · ${instanceName(loss)}: of the total, ${formatTerm(alpha * terms.global)} is global and ${formatTerm(beta * terms.blob)} is ${instanceName(loss)}.`
          : 'There is no instance term: the total is the global term times α.'}
      </p>
    </>
  );
}
