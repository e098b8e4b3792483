import { NumberInput, type NumberInputProps, SegmentedControl, Select, Slider, Switch } from '@mantine/core';
import type { SettingWords } from '../../lessons/settings';
import { Field } from './Field';
import styles from './parts.module.css';

interface NumberProps {
  readonly words: SettingWords;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits?: number;
  readonly onChange: (value: number) => void;
}

/** A number to type or to step; what lies outside its limits is drawn to the nearest one when the field is left. */
export function NumberField({ value, onChange, ...limits }: NumberProps) {
  const { min, max } = limits;
  return (
    <NumberBox
      {...limits}
      value={value}
      // While it is typed, "0.10" may be on its way to 0.105; what stands there when the field is left counts.
      onChange={(next) => typeof next === 'number' && isWithin(next, min, max) && onChange(next)}
      onBlur={({ currentTarget }) => takeTyped(currentTarget.value, { value, min, max, onChange })}
    />
  );
}

interface OptionalNumberProps extends Omit<NumberProps, 'value' | 'onChange'> {
  /** Null = none. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A number that need not be there: left empty it is none, and says so. */
export function OptionalNumberField({ value, onChange, ...limits }: OptionalNumberProps) {
  const { min, max } = limits;
  const take = (text: string) => {
    if (text.trim() === '') return value !== null && onChange(null);
    return takeTyped(text, { value, min, max, onChange });
  };
  return <NumberBox {...limits} placeholder="none" value={value ?? ''} onChange={(next) => take(String(next))} />;
}

type BoxProps = Omit<NumberProps, 'value' | 'onChange'> &
  Pick<NumberInputProps, 'value' | 'placeholder' | 'onChange' | 'onBlur'>;

function NumberBox({ words, step, min, max, digits = 0, ...box }: BoxProps) {
  return (
    <Field words={words}>
      {(labelId, helpId) => (
        <NumberInput
          {...box}
          className={styles.number}
          aria-labelledby={labelId}
          aria-describedby={helpId}
          min={min}
          max={max}
          step={step}
          decimalScale={digits}
          allowNegative={min < 0}
        />
      )}
    </Field>
  );
}

interface SliderProps extends NumberProps {
  readonly colour?: string;
}

/** A number to drag, with a box to type it exactly. */
export function SliderField({ words, value, min, max, step, digits = 0, colour, onChange }: SliderProps) {
  return (
    <Field words={words}>
      {(labelId, helpId) => (
        <>
          <Slider
            className={styles.slider}
            thumbProps={{ 'aria-labelledby': labelId, 'aria-describedby': helpId }}
            value={value}
            min={min}
            max={max}
            step={step}
            color={colour ?? 'var(--accent)'}
            onChange={onChange}
          />
          <NumberInput
            className={styles.exact}
            variant="unstyled"
            aria-labelledby={labelId}
            hideControls
            value={value}
            min={min}
            max={max}
            step={step}
            decimalScale={digits}
            fixedDecimalScale
            // With the digits fixed, a number that ends in 0 comes as text: "3.0".
            onChange={(next) => takeTyped(String(next), { value, min, max, onChange })}
          />
        </>
      )}
    </Field>
  );
}

interface Taken extends Pick<NumberProps, 'min' | 'max' | 'onChange'> {
  readonly value: number | null;
}

function takeTyped(text: string, { value, min, max, onChange }: Taken): void {
  const typed = text.trim() === '' ? Number.NaN : Number(text);
  if (typed !== value && isWithin(typed, min, max)) onChange(typed);
}

function isWithin(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

interface ChoiceProps<Value extends string> {
  readonly words: SettingWords;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly disabled?: boolean }[];
  readonly onChange: (value: Value) => void;
}

/** A few choices side by side. */
export function ChoiceField<Value extends string>({ words, value, choices, onChange }: ChoiceProps<Value>) {
  return (
    <Field words={words}>
      {(labelId, helpId) => (
        <SegmentedControl
          className={styles.choice}
          aria-labelledby={labelId}
          aria-describedby={helpId}
          fullWidth
          data={[...choices]}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

/** Choices in a list. */
export function ListField<Value extends string>({ words, value, choices, onChange }: ChoiceProps<Value>) {
  return (
    <Field words={words}>
      {(labelId, helpId) => (
        <Select
          className={styles.choice}
          aria-labelledby={labelId}
          aria-describedby={helpId}
          data={choices.map((choice) => ({ ...choice }))}
          value={value}
          onChange={(next) => {
            const chosen = choices.find((choice) => choice.value === next);
            if (chosen) onChange(chosen.value);
          }}
        />
      )}
    </Field>
  );
}

interface SwitchProps {
  readonly words: SettingWords;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function SwitchField({ words, isOn, onChange }: SwitchProps) {
  return (
    <Field words={words}>
      {(labelId, helpId) => (
        <Switch
          aria-labelledby={labelId}
          aria-describedby={helpId}
          checked={isOn}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </Field>
  );
}
