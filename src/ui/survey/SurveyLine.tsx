import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBarToUp, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { entryOf, type SurveyEntry } from '../../state/survey/selectSurvey';
import type { SurveyRow } from '../../state/survey/survey';
import { useActions, useApp } from '../AppContext';
import { Named } from '../parts/Named';
import { entryCells } from './entryCells';
import { SizeSpark, type SparkBins } from './SizeSpark';
import styles from './survey.module.css';

interface LineProps {
  readonly bins: SparkBins;
  readonly isChosen: boolean;
  readonly onChoose: (key: SurveyEntry['key']) => void;
}

/** One mask: its numbers, or the sentence that stands in their place. */
export function SurveyLine({ row, bins, isChosen, onChoose }: LineProps & { readonly row: SurveyRow }) {
  const entry = entryOf(row);
  const isWorking = useApp(({ survey }) => survey.work?.rowId === row.id);
  const { id, name, result } = row;
  if (!entry)
    return (
      <tr data-tone={result.phase === 'refused' ? 'refused' : undefined}>
        <td className={styles.name}>{name}</td>
        <td colSpan={8} className={styles.sentence}>
          {result.phase === 'refused' ? result.message : isWorking ? 'being measured…' : 'waits'}
        </td>
        <LineActions row={row} isStop />
      </tr>
    );
  const remarks = result.phase === 'measured' ? result.remarks : [];
  const isEmpty = entry.summary.imbalance.blobCount === 0;
  return (
    <tr aria-selected={isChosen} onClick={() => onChoose(id)}>
      <NameCell id={id} name={name} isChosen={isChosen} onChoose={() => onChoose(id)}>
        {remarks.length > 0 && !isEmpty && (
          <Named
            name={<IconInfoCircle size={14} aria-label={`Remarks on ${name}`} />}
            explanation={remarks.join(' ')}
            tabIndex={isChosen ? 0 : -1}
          />
        )}
      </NameCell>
      {isEmpty ? (
        <td colSpan={8} className={styles.sentence}>
          {remarks.join(' ') || 'It has no blob.'}
        </td>
      ) : (
        <NumberCells entry={entry} bins={bins} />
      )}
      <LineActions row={row} isStop={isChosen} />
    </tr>
  );
}

/** All masks as if they were one. */
export function TogetherLine({ entry, bins, isChosen, onChoose }: LineProps & { readonly entry: SurveyEntry }) {
  return (
    <tr aria-selected={isChosen} onClick={() => onChoose('together')}>
      <NameCell id="together" name={entry.name} isChosen={isChosen} onChoose={() => onChoose('together')} />
      <NumberCells entry={entry} bins={bins} />
      <td />
    </tr>
  );
}

interface NameProps {
  readonly id: SurveyEntry['key'];
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children?: ReactNode;
}

function NameCell({ id, name, isChosen, onChoose, children }: NameProps) {
  return (
    <td className={styles.name}>
      <span>
        <button
          type="button"
          data-choose={id}
          tabIndex={isChosen ? 0 : -1}
          aria-pressed={isChosen}
          title={name}
          onClick={onChoose}
        >
          {name}
        </button>
        {children}
      </span>
    </td>
  );
}

function NumberCells({ entry, bins }: { readonly entry: SurveyEntry; readonly bins: SparkBins }) {
  return (
    <>
      {entryCells(entry).map(({ key, main, below }) => (
        <td key={key} data-column={key}>
          {main}
          {below && <small>{below}</small>}
        </td>
      ))}
      <td data-column="sizes">
        <SizeSpark bins={bins} masks={entry.masks} />
      </td>
    </>
  );
}

interface ActionsProps {
  readonly row: SurveyRow;
  /** Whether Tab stops at them: in a long list at those of the chosen row only, and where there is nothing to choose. */
  readonly isStop: boolean;
}

function LineActions({ row: { id, name, fileId, result }, isStop }: ActionsProps) {
  const { openSurveyed, removeFromSurvey } = useActions();
  const tabIndex = isStop ? 0 : -1;
  const canOpen = fileId !== null && result.phase === 'measured';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps a click on a button from choosing the row
    <td data-column="actions" onClick={(event) => event.stopPropagation()}>
      {canOpen && (
        <Tooltip label="Open it as the case">
          <ActionIcon size={24} tabIndex={tabIndex} aria-label={`Open ${name}`} onClick={() => openSurveyed(id)}>
            <IconArrowBarToUp size={14} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label="Remove it from the survey">
        <ActionIcon size={24} tabIndex={tabIndex} aria-label={`Remove ${name}`} onClick={() => removeFromSurvey(id)}>
          <IconX size={14} />
        </ActionIcon>
      </Tooltip>
    </td>
  );
}
