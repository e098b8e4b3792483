import { useApp } from '../AppContext';
import { heatFrom, outcomeColours } from './overlays';
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
  return null;
}

function Entry({ colour, word }: { readonly colour: string; readonly word: string }) {
  return (
    <li>
      <i className={styles.swatch} style={{ background: colour }} aria-hidden />
      {word}
    </li>
  );
}
