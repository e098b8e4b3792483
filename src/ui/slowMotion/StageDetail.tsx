import { hasInstanceTerm } from '../../core/losses/ledgerLoss';
import type { StepFacts } from '../../core/slowMotion/explained';
import { forwardSentence, patchSentence, type Stage, soughtSentence } from '../../lessons/slowMotion';
import { caseNameOfStep } from '../../state/cases/selectCases';
import { useApp } from '../AppContext';
import { formatCount, formatSum } from '../format';
import { numberWords } from '../numberWords';
import { BlobTable } from './BlobTable';
import { GradientStage } from './GradientStage';
import { MeanStage } from './MeanStage';
import { SumsStage } from './SumsStage';
import styles from './slowMotion.module.css';
import { TermsStage } from './TermsStage';
import { TotalStage } from './TotalStage';
import { UpdateStage } from './UpdateStage';

interface Props {
  readonly facts: StepFacts;
  readonly stage: Stage;
  readonly chosen: number | null;
}

/** What a stage does, with the numbers of this step. */
export function StageDetail({ facts, stage, chosen }: Props) {
  const hasInstance = hasInstanceTerm(facts.loss);
  switch (stage) {
    case 'patch':
      return <PatchStage facts={facts} chosen={chosen} />;
    case 'forward':
      return <ForwardStage facts={facts} chosen={chosen} />;
    case 'sums':
      return <SumsStage facts={facts} chosen={chosen} />;
    case 'terms':
      return <TermsStage {...{ facts, chosen, hasInstance }} />;
    case 'mean':
      return <MeanStage {...{ facts, hasInstance }} />;
    case 'total':
      return <TotalStage {...{ facts, hasInstance }} />;
    case 'gradient':
      return <GradientStage facts={facts} chosen={chosen} />;
    case 'update':
      return <UpdateStage facts={facts} />;
    default:
      return stage satisfies never;
  }
}

interface BlobProps {
  readonly facts: StepFacts;
  readonly chosen: number | null;
}

function PatchStage({ facts, chosen }: BlobProps) {
  const { blobs, background } = facts.explained;
  const of = useApp(caseNameOfStep);
  return (
    <>
      <p>
        {patchSentence(facts, numberWords)} {of && `It is of “${of}”.`}
      </p>
      {soughtSentence(facts) && <p className={styles.hint}>{soughtSentence(facts)}</p>}
      <BlobTable
        label="Blobs in the patch"
        chosen={chosen}
        heads={['Voxels']}
        rows={blobs.map(({ id, inside }) => ({ id, cells: [formatCount(inside.voxels)] }))}
        background={[formatCount(background.voxels)]}
      />
    </>
  );
}

function ForwardStage({ facts, chosen }: BlobProps) {
  const { blobs, background } = facts.explained;
  const cellsOf = (sum: number, voxels: number) => [formatSum(sum), (sum / Math.max(1, voxels)).toFixed(3)];
  return (
    <>
      <p>{forwardSentence(facts.explained)}</p>
      <BlobTable
        label="What is predicted"
        chosen={chosen}
        heads={['Σ p', 'Mean p']}
        rows={blobs.map(({ id, inside }) => ({ id, cells: cellsOf(inside.sums[0], inside.voxels) }))}
        background={cellsOf(background.sums[0], background.voxels)}
      />
    </>
  );
}
