import { useRef } from 'react';
import type { Connectivity } from '../../../core/case';
import { defaultRules, type MatchingRule } from '../../../core/metrics/matching/rule';
import { instanceWords } from '../../../lessons/bench';
import { useActions, useApp } from '../../AppContext';
import { formatMany } from '../../format';
import { ChoiceField, NumberField } from '../../parts/fields';
import { Section } from '../../parts/Section';
import { useAnswer } from '../controls/useOpenBench';
import { formatRate } from './formatMetric';
import styles from './metrics.module.css';

const neighbours = (['6', '18', '26'] as const).map((value) => ({ value, label: value }));
const connectivities: Readonly<Record<'6' | '18' | '26', Connectivity>> = { '6': 6, '18': 18, '26': 26 };
const dilations = [
  { value: '0', label: 'Off' },
  { value: '1', label: '1' },
  { value: '2', label: '2' },
  { value: '3', label: '3' },
] as const;

/** "What is an instance?": the choices that change the count and F1 of the very same voxels. */
export function InstanceSection() {
  const { connectivity, minimumVoxels, rule } = useApp(({ benchSettings }) => benchSettings.instances);
  const { setBench } = useActions();
  const dilation = rule.kind === 'dilateAndMerge' ? String(rule.dilation) : '0';
  const plainRule = useRef<MatchingRule>(defaultRules.anyOverlap);
  if (rule.kind !== 'dilateAndMerge') plainRule.current = rule;
  const dilate = (steps: number) =>
    setBench({ instances: { rule: steps === 0 ? plainRule.current : dilatedBy(rule, steps) } });
  return (
    <Section title="What is an instance?" aside={<CountWords />}>
      <p className={styles.hint}>Neighbours that join voxels:</p>
      <MaskNeighbours />
      <ChoiceField
        words={instanceWords.connectivity}
        value={neighbourKey(connectivity)}
        choices={neighbours}
        onChange={(next) => setBench({ instances: { connectivity: connectivities[next] } })}
      />
      <NumberField
        words={instanceWords.minimumVoxels}
        value={minimumVoxels}
        min={1}
        max={1_000_000}
        step={1}
        onChange={(next) => setBench({ instances: { minimumVoxels: Math.round(next) } })}
      />
      <ChoiceField
        words={instanceWords.dilation}
        value={dilations.find(({ value }) => value === dilation)?.value ?? '3'}
        choices={dilations}
        onChange={(next) => dilate(Number(next))}
      />
      <CaseWords />
    </Section>
  );
}

function MaskNeighbours() {
  const connectivity = useApp(({ openCase }) => openCase?.connectivity);
  const { setConnectivity } = useActions();
  if (!connectivity) return null;
  return (
    <ChoiceField
      words={instanceWords.maskConnectivity}
      value={neighbourKey(connectivity)}
      choices={neighbours}
      onChange={(next) => setConnectivity(connectivities[next])}
    />
  );
}

function neighbourKey(connectivity: Connectivity): '6' | '18' | '26' {
  return neighbours.find(({ value }) => connectivities[value] === connectivity)?.value ?? '26';
}

function dilatedBy(rule: MatchingRule, dilation: number): MatchingRule {
  return { ...(rule.kind === 'dilateAndMerge' ? rule : defaultRules.dilateAndMerge), dilation };
}

function CountWords() {
  const answer = useAnswer();
  if (!answer) return null;
  return `${formatMany(answer.matching.components, 'component')} · F1 ${formatRate(answer.matching.f1)}`;
}

/** How many blobs take part. */
function CaseWords() {
  const answer = useAnswer();
  if (!answer) return null;
  const { found, missed } = answer.matching;
  const { blobs } = answer.totals;
  if (blobs === 0) return <p className={styles.hint}>The mask has no blob: every component is false.</p>;
  const words =
    found + missed === blobs
      ? blobs === 1
        ? 'The one blob of the mask takes part.'
        : `All ${formatMany(blobs, 'blob')} of the mask take part.`
      : `${formatMany(found + missed, 'blob')} of ${blobs} take part; the others are too small, or merged.`;
  return <p className={styles.hint}>{words}</p>;
}
