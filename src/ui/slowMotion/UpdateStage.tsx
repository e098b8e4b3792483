import type { StepFacts, UpdateFacts } from '../../core/slowMotion/explained';
import { afterSentence, laterUpdateSentence } from '../../lessons/slowMotion';
import { isAnyBusy } from '../../state/isRunning';
import { arraysOfLane, sliceOf } from '../../state/laneSite';
import { stepBudget } from '../../state/runLength';
import { slowLook } from '../../state/slowMotion';
import { useActions, useApp, useVault } from '../AppContext';
import { formatMany, formatTerm } from '../format';
import { KeptButton } from './KeptButton';
import { StepCompared } from './StepCompared';
import styles from './slowMotion.module.css';

/** What the step does to the weights; then the step itself, and whether it told what was foretold. */
export function UpdateStage({ facts }: { readonly facts: StepFacts }) {
  const { explained, update } = facts;
  return (
    <>
      <p>
        {`The gradient goes back through the network to its ${formatMany(update.weightCount, 'weight')}, and Adam moves each by about the learning rate or less.`}
      </p>
      <Numbers {...update} />
      <p>{afterSentence(explained.terms, update.after, formatTerm)}</p>
      {facts.patch.ofStep === facts.step ? (
        <DoStep facts={facts} />
      ) : (
        <p className={styles.hint}>{laterUpdateSentence(facts)}</p>
      )}
    </>
  );
}

function Numbers({ gradientNorm, clip, learningRate, changeNorm, largestChange, weightNorm }: UpdateFacts) {
  const rows = [
    ['Length of the gradient', clip < 1 ? `${figures(gradientNorm)}, shortened to 5` : figures(gradientNorm)],
    ['Learning rate', figures(learningRate)],
    ['Length of the update', `${figures(changeNorm)}, of weights ${figures(weightNorm)} long`],
    ['Largest change of a weight', figures(largestChange)],
  ];
  return (
    <dl className={styles.numbers}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function DoStep({ facts }: { readonly facts: StepFacts }) {
  const id = useApp((state) => slowLook(state).lane);
  const isDone = useApp((state) => (sliceOf(state, id)?.run.step ?? 0) >= facts.step);
  const isBusy = useApp(isAnyBusy);
  const failure = useApp((state) => {
    const lane = sliceOf(state, id)?.lane;
    return lane?.phase === 'failed' ? lane.message : null;
  });
  const isOver = useApp(({ run, settings }) => facts.step > stepBudget(run.settings, settings));
  const vault = useVault();
  const { singleStep, openSlowMotion } = useActions();
  const told = isDone ? arraysOfLane(vault, id)?.records[facts.step - 1] : undefined;
  return (
    <>
      <div className={styles.buttons}>
        <KeptButton isOff={isDone || isBusy || isOver} isFilled={!told} onPress={singleStep}>
          Do this step
        </KeptButton>
        <KeptButton isOff={!told || isBusy} isFilled={told !== undefined} onPress={openSlowMotion}>
          {`Look at step ${facts.step + 1}`}
        </KeptButton>
      </div>
      {isOver && !isDone && <p className={styles.hint}>The run has come to its end: train longer to go on.</p>}
      {failure !== null && <p role="alert">{failure}</p>}
      {told && <StepCompared foretold={facts.explained.terms} told={told} />}
    </>
  );
}

function figures(value: number): string {
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(2) : String(Number(value.toPrecision(3)));
}
