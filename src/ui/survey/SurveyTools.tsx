import { Button, FileButton, SegmentedControl } from '@mantine/core';
import { blobsByWords } from '../../lessons/survey';
import type { BlobsBy, Survey } from '../../state/survey/survey';
import { useActions, useApp } from '../AppContext';
import { formatMany } from '../format';
import frame from '../parts/dialog.module.css';
import { Named } from '../parts/Named';
import { WorkBar } from '../parts/WorkBar';
import styles from './survey.module.css';

/** More masks, how blobs are told apart, and how far the measuring has come. */
export function SurveyTools() {
  const { clearSurvey } = useActions();
  // A built-in case is as it was opened; only files can be measured otherwise.
  const hasFiles = useApp(({ survey }) => survey.rows.some(({ fileId }) => fileId !== null));
  return (
    <div className={frame.tools}>
      <AddMasks />
      <Button onClick={clearSurvey}>Remove all</Button>
      {hasFiles && <BlobsByChoice />}
      <Measuring />
    </div>
  );
}

export function AddMasks({ isPrimary = false }: { readonly isPrimary?: boolean }) {
  const { addToSurvey } = useActions();
  return (
    <FileButton
      multiple
      onChange={(files) => files.length > 0 && addToSurvey(files)}
      accept=".nii,.gz,.hdr,.img"
      inputProps={{ 'aria-label': 'Masks to add' }}
    >
      {(props) => (
        <Button {...props} variant={isPrimary ? 'filled' : 'default'}>
          Add masks…
        </Button>
      )}
    </FileButton>
  );
}

const choices: readonly BlobsBy[] = [6, 18, 26, 'values'];

function BlobsByChoice() {
  const blobsBy = useApp((state) => state.survey.blobsBy);
  const { tellBlobsBy } = useActions();
  return (
    <span className={frame.choice}>
      <Named {...blobsByWords} />
      <SegmentedControl
        size="xs"
        aria-label={blobsByWords.name}
        data={choices.map((choice) => ({ value: String(choice), label: choice === 'values' ? 'Values' : `${choice}` }))}
        value={String(blobsBy)}
        onChange={(value) => {
          const chosen = choices.find((choice) => String(choice) === value);
          if (chosen) tellBlobsBy(chosen);
        }}
      />
    </span>
  );
}

function Measuring() {
  const survey = useApp((state) => state.survey);
  const { holdSurvey, goOnWithSurvey } = useActions();
  const { work, isHeld } = survey;
  const { waiting, done, name } = progressOf(survey);
  if (work && !isHeld)
    return (
      <WorkBar
        className={styles.work}
        what={`Measuring ${name}`}
        fraction={(done + work.fraction) / (done + waiting)}
        startedAtMs={work.startedAtMs}
        onCancel={holdSurvey}
      />
    );
  if (waiting === 0) return null;
  return (
    <span className={frame.last} role="status">
      {formatMany(waiting, 'mask')} not measured yet.
      <Button onClick={goOnWithSurvey}>Go on</Button>
    </span>
  );
}

function progressOf({ rows, work }: Survey) {
  const waiting = rows.filter(({ result }) => result.phase === 'waiting').length;
  const files = rows.filter(({ fileId }) => fileId !== null).length;
  return { waiting, done: files - waiting, name: rows.find(({ id }) => id === work?.rowId)?.name ?? 'a mask' };
}
