import { ActionIcon, NativeSelect, Tooltip, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { CaseFacts } from '../../core/case';
import { caseSentences, roleWords } from '../../lessons/cases';
import { type CaseId, type CaseRow, caseRoles, homeId } from '../../state/cases/casesModel';
import { hasBegun, rowOf, runCases } from '../../state/cases/selectCases';
import { lanesOf } from '../../state/laneSite';
import type { AppState } from '../../state/model';
import { shownScores } from '../../state/selectValidation';
import type { Vault } from '../../state/vault';
import { useActions, useApp, useWholeApp } from '../AppContext';
import { formatDims, formatMany } from '../format';
import { CaseScores } from './CaseScores';
import styles from './cases.module.css';

/** A case of the list; choosing it shows it in the picture. */
export function CaseItem({ id }: { readonly id: CaseId }) {
  const row = useApp((state) => rowOf(state, id));
  const isShown = useApp(({ cases }) => cases.shown === id);
  const isInRun = useApp((state) => isOfRun(state, id));
  const { vault } = useWholeApp();
  const isFirstScored = useApp((state) => firstScored(state, vault) === id);
  const { showCase } = useActions();
  if (!row) return null;
  const isReady = row.state.phase === 'ready';
  return (
    <li className={styles.case} data-shown={isShown}>
      <div className={styles.line}>
        <Tooltip label={showWords(row, isShown)} disabled={!isReady}>
          <UnstyledButton
            className={styles.name}
            aria-pressed={isShown}
            aria-label={`Show ${row.name}`}
            disabled={!isReady}
            onClick={() => showCase(id)}
          >
            <CaseName row={row} />
          </UnstyledButton>
        </Tooltip>
        <RoleChoice row={row} />
        {id !== homeId && <RemoveCase row={row} isInRun={isInRun} />}
      </div>
      <CaseProgress row={row} />
      {isReady && <CaseScores id={id} hasHead={isFirstScored} />}
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
        styles={selectStyles}
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
  const reason = isInRun ? caseSentences.inRun : null;
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

const selectStyles = { input: { height: 24, minHeight: 24, paddingBlock: 0, lineHeight: '22px' } };

/** Whether a run that has begun needs it. */
function isOfRun(state: AppState, id: CaseId): boolean {
  const { train, validate } = runCases(state);
  return hasBegun(state) && (train.includes(id) || validate.includes(id));
}

function showWords({ name, state }: CaseRow, isShown: boolean): string {
  const facts = state.phase === 'ready' ? `, ${factWords(state.facts)}` : '';
  return `${name}${facts}: ${isShown ? 'the picture shows it' : 'show it in the picture'}`;
}

/** What tells it from the others first: of built-in cases the seed. */
function CaseName({ row: { name, state } }: { readonly row: CaseRow }) {
  if (state.phase !== 'ready') return name;
  const { source } = state.facts;
  if (source.kind === 'phantom')
    return (
      <>
        Seed {source.settings.seed}
        <small>{factWords(state.facts)}</small>
      </>
    );
  return (
    <>
      {name}
      <small>{factWords(state.facts)}</small>
    </>
  );
}

/** The head of the scores stands once, over the first case that has any. */
function firstScored(state: AppState, vault: Vault): CaseId | null {
  const hasScores = ({ id }: CaseRow) => lanesOf(state).some((lane) => shownScores(state, vault, lane, id) !== null);
  return state.cases.rows.find(hasScores)?.id ?? null;
}

/** "48 × 48 × 48 · 12 blobs" */
function factWords({ grid, blobs }: CaseFacts): string {
  return `${formatDims(grid.dims)} · ${formatMany(blobs.length, 'blob')}`;
}

/** How far it is, or why it did not open. */
function CaseProgress({ row: { state } }: { readonly row: CaseRow }) {
  if (state.phase === 'ready') return null;
  const isFailed = state.phase === 'failed';
  const percent = isFailed || state.fraction === 0 ? '…' : `, ${Math.round(100 * state.fraction)} %`;
  return (
    <p className={styles.facts} role={isFailed ? 'alert' : 'status'} data-phase={state.phase}>
      {isFailed ? state.message : `${state.what}${percent}`}
    </p>
  );
}
