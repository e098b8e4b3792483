import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { caseSentences } from '../../lessons/cases';
import { chosenCases, hasBegun, isCasesDue } from '../../state/cases/selectCases';
import type { AppState } from '../../state/model';
import { useApp } from '../AppContext';
import { formatCount, formatMany } from '../format';
import parts from '../parts/parts.module.css';
import { AddCase } from './AddCase';
import { CaseItem } from './CaseItem';
import styles from './cases.module.css';

/** The cases that are open: what each is for, how every lane does on it; and how others are added. Folded while there is one. */
export function CaseSection() {
  const id = useId();
  const ids = useApp(({ cases }) => cases.rows.map((row) => row.id).join(' '));
  const summary = useApp(summaryWords);
  const problem = useApp(({ cases }) => cases.problem);
  const hint = useApp(hintWords);
  const isSeveral = ids.includes(' ');
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? isSeveral;
  return (
    <section className={parts.section} aria-labelledby={id}>
      <UnstyledButton
        className={parts.sectionHead}
        aria-expanded={isOpen}
        aria-controls={`${id}-body`}
        onClick={() => setChoice(!isOpen)}
      >
        <h2 id={id}>Cases</h2>
        <span className={parts.aside}>{summary}</span>
        <IconChevronDown className={parts.chevron} data-open={isOpen} size={14} aria-hidden />
      </UnstyledButton>
      <div id={`${id}-body`} hidden={!isOpen}>
        {isOpen && (
          <>
            <ul className={styles.list}>
              {ids.split(' ').map((one) => (
                <CaseItem key={one} id={Number(one)} />
              ))}
            </ul>
            <AddCase />
            {problem && (
              <p className={styles.problem} role="alert">
                {problem}
              </p>
            )}
            <p className={styles.hint}>{hint}</p>
          </>
        )}
      </div>
    </section>
  );
}

/** "2 train · 1 validate". */
function summaryWords(state: AppState): string {
  const { train, validate } = chosenCases(state);
  if (state.cases.rows.length < 2) return formatMany(state.cases.rows.length, 'scan');
  const words = [`${formatCount(train.length)} train`, `${formatCount(validate.length)} validate`];
  return words.join(' · ');
}

function hintWords(state: AppState): string {
  const { train, validate } = chosenCases(state);
  if (isCasesDue(state) || (hasBegun(state) && state.cases.rows.length > 1)) return caseSentences.fixed;
  if (state.cases.rows.length === 1) return caseSentences.alone;
  if (train.length === 0) return caseSentences.noTraining;
  if (validate.length === 0) return caseSentences.noValidation;
  return `Each step learns from one of ${formatMany(train.length, 'case')}; scores are of ${formatMany(validate.length, 'scan')} that the run never learns from.`;
}
