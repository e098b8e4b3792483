import { mixPull } from '../../../core/bench/pulls/mixPull';
import { isDefined } from '../../../core/losses/defined';
import {
  backgroundSentence,
  heatWords,
  isPerfect,
  softError,
  softErrorNote,
  softErrorWords,
} from '../../../lessons/ledger';
import { termNames } from '../../../lessons/losses';
import { useActions, useApp } from '../../AppContext';
import { formatShare } from '../../format';
import { SwitchField } from '../../parts/fields';
import { Named } from '../../parts/Named';
import { Section } from '../../parts/Section';
import { HeatChoice } from './HeatChoice';
import { PullBar } from './PullBar';
import styles from './pull.module.css';

const explanation =
  'The pull of a term on a voxel is |∂L/∂logit|: how hard one step of training would move it. Each bar is all of the pull of a term, divided among the blobs (in their colours) and the background (grey).';

/** Who pulls: the pull of the global term, of the instance term, and of both mixed, divided among the blobs and the background. */
export function PullSection() {
  const answer = useApp(({ bench }) => (bench.phase === 'open' ? bench.answer : null));
  const loss = useApp((state) => state.benchSettings.loss);
  const term = termNames[loss.scheme];
  if (!answer) return null;
  const { rows, totals } = answer;
  const isFaint = isPerfect(totals);
  const mixed = rows.map(({ pull }) => mixPull(pull, loss).inside);
  return (
    <Section title="Who pulls?" aside={<Named name="Σ |∂L/∂logit|" explanation={explanation} />}>
      <PullBar
        name="global"
        kind="global"
        blobs={rows.map(({ pull }) => pull.globalInside)}
        background={totals.pull.globalOutside}
        isFaint={isFaint}
      />
      <PullBar
        name={term}
        kind="instance"
        blobs={rows.map(({ pull }) => pull.instanceInside)}
        background={totals.pull.instanceOutside}
        isFaint={isFaint}
        isDefined={isDefined({ ...loss, beta: 1 })}
      />
      <PullBar
        name="mixed"
        kind="mixed"
        blobs={mixed}
        background={mixPull(totals.pull, loss).outside}
        isFaint={isFaint}
      />
      <Readout />
      <p className={styles.words}>{backgroundSentence(totals, term)}</p>
      {loss.scheme === 'blob' && loss.masking === 'none' && (
        <p className={styles.words}>
          Without masking the terms of the other blobs push each blob down; where the two terms pull a voxel opposite
          ways, “mixed” counts both in full.
        </p>
      )}
      <ShowHeat />
      <SoftErrors />
    </Section>
  );
}

/** The shares of the blob that is pointed at or selected. */
function Readout() {
  const id = useApp((state) => state.hoveredBlob ?? state.selectedBlob);
  const row = useApp(({ bench }) => (bench.phase === 'open' && id !== null ? bench.answer.rows[id - 1] : undefined));
  const term = useApp((state) => termNames[state.benchSettings.loss.scheme]);
  const hasBlobs = useApp(({ openCase }) => (openCase?.blobs.length ?? 0) > 0);
  if (!hasBlobs) return <p className={styles.words}>The mask has no blob: whatever pulls, pulls on the background.</p>;
  if (!row) return <p className={styles.words}>Point at a blob to read its shares of the pull on blobs.</p>;
  const share = (value: number | null) => (value === null ? 'none' : formatShare(value));
  return (
    <p className={styles.words}>
      {`Blob ${row.id} of the pull on blobs: `}
      <b data-kind="global">{share(row.shareOfGlobal)}</b>
      {' global, '}
      <b data-kind="instance">{share(row.shareOfInstance)}</b>
      {` ${term}.`}
    </p>
  );
}

function SoftErrors() {
  const surestError = useApp((state) => state.benchSettings.surestError);
  const note = useApp(({ bench }) => (bench.phase === 'open' ? softErrorNote(bench.answer.start, surestError) : null));
  const { setBench } = useActions();
  return (
    <>
      <SwitchField
        words={softErrorWords}
        isOn={surestError < 1}
        onChange={(isOn) => setBench({ surestError: isOn ? softError : 1 })}
      />
      {note && (
        <p className={styles.words} role="note">
          {note}
        </p>
      )}
    </>
  );
}

/** Shows the pull of each voxel over the scan, or the found and the missed again. */
function ShowHeat() {
  const overlay = useApp((state) => state.picture.overlay);
  const heat = useApp((state) => state.benchSettings.heat);
  const term = useApp((state) => termNames[state.benchSettings.loss.scheme]);
  const { setPicture } = useActions();
  const isShown = overlay === 'heat';
  return (
    <div className={styles.heat}>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={isShown}
        title={heatWords[heat].replace('{term}', term)}
        onClick={() => setPicture({ overlay: isShown ? 'outcome' : 'heat' })}
      >
        Show in the picture
      </button>
      <HeatChoice />
    </div>
  );
}
