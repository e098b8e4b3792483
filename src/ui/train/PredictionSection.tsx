import { Button } from '@mantine/core';
import { trainWords } from '../../lessons/settings';
import type { AppState } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import { formatCount, formatDuration } from '../format';
import { NumberField, SliderField } from '../parts/fields';
import { Section } from '../parts/Section';
import { WorkBar } from '../parts/WorkBar';
import { ScoreCard } from './ScoreCard';
import styles from './train.module.css';

const thresholdWords = {
  name: 'Threshold',
  unit: '',
  explanation: 'A voxel counts as predicted when its probability is above this. Scores and picture follow at once.',
};

/** The prediction of the whole scan: when it is made, at which threshold it is read and, where nothing else says it, how it scores. */
export function PredictionSection({ hasScores = true }: { readonly hasScores?: boolean }) {
  const every = useApp((state) => state.settings.predictEvery);
  const threshold = useApp((state) => state.threshold);
  const { changeSettings, setThreshold } = useActions();
  return (
    <Section title="Prediction" aside={<PredictNow />}>
      {hasScores && <ScoreCard />}
      <SliderField
        words={thresholdWords}
        value={threshold}
        min={0.01}
        max={0.99}
        step={0.01}
        digits={2}
        onChange={setThreshold}
      />
      <NumberField
        words={trainWords.predictEvery}
        value={every}
        min={0}
        max={100000}
        step={10}
        onChange={(predictEvery) => changeSettings({ predictEvery })}
      />
    </Section>
  );
}

/** Asks for a prediction, or shows how far it is. */
function PredictNow() {
  const fraction = useApp(({ lane }) => (lane.phase === 'predicting' ? lane.fraction : null));
  const canPredict = useApp(({ lane }) => 'facts' in lane);
  const age = useApp(predictionAge);
  const { predict, cancelPredict } = useActions();
  if (fraction !== null)
    return <WorkBar what="Predicting" fraction={fraction} startedAtMs={null} onCancel={cancelPredict} />;
  return (
    <span className={styles.predict}>
      <span className={styles.age}>{age}</span>
      <Button size="compact-sm" disabled={!canPredict} onClick={predict}>
        Predict now
      </Button>
    </span>
  );
}

function predictionAge({ prediction, lane }: AppState): string {
  if (prediction) return `step ${formatCount(prediction.step)} · ${formatDuration(prediction.elapsedMs / 1000)}`;
  return 'facts' in lane ? 'none yet' : 'after the start';
}
