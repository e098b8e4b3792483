import { caseScoreHeads, caseSentences } from '../../lessons/cases';
import type { CaseId } from '../../state/cases/casesModel';
import { runCases } from '../../state/cases/selectCases';
import { lanesOf } from '../../state/laneSite';
import { shownScores, validationRevision } from '../../state/selectValidation';
import { useApp, useWholeApp } from '../AppContext';
import { formatCount, formatRatioShort } from '../format';
import { Named } from '../parts/Named';
import styles from './cases.module.css';

const keys = [
  'dice',
  'sensitivity',
  'precision',
  'f1',
  'falseBlobs',
] as const satisfies (keyof typeof caseScoreHeads)[];

interface Props {
  readonly id: CaseId;
  /** Whether its columns are named here. */
  readonly hasHead: boolean;
}

/** How every lane does on a case at the shown step; or why nothing is known. */
export function CaseScores({ id, hasHead }: Props) {
  const { store, vault } = useWholeApp();
  const isSeveral = useApp(({ cases }) => cases.rows.length > 1);
  const step = useApp((state) => state.shownStep);
  const revision = useApp(validationRevision);
  const isInRun = useApp((state) => [...runCases(state).train, ...runCases(state).validate].includes(id));
  const hasRun = useApp(({ run }) => run.predictedSteps.length > 0);
  const lanes = useApp((state) => lanesOf(state).length);
  const rows = lanesOf(store.getState()).flatMap((lane) => {
    const past = shownScores(store.getState(), vault, lane, id);
    return past ? [{ lane, ...past }] : [];
  });
  if (!isSeveral) return null;
  if (rows.length === 0) return hasRun && !isInRun ? <p className={styles.none}>{caseSentences.notInRun}</p> : null;
  return (
    <table className={styles.scores} data-revision={`${revision} ${step}`}>
      <thead className={hasHead ? undefined : 'visually-hidden'}>
        <tr>
          <th scope="col">{lanes > 1 ? 'Lane' : 'Step'}</th>
          {keys.map((key) => (
            <th scope="col" key={key}>
              <Named {...caseScoreHeads[key]} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ lane, step: at, scores }) => (
          <tr key={lane}>
            <th scope="row">{lanes > 1 ? `${lane} · ${formatCount(at)}` : formatCount(at)}</th>
            {keys.map((key) => (
              <td key={key}>{key === 'falseBlobs' ? formatCount(scores.falseBlobs) : formatRatioShort(scores[key])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
