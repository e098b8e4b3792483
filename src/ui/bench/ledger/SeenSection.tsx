import { SegmentedControl } from '@mantine/core';
import type { SeenBlob } from '../../../core/bench/answer';
import { type LossSettings, type Masking, maskings } from '../../../core/settings';
import { maskedSentence, priceSentence } from '../../../lessons/ledger';
import { useActions, useApp } from '../../AppContext';
import { formatTerm } from '../../format';
import { numberWords } from '../../numberWords';
import { Section } from '../../parts/Section';
import styles from './pull.module.css';
import { useSeenBlob } from './useSeenBlob';
import { useSettledBench } from './useSettledBench';

/** Through the term of one blob: what it masks away, greyed in the picture, and what each way of masking costs even a perfect prediction. */
export function SeenSection() {
  useSeenBlob(true);
  const settled = useSettledBench();
  const blob = useApp((state) => state.selectedBlob);
  const overlay = useApp((state) => state.picture.overlay);
  const { setPicture } = useActions();
  if (!settled) return null;
  const seen = settled.answer.seen?.blob === blob ? settled.answer.seen : null;
  const isShown = overlay === 'masked';
  return (
    <Section title="What this term sees" aside={blob === null ? 'no blob chosen' : `blob ${blob}`}>
      {blob === null && (
        <p className={styles.words}>
          {settled.answer.rows.length === 0
            ? 'The mask has no blob, and no term to look through.'
            : 'Choose a blob, in the ledger or in the picture, to look through its term.'}
        </p>
      )}
      {blob !== null && (seen ? <Sight seen={seen} loss={settled.loss} /> : <p className={styles.words}>…</p>)}
      <div className={styles.heat}>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={isShown}
          disabled={blob === null && !isShown}
          onClick={() => setPicture({ overlay: isShown ? 'outcome' : 'masked' })}
        >
          Grey out what it masks
        </button>
      </div>
    </Section>
  );
}

function Sight({ seen, loss }: { readonly seen: SeenBlob; readonly loss: LossSettings }) {
  const { perfectPays } = seen;
  const isBlobLoss = loss.scheme === 'blob' && perfectPays !== null;
  return (
    <>
      <p className={styles.words}>{maskedSentence(seen.blob, seen.maskedVoxels, loss, numberWords)}</p>
      {isBlobLoss && <MaskingChoice price={perfectPays} />}
      {isBlobLoss && <p className={styles.words}>{priceSentence(perfectPays, formatPrice)}</p>}
    </>
  );
}

/** How the other blobs are masked, each way with the price that a perfect prediction pays under it. */
function MaskingChoice({ price }: { readonly price: NonNullable<SeenBlob['perfectPays']> }) {
  const masking = useApp((state) => state.benchSettings.loss.masking);
  const { setBench } = useActions();
  const labelOf = (kind: Masking) => `${names[kind]} · ${formatPrice(price[kind])}`;
  return (
    <SegmentedControl
      size="xs"
      fullWidth
      aria-label="Masking, and what a perfect prediction pays"
      data={maskings.map((value) => ({ value, label: labelOf(value) }))}
      value={masking}
      onChange={(kind) => setBench({ loss: { masking: kind } })}
    />
  );
}

/** A small price is not nothing; what is left of sure probabilities is. */
function formatPrice(price: number): string {
  return price > 1e-6 && price < 0.0005 ? '< 0.001' : formatTerm(price);
}

const names: Record<Masking, string> = { probability: 'Probability', logit: 'Logit', none: 'None' };
