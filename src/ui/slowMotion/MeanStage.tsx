import type { StepFacts } from '../../core/slowMotion/explained';
import { meanSentence } from '../../lessons/slowMotion';
import formulaStyles from '../bench/ledger/formula.module.css';
import { formatTerm } from '../format';

interface Props {
  readonly facts: StepFacts;
  readonly hasInstance: boolean;
}

/** How the blobs' terms become the instance term: over the blobs, the two sides of BiCC, the patches. */
export function MeanStage({ facts: { loss, explained }, hasInstance }: Props) {
  const lines = hasInstance ? linesOf(loss, explained) : [];
  return (
    <>
      <p>{meanSentence(loss, explained, hasInstance)}</p>
      {lines.map(({ name, sum, value }) => (
        <p key={name} className={formulaStyles.line}>
          {'L'}
          <sub>{name}</sub>
          {` = ${sum} = `}
          <b data-role="instance">{formatTerm(value)}</b>
        </p>
      ))}
    </>
  );
}

interface Line {
  readonly name: string;
  readonly sum: string;
  readonly value: number;
}

function linesOf(loss: StepFacts['loss'], explained: StepFacts['explained']): readonly Line[] {
  const { scheme, biccAlpha } = loss;
  const { blobs, patches, shown, terms, sides } = explained;
  const isWeighted = scheme === 'inverse_weighting' || scheme === 'component_adaptive';
  const own = blobs.map(({ term }) => term);
  const lines: Line[] = [];
  if (isWeighted) lines.push(weightedLine(own, patches[shown].instance));
  else if (own.length > 0) lines.push({ name: 'patch', sum: meanWords(own), value: meanOf(own) });
  else if (scheme === 'cc')
    lines.push({ name: 'patch', sum: 'the whole patch as one cell', value: patches[shown].instance });
  if (patches.length > 1 && sides === null) {
    const counted = patches.filter(({ blobCount }) => scheme !== 'blob' || blobCount > 0);
    const values = counted.map(({ instance }) => instance);
    if (values.length > 0) lines.push({ name: 'batch', sum: meanWords(values), value: terms.blob });
  }
  if (sides !== null)
    lines.push({
      name: 'both sides',
      sum: `${round(1 - biccAlpha)} · ${formatTerm(sides.blobs)} + ${biccAlpha} · ${formatTerm(sides.predicted)}`,
      value: terms.blob,
    });
  return lines;
}

function weightedLine(own: readonly number[], value: number): Line {
  const blobs = own.reduce((sum, one) => sum + one, 0);
  return { name: 'patch', sum: `${formatTerm(blobs)} of the blobs + ${formatTerm(value - blobs)} of the rest`, value };
}

/** "(0.912 + 0.887) / 2"; of more than six only the first and the count. */
function meanWords(values: readonly number[]): string {
  const shown = values.slice(0, 6).map(formatTerm);
  const more = values.length > shown.length ? [`… (${values.length - shown.length} more)`] : [];
  return `(${[...shown, ...more].join(' + ')}) / ${values.length}`;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
