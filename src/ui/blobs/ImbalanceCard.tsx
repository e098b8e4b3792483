import type { Imbalance } from '../../core/case';
import { imbalanceMeanings } from '../../lessons/glossary';
import { imbalanceSentence } from '../../lessons/sentences';
import { useApp } from '../AppContext';
import { formatCount, formatRatio, formatShare } from '../format';
import { numberWords } from '../numberWords';
import { Named } from '../parts/Named';
import { Section } from '../parts/Section';
import styles from './blobs.module.css';
import { NeighbourChoice } from './NeighbourChoice';

/** How unequal the blobs of the open mask are, in six numbers and a sentence. */
export function ImbalanceCard() {
  const imbalance = useApp((state) => state.openCase?.imbalance);
  const hasMask = useApp((state) => state.openCase?.hasMask ?? true);
  if (!imbalance) return null;
  return (
    <Section title="Imbalance" aside={<NeighbourChoice />}>
      <dl className={styles.facts}>
        {facts.map(({ key, show }) => (
          <div key={key}>
            <dt>
              <Named {...imbalanceMeanings[key]} />
            </dt>
            <dd>{show(imbalance)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.sentence}>
        {hasMask ? imbalanceSentence(imbalance, numberWords) : 'Only a scan is open. Drop its mask to see its blobs.'}
      </p>
    </Section>
  );
}

const hasBlobs = ({ blobCount }: Imbalance) => blobCount > 0;
const ifBlobs = (imbalance: Imbalance, shown: string) => (hasBlobs(imbalance) ? shown : '–');

const facts: readonly { readonly key: keyof typeof imbalanceMeanings; readonly show: (of: Imbalance) => string }[] = [
  { key: 'blobCount', show: (of) => formatCount(of.blobCount) },
  { key: 'foregroundShare', show: (of) => formatShare(of.foregroundShare) },
  { key: 'largestShare', show: (of) => ifBlobs(of, formatShare(of.largestShare)) },
  { key: 'smallerHalfShare', show: (of) => ifBlobs(of, formatShare(of.smallerHalfShare)) },
  { key: 'gini', show: (of) => ifBlobs(of, of.gini.toFixed(2)) },
  { key: 'diceOfLargestAlone', show: (of) => ifBlobs(of, formatRatio(of.diceOfLargestAlone)) },
];
