import type { ChosenComponent } from '../../../core/bench/predictedComponents';
import { asSentence } from '../../../state/sentence';
import { useActions, useApp } from '../../AppContext';
import { formatLength, formatMany, formatProbability, formatVolume, lengthUnitOf } from '../../format';
import { Section } from '../../parts/Section';
import { ComponentVerdict } from './ComponentVerdict';
import styles from './controls.module.css';
import { ReasonButton } from './ReasonButton';

/** What there is to know of the predicted component that is looked at, and whether the chosen rule takes it as false. */
export function ComponentSection() {
  const component = useApp(({ bench }) => (bench.phase === 'open' ? bench.answer.component : null));
  const isWaiting = useApp(({ bench }) => bench.phase === 'open' && bench.isWaiting);
  if (!component)
    return (
      <Section title="Prediction" aside={isWaiting ? '' : 'none'}>
        <p className={styles.hint}>{isWaiting ? '…' : 'Nothing is predicted at this place any more.'}</p>
      </Section>
    );
  const { number, voxels } = component;
  return (
    <Section title={number === null ? 'A component' : `Prediction ${number}`} aside={formatMany(voxels, 'voxel')}>
      <ComponentVerdict component={component} />
      <FactWords component={component} />
      <Ways component={component} />
    </Section>
  );
}

function FactWords({ component }: { readonly component: ChosenComponent }) {
  const unit = useApp(({ openCase }) => lengthUnitOf(openCase?.grid.spacingMm ?? [1, 1, 1]));
  const { volumeMm3, meanProbability, nearestBlob, distanceMm, pair } = component;
  const near = pair
    ? asSentence(pair)
    : nearestBlob === null || distanceMm === null
      ? 'The mask has no blob.'
      : `Its middle lies ${distanceMm === 0 ? 'in' : `${formatLength(distanceMm, unit)} ${unit.name} from`} blob ${nearestBlob}.`;
  return (
    <p
      className={styles.hint}
    >{`${formatVolume(volumeMm3, unit)} ${unit.name}³, mean probability ${formatProbability(meanProbability)}. ${near}`}</p>
  );
}

/** On to the blob beside it, or to the next false component. */
function Ways({ component: { nearestBlob } }: { readonly component: ChosenComponent }) {
  const { selectBlob, stepFalse, selectComponent } = useActions();
  const noBlob = nearestBlob === null ? 'The mask has no blob.' : null;
  const hasFalse = useApp(({ bench }) => bench.phase === 'open' && bench.answer.matching.falseComponents > 0);
  return (
    <span className={styles.buttons}>
      <ReasonButton reason={noBlob} onPress={() => selectBlob(nearestBlob)}>
        {nearestBlob === null ? 'Nearest blob' : `Blob ${nearestBlob}`}
      </ReasonButton>
      <ReasonButton reason={hasFalse ? null : 'No component is false by this rule.'} onPress={() => stepFalse(1)}>
        Next false
      </ReasonButton>
      <ReasonButton reason={null} onPress={() => selectComponent(null)}>
        Close
      </ReasonButton>
    </span>
  );
}
