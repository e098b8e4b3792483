import { summariseArms } from '../../core/study/summary';
import { armResults } from '../../state/study/selectTrials';
import type { Batch, RepeatPlan } from '../../state/study/trials';
import { useVault } from '../AppContext';
import { LaneLetter } from '../compare/LaneLetter';
import { repeatLaneWords } from './repeatLaneWords';
import { ScoreTable } from './ScoreTable';
import { Verdict } from './Verdict';

/** All scores of the lanes over the seeds, and by how much each differs from lane A. */
export function RepeatTable({ batch }: { readonly batch: Batch<RepeatPlan> }) {
  const results = armResults(useVault(), batch);
  const { lanes, seeds } = batch.plan;
  const words = repeatLaneWords(batch.plan);
  const rows = summariseArms(
    lanes.map(({ id }) => id),
    seeds,
    results,
  );
  return (
    <>
      <ScoreTable
        head="Lane"
        caption="Scores over the seeds"
        rows={lanes.map(({ id }, i) => ({
          ...rows[i],
          key: id,
          name: (
            <>
              <LaneLetter id={id} /> {words.get(id)}
            </>
          ),
        }))}
      />
      {lanes.slice(1).map(({ id }, i) => (
        <Verdict key={id} name={`${id}, ${words.get(id)},`} against={`A, ${words.get('A')}`} row={rows[i + 1]} />
      ))}
    </>
  );
}
