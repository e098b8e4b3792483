import { isDefined } from '../../core/losses/defined';
import { baseLosses, type LossSettings, schemes } from '../../core/settings';
import { baseCards, schemeCards, warningOf } from '../../lessons/losses';
import { type LossParameter, lossWords, parametersOf } from '../../lessons/settings';
import { Fold } from '../parts/Fold';
import { ChoiceField, ListField, NumberField, OptionalNumberField, SliderField } from '../parts/fields';
import { LossFacts } from './LossFacts';
import styles from './train.module.css';

const schemeChoices = schemes.map((value) => ({ value, label: schemeCards[value].name }));
const maskingChoices = [
  { value: 'probability', label: 'Probability' },
  { value: 'logit', label: 'Logit' },
  { value: 'none', label: 'None' },
] as const;

interface Props {
  readonly loss: LossSettings;
  readonly onChange: ChangeLoss;
}

type ChangeLoss = (change: Partial<LossSettings>) => void;

/** The controls of a loss: instance term and base, the weights of both terms, and what else it has; last what there is to know of it. */
export function LossFields({ loss, onChange }: Props) {
  const warning = warningOf(loss);
  return (
    <>
      <ListField
        words={lossWords.scheme}
        value={loss.scheme}
        choices={schemeChoices}
        onChange={(scheme) => onChange({ scheme })}
      />
      <ListField
        words={lossWords.base}
        value={loss.base}
        choices={baseChoices(loss)}
        onChange={(base) => onChange({ base })}
      />
      <WeightField name="alpha" value={loss.alpha} colour="var(--accent)" onChange={onChange} />
      <WeightField name="beta" value={loss.beta} colour="var(--blob)" onChange={onChange} />
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
              onChange={(masking) => onChange({ masking })}
            />
          )}
          {parametersOf(loss).map((parameter) => (
            <ParameterField key={parameter} parameter={parameter} loss={loss} onChange={onChange} />
          ))}
        </Fold>
      )}
      <Fold summary="About this loss">
        <LossFacts loss={loss} />
      </Fold>
    </>
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

/** "Masking: probability · Smooth ε 0.00001"; empty where there is nothing to set. */
function detailsOf(loss: LossSettings): string {
  const masking = hasMasking(loss) ? [`Masking: ${loss.masking}`] : [];
  const parameters = parametersOf(loss).map((name) => `${lossWords[name].name} ${loss[name] ?? 'none'}`);
  return [...masking, ...parameters].join(' · ');
}

interface WeightProps {
  readonly name: 'alpha' | 'beta';
  readonly value: number;
  readonly colour: string;
  readonly onChange: ChangeLoss;
}

const mostWeight = 5;

function WeightField({ name, value, colour, onChange }: WeightProps) {
  return (
    <SliderField
      words={lossWords[name]}
      value={value}
      min={0}
      max={mostWeight}
      step={0.1}
      digits={1}
      colour={colour}
      onChange={(weight) => onChange({ [name]: weight })}
    />
  );
}

interface ParameterProps {
  readonly parameter: LossParameter;
  readonly loss: LossSettings;
  readonly onChange: ChangeLoss;
}

function ParameterField({ parameter, loss, onChange }: ParameterProps) {
  if (parameter === 'focalAlpha')
    return (
      <OptionalNumberField
        words={lossWords.focalAlpha}
        value={loss.focalAlpha}
        {...parameterRanges.focalAlpha}
        onChange={(focalAlpha) => onChange({ focalAlpha })}
      />
    );
  return (
    <NumberField
      words={lossWords[parameter]}
      value={loss[parameter]}
      {...parameterRanges[parameter]}
      onChange={(next) => onChange({ [parameter]: next })}
    />
  );
}

const parameterRanges = {
  smooth: { min: 0, max: 1, step: 0.00001, digits: 7 },
  tverskyFp: { min: 0, max: 1, step: 0.05, digits: 2 },
  tverskyFn: { min: 0, max: 1, step: 0.05, digits: 2 },
  focalGamma: { min: 0, max: 5, step: 0.5, digits: 2 },
  focalAlpha: { min: 0, max: 1, step: 0.05, digits: 2 },
  focalTverskyGamma: { min: 0.1, max: 3, step: 0.05, digits: 2 },
  topKPercent: { min: 1, max: 100, step: 1, digits: 1 },
  biccAlpha: { min: 0, max: 1, step: 0.05, digits: 2 },
  aslBeta: { min: 1, max: 5, step: 0.1, digits: 2 },
  backgroundWeight: { min: 0, max: 1, step: 0.01, digits: 3 },
};
