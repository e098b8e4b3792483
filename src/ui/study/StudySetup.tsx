import { Button, Checkbox, FileButton } from '@mantine/core';
import { useState } from 'react';
import { roughTrialSeconds } from '../../core/study/budget';
import { studyLosses } from '../../core/study/losses';
import { defaultStudySizes, makeStudy, type StudySizes } from '../../core/study/makeStudy';
import type { Study } from '../../core/study/study';
import { type StudyTask, studyTasks } from '../../core/study/tasks';
import { studySizeWords } from '../../lessons/study';
import { useActions, useApp } from '../AppContext';
import { formatMany } from '../format';
import { NumberField } from '../parts/fields';
import { roughDuration } from './roughDuration';
import styles from './study.module.css';
import { taskName } from './taskName';

/** What is chosen of a study before it is begun. */
export interface StudyChoice extends StudySizes {
  readonly tasks: readonly StudyTask[];
  readonly lossIds: readonly string[];
  readonly seeds: number;
}

export const defaultStudyChoice: StudyChoice = {
  ...{ tasks: ['ms', 'abstract'], lossIds: ['dice', 'blob_dice'], seeds: 5 },
  ...defaultStudySizes,
};

interface Props {
  readonly choice: StudyChoice;
  readonly onChange: (choice: StudyChoice) => void;
}

/** Which losses are compared, on what, how often and how long; what that costs; and the button that begins it. */
export function StudySetup({ choice, onChange }: Props) {
  const backend = useApp((state) => state.settings.backend);
  const { startStudy } = useActions();
  const study = studyOf(choice, backend);
  const isEmpty = choice.tasks.length === 0 || choice.lossIds.length === 0;
  const pick = <Key extends 'tasks' | 'lossIds'>(key: Key, all: readonly string[], one: string, isOn: boolean) => {
    const chosen: readonly string[] = choice[key];
    onChange({ ...choice, [key]: all.filter((each) => (each === one ? isOn : chosen.includes(each))) });
  };
  return (
    <div className={styles.setup}>
      <Choices
        name="Tasks"
        all={studyTasks.map((task) => ({ id: task, name: taskName(task) }))}
        chosen={choice.tasks}
        onPick={(one, isOn) => pick('tasks', studyTasks, one, isOn)}
      />
      <Choices
        name="Losses"
        all={studyLosses}
        chosen={choice.lossIds}
        onPick={(one, isOn) =>
          pick(
            'lossIds',
            studyLosses.map(({ id }) => id),
            one,
            isOn,
          )
        }
      />
      <div className={styles.sizes}>
        {sizeFields.map(({ key, ...limits }) => (
          <NumberField
            key={key}
            words={studySizeWords[key]}
            value={choice[key]}
            {...limits}
            onChange={(value) => onChange({ ...choice, [key]: value })}
          />
        ))}
      </div>
      <div className={styles.begin}>
        <Button variant="filled" fw={600} disabled={isEmpty} onClick={() => startStudy(study)}>
          Begin the study
        </Button>
        <OpenStudy />
        <Budget study={study} />
      </div>
    </div>
  );
}

/** A study that was saved here or made by `npm run study`, to be looked at or gone on with. */
function OpenStudy() {
  const { resumeStudy } = useActions();
  const [refusal, setRefusal] = useState<string | null>(null);
  const open = async (file: File | null) => file && setRefusal(resumeStudy(readJson(await file.text())));
  return (
    <>
      <FileButton accept=".json" onChange={open} inputProps={{ 'aria-label': 'Saved study' }}>
        {(props) => <Button {...props}>Open a saved one…</Button>}
      </FileButton>
      {refusal && (
        <p className={styles.failed} role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}

/** What is no JSON is refused as such later. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const sizeFields = [
  { key: 'seeds', min: 1, max: 20, step: 1 },
  { key: 'steps', min: 10, max: 5000, step: 50 },
  { key: 'size', min: 48, max: 96, step: 8 },
  { key: 'trainCases', min: 1, max: 20, step: 1 },
  { key: 'validateCases', min: 1, max: 20, step: 1 },
  { key: 'width', min: 4, max: 32, step: 4 },
  { key: 'patch', min: 16, max: 48, step: 8 },
] as const;

function studyOf({ tasks, lossIds, seeds, ...sizes }: StudyChoice, backend: Study['settings']['backend']): Study {
  const losses = studyLosses.filter(({ id }) => lossIds.includes(id));
  const numbers = Array.from({ length: seeds }, (_, i) => i + 1);
  return makeStudy(tasks, losses, numbers, sizes, backend);
}

/** "20 trials, roughly 6 min on this machine". */
function Budget({ study }: { readonly study: Study }) {
  const { tasks, losses, seeds, size, validateCases, settings } = study;
  const measured = useApp((state) => state.tier.measured);
  const workers = useApp(({ trials }) => trials.workers);
  const trials = tasks.length * losses.length * seeds.length;
  const judged = Array.from({ length: validateCases }, () => [size, size, size] as const);
  const seconds = measured && (trials * roughTrialSeconds({ settings, judged }, measured.msPerStep)) / workers;
  const against = losses.length > 1 ? ` The others are held against ${losses[0].name}.` : '';
  return (
    <p className={styles.hint}>
      {formatMany(trials, 'trial')}
      {seconds === null ? '; how long they take is known after the first.' : `, roughly ${roughDuration(seconds)}.`}
      {against}
    </p>
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly all: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onPick: (id: string, isOn: boolean) => void;
}

function Choices({ name, all, chosen, onPick }: ChoicesProps) {
  return (
    <fieldset className={styles.choices}>
      <legend>{name}</legend>
      {all.map((one) => (
        <Checkbox
          key={one.id}
          size="xs"
          label={one.name}
          checked={chosen.includes(one.id)}
          onChange={({ currentTarget }) => onPick(one.id, currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}
