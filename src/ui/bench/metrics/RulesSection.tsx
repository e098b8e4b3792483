import { Tooltip } from '@mantine/core';
import { defaultRules, type MatchingRule, matchingKinds } from '../../../core/metrics/matching/rule';
import { ruleMakers, ruleWords } from '../../../core/metrics/matching/ruleWords';
import { ruleWordsOf } from '../../../lessons/bench';
import { useActions, useApp } from '../../AppContext';
import { formatCount } from '../../format';
import { SliderField } from '../../parts/fields';
import { Section } from '../../parts/Section';
import { BlobVerdict } from '../controls/BlobVerdict';
import { ComponentVerdict } from '../controls/ComponentVerdict';
import { useAnswer, useSelectedRow } from '../controls/useOpenBench';
import { formatRate } from './formatMetric';
import styles from './metrics.module.css';
import { ruleNumbers } from './ruleNumbers';
import { StudyWork } from './StudyWork';
import { useStudy } from './useStudy';

/** What each matching rule makes of the same prediction; a press chooses one. */
export function RulesSection() {
  const row = useSelectedRow();
  return (
    <Section title="When is a blob found?" aside={<FoundWords />}>
      <RuleTable />
      <StudyWork name="rules" />
      <RuleFields />
      {row ? <BlobVerdict row={row} /> : <OtherVerdict />}
    </Section>
  );
}

/** Of the component that is looked at; without one, how to come by a verdict. */
function OtherVerdict() {
  const component = useApp(({ bench, benchSettings }) =>
    bench.phase === 'open' && benchSettings.seenVoxel !== null ? bench.answer.component : null,
  );
  const hasBlobs = useApp(({ openCase }) => (openCase?.blobs.length ?? 0) > 0);
  if (component) return <ComponentVerdict component={component} />;
  return (
    <p className={styles.hint}>
      {hasBlobs
        ? 'Select a blob to read why it is found or missed; press F for what is false.'
        : 'The mask has no blob to find; press F for what is false.'}
    </p>
  );
}

function FoundWords() {
  const matching = useAnswer()?.matching;
  if (!matching) return null;
  return `${formatCount(matching.found)} of ${formatCount(matching.found + matching.missed)} found · F1 ${formatRate(matching.f1)}`;
}

interface RuleRow {
  readonly rule: MatchingRule;
  /** Null = not known yet. */
  readonly counts: {
    readonly found: number;
    readonly missed: number;
    readonly wrong: number;
    readonly f1: number | null;
  } | null;
  readonly isOld: boolean;
}

/** Every rule; the chosen one as the newest answer has it, the others as they were last compared. */
function useRuleRows(): readonly RuleRow[] {
  const matching = useAnswer()?.matching;
  const chosen = useApp(({ benchSettings }) => benchSettings.instances.rule);
  const { result, isOld } = useStudy('rules');
  return matchingKinds.map((kind): RuleRow => {
    if (kind === chosen.kind) {
      const isOurs = matching?.rule.kind === kind;
      const counts = isOurs
        ? { found: matching.found, missed: matching.missed, wrong: matching.falseComponents, f1: matching.f1 }
        : null;
      return { rule: chosen, counts, isOld: false };
    }
    const known = result?.find(({ rule }) => rule.kind === kind);
    const counts = known
      ? { found: known.truePositives, missed: known.falseNegatives, wrong: known.falsePositives, f1: known.f1 }
      : null;
    return { rule: known?.rule ?? defaultRules[kind], counts, isOld };
  });
}

function RuleTable() {
  const rows = useRuleRows();
  const chosen = useApp(({ benchSettings }) => benchSettings.instances.rule.kind);
  const { setBench } = useActions();
  return (
    <table className={styles.rules}>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Found</th>
          <th scope="col">Missed</th>
          <th scope="col">False</th>
          <th scope="col">F1</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ rule, counts, isOld }) => (
          <tr key={rule.kind} data-chosen={rule.kind === chosen} data-old={isOld}>
            <th scope="row">
              <Tooltip label={`As ${ruleMakers[rule.kind]} take it.`} position="bottom-start">
                <label>
                  <input
                    type="radio"
                    name="matching rule"
                    checked={rule.kind === chosen}
                    onChange={() => setBench({ instances: { rule } })}
                  />
                  <span>{namedRule(rule)}</span>
                </label>
              </Tooltip>
            </th>
            <td>{counts ? formatCount(counts.found) : '·'}</td>
            <td>{counts ? formatCount(counts.missed) : '·'}</td>
            <td>{counts ? formatCount(counts.wrong) : '·'}</td>
            <td>{counts ? formatRate(counts.f1) : '·'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The rule in words; two that are one maker's own begin with the name. */
function namedRule(rule: MatchingRule): string {
  const isOwn = rule.kind === 'msseg' || rule.kind === 'dilateAndMerge';
  // No line may end before a number.
  const words = ruleWords(rule).replace(/ (?=[>≥%\d])/g, '\u00a0');
  return isOwn ? `${ruleMakers[rule.kind]}: ${words}` : words;
}

/** The numbers of the chosen rule. */
function RuleFields() {
  const rule = useApp(({ benchSettings }) => benchSettings.instances.rule);
  const { setBench } = useActions();
  return ruleNumbers(rule).map(({ key, value, max, step, with: withValue }) => (
    <SliderField
      key={key}
      words={ruleWordsOf[key]}
      value={value}
      min={0}
      max={max}
      step={step}
      digits={step < 1 ? 2 : 0}
      onChange={(next) => setBench({ instances: { rule: withValue(next) } })}
    />
  ));
}
