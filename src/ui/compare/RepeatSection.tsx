import { Button } from '@mantine/core';
import { useState } from 'react';
import { roughTrialSeconds } from '../../core/study/budget';
import { summariseArms } from '../../core/study/summary';
import { caseSentences } from '../../lessons/cases';
import { chanceRule, studySizeWords } from '../../lessons/study';
import { homeCase } from '../../state/cases/selectCases';
import { planRepeat } from '../../state/study/repeatTrials';
import { armResults } from '../../state/study/selectTrials';
import type { Batch, RepeatChoice, RepeatPlan } from '../../state/study/trials';
import { useActions, useApp, useVault, useWholeApp } from '../AppContext';
import { formatMany } from '../format';
import { NumberField } from '../parts/fields';
import { Section } from '../parts/Section';
import { judgedWords } from '../study/judgedWords';
import { repeatLaneWords } from '../study/repeatLaneWords';
import { roughDuration } from '../study/roughDuration';
import { TrialBar } from '../study/TrialBar';
import { Verdict } from '../study/Verdict';
import styles from './compare.module.css';

/** Repeats the lanes with several seeds in the background, and says whether their difference is more than chance. */
export function RepeatSection() {
  const batch = useApp(({ trials }) => trials.repeat);
  const { showTrials } = useActions();
  return (
    <Section title="Is it noise?" aside={batch && formatMany(batch.plan.seeds.length, 'seed')}>
      {batch ? (
        <>
          <TrialBar work="repeat" />
          <RepeatVerdicts batch={batch} />
          <div className={`${styles.buttons} ${styles.below}`}>
            <Button onClick={() => showTrials('repeat')}>Curves and table…</Button>
          </div>
        </>
      ) : (
        <RepeatForm />
      )}
    </Section>
  );
}

const fields = [
  { key: 'seeds', min: 1, max: 20, step: 1 },
  { key: 'steps', min: 10, max: 5000, step: 50 },
  { key: 'judgedOn', min: 1, max: 8, step: 1 },
] as const;

function RepeatForm() {
  const [choice, setChoice] = useState<RepeatChoice>({ seeds: 5, steps: 300, judgedOn: 2 });
  const openCase = useApp(homeCase);
  const hasList = useApp(({ cases }) => cases.rows.length > 1);
  const { repeatLanes } = useActions();
  if (!openCase) return null;
  const isBuiltIn = openCase.source.kind === 'phantom';
  return (
    <>
      {fields
        .filter(({ key }) => isBuiltIn || key !== 'judgedOn')
        .map(({ key, ...limits }) => (
          <NumberField
            key={key}
            words={studySizeWords[key]}
            value={choice[key]}
            {...limits}
            onChange={(value) => setChoice({ ...choice, [key]: value })}
          />
        ))}
      <p className={styles.hint}>
        {judgedWords({ case: openCase, judgedOn: isBuiltIn ? choice.judgedOn : 0 })}{' '}
        {hasList && `${caseSentences.notRepeated} `}
        <RepeatBudget choice={choice} />
      </p>
      <div className={`${styles.buttons} ${styles.below}`}>
        <Button disabled={!openCase.hasScan || !openCase.hasMask} onClick={() => repeatLanes(choice)}>
          Repeat with {formatMany(choice.seeds, 'seed')}
        </Button>
      </div>
    </>
  );
}

/** "10 trials, roughly 4 min." */
function RepeatBudget({ choice }: { readonly choice: RepeatChoice }) {
  const { store } = useWholeApp();
  const measured = useApp((state) => state.tier.measured);
  const laneCount = useApp((state) => 1 + state.others.length);
  const workers = useApp(({ trials }) => trials.workers);
  const state = store.getState();
  const plan = planRepeat(state, choice);
  const dims = homeCase(state)?.grid.dims;
  const count = formatMany(choice.seeds * laneCount, 'trial');
  if (!plan || !dims || !measured) return `${count}.`;
  const judged = Array.from({ length: Math.max(1, plan.judgedOn) }, () => dims);
  const ofLane = ({ settings }: RepeatPlan['lanes'][number]) =>
    roughTrialSeconds({ settings: { ...settings, steps: choice.steps }, judged }, measured.msPerStep);
  const seconds = plan.lanes.reduce((sum, lane) => sum + ofLane(lane), 0) * choice.seeds;
  return `${count}, roughly ${roughDuration(seconds / workers)}.`;
}

function RepeatVerdicts({ batch }: { readonly batch: Batch<RepeatPlan> }) {
  const results = armResults(useVault(), batch);
  const words = repeatLaneWords(batch.plan);
  const ids = batch.plan.lanes.map(({ id }) => id);
  if (ids.length === 1)
    return <p className={styles.hint}>With a second lane there is a difference to be judged; discard, and add one.</p>;
  const rows = summariseArms(ids, batch.plan.seeds, results).slice(1);
  return (
    <>
      {rows.map((row, i) => (
        <Verdict key={row.arm} name={`${row.arm}, ${words.get(ids[i + 1])},`} against="A" row={row} />
      ))}
      {rows.some(({ scores }) => scores.dice.difference?.interval) && <p className={styles.hint}>{chanceRule}</p>}
    </>
  );
}
