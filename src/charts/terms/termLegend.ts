import type { StepRecord } from '../../core/terms';
import type { ChartTheme } from '../theme';
import { formatCount, formatTerm } from '../ticks';
import { type TermName, termNames, termValue } from './termSeries';

/** The line of words over the term chart: step, weights, and a switch for each term with its value. */
export interface TermLegend {
  show(record: StepRecord | undefined, steps: number): void;
  setTheme(theme: ChartTheme): void;
}

export const termWords: Readonly<Record<TermName, string>> = { total: 'total', global: 'global', blob: 'blob' };

export function termColour(name: TermName, theme: ChartTheme): string {
  return name === 'total' ? theme.text : theme[name];
}

/** Puts the legend into `line`; `onToggle(name)` answers whether that term is visible from now on. */
export function createTermLegend(
  line: HTMLElement,
  theme: ChartTheme,
  onToggle: (name: TermName) => boolean,
): TermLegend {
  const step = document.createElement('span');
  Object.assign(step.style, { marginRight: 'auto', minWidth: '0', overflow: 'hidden', textOverflow: 'ellipsis' });
  const switches = termNames.map((name) => createSwitch(name, onToggle));
  line.append(step, ...switches.map(({ button }) => button));
  const setTheme = (next: ChartTheme) => {
    for (const each of switches) each.setTheme(next);
  };
  setTheme(theme);
  return {
    show(record, steps) {
      step.textContent = record
        ? `step ${formatCount(record.step)} of ${formatCount(Math.max(steps, record.step))} · α ${short(record.alpha)} β ${short(record.beta)}`
        : 'no step yet';
      for (const each of switches) each.show(record);
    },
    setTheme,
  };
}

function createSwitch(name: TermName, onToggle: (name: TermName) => boolean) {
  const button = document.createElement('button');
  const swatch = document.createElement('i');
  const word = document.createElement('span');
  button.type = 'button';
  button.title = `show or hide the ${termWords[name]} term`;
  button.ariaPressed = 'true';
  Object.assign(button.style, {
    all: 'unset',
    flex: 'none',
    display: 'inline-flex',
    gap: '5px',
    alignItems: 'center',
    cursor: 'pointer',
  });
  Object.assign(swatch.style, { width: '12px', height: '3px', borderRadius: '2px' });
  button.append(swatch, word);
  button.addEventListener('click', () => {
    const isVisible = onToggle(name);
    button.ariaPressed = String(isVisible);
    button.style.opacity = isVisible ? '1' : '0.45';
  });
  button.addEventListener('focus', () => {
    button.style.outline = button.matches(':focus-visible') ? '2px solid currentColor' : 'none';
  });
  button.addEventListener('blur', () => {
    button.style.outline = 'none';
  });
  return {
    button,
    show(record: StepRecord | undefined) {
      word.textContent = `${termWords[name]} ${record ? formatTerm(termValue(record, name)) : '–'}`;
    },
    setTheme(theme: ChartTheme) {
      swatch.style.background = termColour(name, theme);
    },
  };
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
