import { ActionIcon, NativeSelect, Tooltip, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { caseSentences, roleWords } from '../../lessons/cases';
import { type CaseId, type CaseRow, caseRoles, homeId } from '../../state/casesModel';
import type { AppState } from '../../state/model';
import { hasBegun, rowOf, runCases } from '../../state/selectCases';
import { useActions, useApp } from '../AppContext';
import { formatDims, formatMany } from '../format';
import { CaseScores } from './CaseScores';
import styles from './cases.module.css';

/** A case of the list; choosing it shows it in the picture. */
export function CaseItem({ id }: { readonly id: CaseId }) {
  const row = useApp((state) => rowOf(state, id));
  const isShown = useApp(({ cases }) => cases.shown === id);
  const isInRun = useApp((state) => isOfRun(state, id));
  const { showCase } = useActions();
  if (!row) return null;
  const isReady = row.state.phase === 'ready';
  return (
    <li className={styles.case} data-shown={isShown}>
      <div className={styles.line}>
        <Tooltip label={isShown ? 'The picture shows it' : 'Show it in the picture'} disabled={!isReady}>
          <UnstyledButton
            className={styles.name}
            aria-pressed={isShown}
            aria-label={`Show ${row.name}`}
            disabled={!isReady}
            onClick={() => showCase(id)}
          >
            {row.name}
          </UnstyledButton>
        </Tooltip>
        <RoleChoice row={row} />
        <RemoveCase row={row} isInRun={isInRun} />
      </div>
      <p
        className={styles.facts}
        role={row.state.phase === 'failed' ? 'alert' : undefined}
        data-phase={row.state.phase}
      >
        {factWords(row)}
      </p>
      {isReady && <CaseScores id={id} />}
    </li>
  );
}

function RoleChoice({ row: { id, name, role, state } }: { readonly row: CaseRow }) {
  const { setCaseRole } = useActions();
  return (
    <Tooltip label={roleWords[role].explanation} position="left">
      <NativeSelect
        size="xs"
        className={styles.role}
        styles={{ input: { height: 24, minHeight: 24 } }}
        aria-label={`Role of ${name}`}
        disabled={state.phase === 'failed'}
        data={caseRoles.map((value) => ({ value, label: roleWords[value].name }))}
        value={role}
        onChange={({ currentTarget }) => {
          const next = caseRoles.find((known) => known === currentTarget.value);
          if (next) setCaseRole(id, next);
        }}
      />
    </Tooltip>
  );
}

function RemoveCase({ row: { id, name }, isInRun }: { readonly row: CaseRow; readonly isInRun: boolean }) {
  const { removeCase } = useActions();
  const reason = reasonToStay(id, isInRun);
  return (
    <Tooltip label={reason ?? 'Remove from the list'}>
      <ActionIcon
        size={22}
        aria-label={`Remove ${name}`}
        data-disabled={reason !== null}
        aria-disabled={reason !== null}
        onClick={() => reason === null && removeCase(id)}
      >
        <IconX size={13} />
      </ActionIcon>
    </Tooltip>
  );
}

function reasonToStay(id: CaseId, isInRun: boolean): string | null {
  if (id === homeId) return caseSentences.home;
  return isInRun ? caseSentences.inRun : null;
}

/** Whether a run that has begun needs it. */
function isOfRun(state: AppState, id: CaseId): boolean {
  const { train, validate } = runCases(state);
  return hasBegun(state) && (train.includes(id) || validate.includes(id));
}

/** "48 × 48 × 48 · 12 blobs", or how far it is, or why it did not open. */
function factWords({ state }: CaseRow): string {
  switch (state.phase) {
    case 'opening':
      return state.fraction > 0 ? `${state.what}, ${Math.round(100 * state.fraction)} %` : `${state.what}…`;
    case 'ready':
      return `${formatDims(state.facts.grid.dims)} · ${formatMany(state.facts.blobs.length, 'blob')}`;
    case 'failed':
      return state.message;
    default:
      return state satisfies never;
  }
}
