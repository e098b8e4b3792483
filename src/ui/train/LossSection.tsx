import { baseLosses, type LossSettings } from '../../core/settings';
import { baseCards } from '../../lessons/losses';
import { type LossParameter, lossWords, parametersOf } from '../../lessons/settings';
import { useActions, useApp } from '../AppContext';
import { Fold } from '../parts/Fold';
import { ChoiceField, ListField, NumberField, SliderField } from '../parts/fields';
import { Section } from '../parts/Section';

const bases = baseLosses.map((value) => ({ value, label: baseCards[value].name }));
const maskings = [
  { value: 'probability', label: 'Probability' },
  { value: 'logit', label: 'Logit' },
] as const;

/** The loss; every change acts from the next step on. */
export function LossSection() {
  const loss = useApp((state) => state.settings.loss);
  const { changeLoss } = useActions();
  return (
    <Section title="Loss" aside={formulaOf(loss)}>
      <ListField words={lossWords.base} value={loss.base} choices={bases} onChange={(base) => changeLoss({ base })} />
      <WeightField name="alpha" value={loss.alpha} colour="var(--accent)" />
      <WeightField name="beta" value={loss.beta} colour="var(--blob)" />
      <Fold summary={detailsOf(loss)}>
        <ChoiceField
          words={lossWords.masking}
          value={loss.masking}
          choices={maskings}
          onChange={(masking) => changeLoss({ masking })}
        />
        {parametersOf(loss).map((parameter) => (
          <ParameterField key={parameter} parameter={parameter} value={loss[parameter]} />
        ))}
      </Fold>
    </Section>
  );
}

/** "2 × global + 1 × blob". */
function formulaOf({ alpha, beta }: LossSettings): string {
  return `${alpha} × global + ${beta} × blob`;
}

/** "Masking: probability · Smooth ε 0.00001". */
function detailsOf(loss: LossSettings): string {
  const parameters = parametersOf(loss).map((name) => `${lossWords[name].name} ${loss[name]}`);
  return [`Masking: ${loss.masking}`, ...parameters].join(' · ');
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
