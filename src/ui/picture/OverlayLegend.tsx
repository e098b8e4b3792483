import { useApp, useWholeApp } from '../AppContext';
import { HeatChoice } from '../bench/ledger/HeatChoice';
import { heatShown } from './heatShown';
import { heatFrom, maskedColour, outcomeColours, pullFrom } from './overlays';
import styles from './picture.module.css';

/** What the colours of a prediction's overlay mean. Blobs need none: each is named under the pointer. */
export function OverlayLegend() {
  const overlay = useApp((state) => state.picture.overlay);
  if (overlay === 'outcome')
    return (
      <ul className={styles.legend} aria-label="Legend">
        <Entry colour={outcomeColours.truePositive} word="true positive" />
        <Entry colour={outcomeColours.falsePositive} word="false positive" />
        <Entry colour={outcomeColours.missed} word="missed" />
      </ul>
    );
  if (overlay === 'probability')
    return (
      <div className={styles.legend}>
        p {heatFrom}
        <i className={styles.ramp} aria-hidden />1
      </div>
    );
  if (overlay === 'heat') return <PullLegend />;
  if (overlay === 'masked') return <SeenLegend />;
  return null;
}

/** Whose pull is shown, and how large the largest is. */
function PullLegend() {
  const { vault } = useWholeApp();
  const isAsked = useApp(({ bench }) => bench.phase === 'open' && vault.bench?.pulls === null);
  const largest = useApp((state) => heatShown(state, vault)?.largest ?? null);
  const isThere = isAsked || largest !== null;
  return (
    <div className={styles.legend}>
      |∂L/∂logit|
      <HeatChoice />
      {isThere ? (
        <span className={styles.ramped}>
          {pullFrom}
          <i className={styles.ramp} aria-hidden />1 × {largest === null ? '…' : largest.toExponential(1)}
        </span>
      ) : (
        <span>hardly anything pulls</span>
      )}
    </div>
  );
}

function SeenLegend() {
  const blob = useApp(({ selectedBlob, openCase }) => openCase?.blobs[(selectedBlob ?? 0) - 1]);
  const isSeen = useApp(({ benchSettings: { loss } }) => loss.scheme === 'blob' && loss.masking === 'none');
  if (!blob) return <div className={styles.legend}>Choose a blob to look through its term</div>;
  return (
    <ul className={styles.legend} aria-label="Legend">
      <Entry colour={blob.colour} word={`blob ${blob.id}`} />
      <Entry colour={maskedColour} word={isSeen ? 'not masked: background to its term' : 'masked away from its term'} />
    </ul>
  );
}

function Entry({ colour, word }: { readonly colour: string; readonly word: string }) {
  return (
    <li>
      <i className={styles.swatch} style={{ background: colour }} aria-hidden />
      {word}
    </li>
  );
}
