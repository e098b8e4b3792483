import type { StepFacts } from '../../core/slowMotion/explained';
import { termFormula } from '../../lessons/formula';
import { termsSentence } from '../../lessons/slowMotion';
import { FormulaLine } from '../bench/ledger/FormulaLine';
import { formatSum, formatTerm } from '../format';
import { BlobTable } from './BlobTable';
import styles from './slowMotion.module.css';

interface Props {
  readonly facts: StepFacts;
  readonly chosen: number | null;
  readonly hasInstance: boolean;
}

/** Each blob's own term, and that of the chosen one as a formula with its numbers. */
export function TermsStage({ facts: { loss, explained }, chosen, hasInstance }: Props) {
  const { blobs } = explained;
  const isWeighted = blobs.some(({ weight }) => weight !== null);
  const blob = blobs.find(({ id }) => id === chosen);
  const formula = blob?.ownSums && termFormula(loss, blob.ownSums, formatSum);
  return (
    <>
      <p>{termsSentence(loss, hasInstance, blobs.length)}</p>
      {blob && formula && <FormulaLine name={String(blob.id)} term="instance" formula={formula} />}
      {blob && !formula && (
        <p className={styles.hint}>{`The voxels of blob ${blob.id} add ${formatTerm(blob.term)}.`}</p>
      )}
      {blobs.length > 0 && (
        <BlobTable
          label="Terms of the blobs"
          chosen={chosen}
          heads={isWeighted ? ['Voxels', 'Weight of each', 'Adds'] : ['Voxels', formula ? 'Own term' : 'Adds']}
          rows={blobs.map(({ id, inside, weight, term }) => ({
            id,
            cells: [
              formatSum(inside.voxels),
              ...(isWeighted && weight !== null ? [formatSum(weight)] : []),
              formatTerm(term),
            ],
          }))}
        />
      )}
    </>
  );
}
