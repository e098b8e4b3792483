import type { BenchAnswer } from '../../../core/bench/answer';
import { isDefined } from '../../../core/losses/defined';
import type { LossSettings } from '../../../core/settings';
import { termFormula } from '../../../lessons/formula';
import { noTermSentence } from '../../../lessons/ledger';
import { baseCards, termNames } from '../../../lessons/losses';
import { useApp } from '../../AppContext';
import { formatShare, formatSum, formatTerm } from '../../format';
import { Section } from '../../parts/Section';
import { FormulaLine } from './FormulaLine';
import styles from './formula.module.css';
import { useSettledBench } from './useSettledBench';

/** The loss with its own numbers in it: the whole, the global term, and the own term of the selected blob. */
export function FormulaSection() {
  const settled = useSettledBench();
  const selected = useApp((state) => state.selectedBlob);
  const weights = useApp((state) => state.benchSettings.loss);
  if (!settled) return null;
  const { answer, loss } = settled;
  return (
    <Section title="Formula" aside={selected === null ? 'no blob chosen' : `with the numbers of blob ${selected}`}>
      <div className={styles.formulas}>
        <TotalLine answer={answer} loss={{ ...loss, alpha: weights.alpha, beta: weights.beta }} />
        {selected === null ? (
          <p className={styles.hint}>
            {answer.rows.length === 0
              ? 'The mask has no blob: there is no own term to write.'
              : 'Choose a blob, in the ledger or in the picture, to see its numbers.'}
          </p>
        ) : (
          <BlobLines answer={answer} loss={loss} blob={selected} />
        )}
      </div>
    </Section>
  );
}

function TotalLine({ answer, loss }: { readonly answer: BenchAnswer; readonly loss: LossSettings }) {
  const { alpha, beta, scheme, base } = loss;
  const lossOf = (id: string) => answer.losses.find((one) => one.id === id)?.value ?? null;
  const [global, instance] = [lossOf(`global/${base}`), lossOf(`${scheme}/${base}`)];
  const total =
    global === null ? null : beta === 0 ? alpha * global : instance === null ? null : alpha * global + beta * instance;
  return (
    <p className={styles.line}>
      {'L = '}
      {`${alpha} · `}
      <b data-role="global">{formatTerm(global)}</b>
      {beta > 0 && (
        <>
          {` + ${beta} · `}
          <b data-role="instance">{formatTerm(instance)}</b>
        </>
      )}
      {` = ${formatTerm(total)}`}
    </p>
  );
}

interface BlobProps {
  readonly answer: BenchAnswer;
  readonly loss: LossSettings;
  readonly blob: number;
}

function BlobLines({ answer: { seen, rows }, loss, blob }: BlobProps) {
  const row = rows[blob - 1];
  if (!row || seen?.blob !== blob) return <p className={styles.hint}>…</p>;
  const global = seen.globalSums && termFormula(loss, seen.globalSums, formatSum);
  const own = seen.ownSums && termFormula(loss, seen.ownSums, formatSum);
  const share = (value: number | null) => (value === null ? 'nothing' : formatShare(value));
  return (
    <>
      {global ? (
        <FormulaLine name="global" term="global" formula={global} />
      ) : (
        <p className={styles.hint}>{`${baseCards[loss.base].name} ranks all voxels: it is no function of sums.`}</p>
      )}
      <p className={styles.hint}>
        {`Of the global Dice this blob holds ${share(row.shareOfNumerator)} of the overlap above the line and ${share(row.shareOfDenominator)} of the sum below it.`}
      </p>
      {own ? (
        <FormulaLine name={String(blob)} term="instance" formula={own} />
      ) : (
        <p className={styles.hint}>
          {isDefined({ ...loss, beta: 1 })
            ? `The ${termNames[loss.scheme]} term has no term of its own for a blob; this one’s voxels add ${formatTerm(row.ownTerm)} to it.`
            : noTermSentence(baseCards[loss.base].name, termNames[loss.scheme])}
        </p>
      )}
    </>
  );
}
