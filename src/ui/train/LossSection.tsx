import { isDefined } from '../../core/losses/defined';
import { baseLosses, type LossSettings, schemes } from '../../core/settings';
import { baseCards, schemeCards, termNames, warningOf } from '../../lessons/losses';
import { type LossParameter, lossWords, parametersOf } from '../../lessons/settings';
import { useActions, useApp } from '../AppContext';
import { Fold } from '../parts/Fold';
import { ChoiceField, ListField, NumberField, SliderField } from '../parts/fields';
import { Section } from '../parts/Section';
import { LossFacts } from './LossFacts';
import styles from './train.module.css';

const schemeChoices = schemes.map((value) => ({ value, label: schemeCards[value].name }));
const maskingChoices = [
  { value: 'probability', label: 'Probability' },
  { value: 'logit', label: 'Logit' },
  { value: 'none', label: 'None' },
] as const;

/** The loss; every change acts from the next step on. */
export function LossSection() {
  const loss = useApp((state) => state.settings.loss);
  const { changeLoss } = useActions();
  const warning = warningOf(loss);
  return (
    <Section title="Loss" aside={formulaOf(loss)}>
      <ListField
        words={lossWords.scheme}
        value={loss.scheme}
        choices={schemeChoices}
        onChange={(scheme) => changeLoss({ scheme })}
      />
      <ListField
        words={lossWords.base}
        value={loss.base}
        choices={baseChoices(loss)}
        onChange={(base) => changeLoss({ base })}
      />
      <WeightField name="alpha" value={loss.alpha} colour="var(--accent)" />
      <WeightField name="beta" value={loss.beta} colour="var(--blob)" />
      {warning && (
        <p className={styles.lossNote} role="note">
          {warning}
        </p>
      )}
      {detailsOf(loss) !== '' && (
        <Fold summary={detailsOf(loss)}>
          {hasMasking(loss) && (
            <ChoiceField
              words={lossWords.masking}
              value={loss.masking}
              choices={maskingChoices}
              onChange={(masking) => changeLoss({ masking })}
            />
          )}
          {parametersOf(loss).map((parameter) => (
            <ParameterField key={parameter} parameter={parameter} value={loss[parameter]} />
          ))}
        </Fold>
      )}
      <Fold summary="About this loss">
        <LossFacts loss={loss} />
      </Fold>
    </Section>
  );
}

/** All bases; those that do not go with the instance term cannot be chosen, and say so. Why is told in `LossFacts`. */
function baseChoices(loss: LossSettings) {
  return baseLosses.map((value) => {
    const { name } = baseCards[value];
    if (isDefined({ ...loss, base: value })) return { value, label: name, disabled: false };
    const when = value === 'top_k' ? 'only with β = 0' : `not with ${schemeCards[loss.scheme].name}`;
    return { value, label: `${name} (${when})`, disabled: true };
  });
}

function hasMasking({ scheme, beta }: LossSettings): boolean {
  return scheme === 'blob' && beta > 0;
}

/** "2 × global + 1 × blob loss". */
function formulaOf({ alpha, beta, scheme }: LossSettings): string {
  return beta === 0 ? `${alpha} × global` : `${alpha} × global + ${beta} × ${termNames[scheme]}`;
}

/** "Masking: probability · Smooth ε 0.00001"; empty where there is nothing to set. */
function detailsOf(loss: LossSettings): string {
  const masking = hasMasking(loss) ? [`Masking: ${loss.masking}`] : [];
  const parameters = parametersOf(loss).map((name) => `${lossWords[name].name} ${loss[name]}`);
  return [...masking, ...parameters].join(' · ');
}

interface WeightProps {
  readonly name: 'alpha' | 'beta';
  readonly value: number;
  readonly colour: string;
}

const mostWeight = 5;

function WeightField({ name, value, colour }: WeightProps) {
  const { changeLoss } = useActions();
  return (
    <SliderField
      words={lossWords[name]}
      value={value}
      min={0}
      max={mostWeight}
      step={0.1}
      digits={1}
      colour={colour}
      onChange={(weight) => changeLoss({ [name]: weight })}
    />
  );
}

interface ParameterProps {
  readonly parameter: LossParameter;
  readonly value: number;
}

function ParameterField({ parameter, value }: ParameterProps) {
  const { changeLoss } = useActions();
  return (
    <NumberField
      words={lossWords[parameter]}
      value={value}
      {...parameterRanges[parameter]}
      onChange={(next) => changeLoss({ [parameter]: next })}
    />
  );
}

const parameterRanges = {
  smooth: { min: 0, max: 1, step: 0.00001, digits: 7 },
  tverskyFp: { min: 0, max: 1, step: 0.05, digits: 2 },
  tverskyFn: { min: 0, max: 1, step: 0.05, digits: 2 },
  focalGamma: { min: 0, max: 5, step: 0.5, digits: 2 },
  focalTverskyGamma: { min: 0.1, max: 3, step: 0.05, digits: 2 },
  topKPercent: { min: 1, max: 100, step: 1, digits: 1 },
  biccAlpha: { min: 0, max: 1, step: 0.05, digits: 2 },
  aslBeta: { min: 1, max: 5, step: 0.1, digits: 2 },
  backgroundWeight: { min: 0, max: 1, step: 0.01, digits: 3 },
};
