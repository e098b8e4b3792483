import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { BenchLoss } from '../../../core/bench/answer';
import { fixed } from '../../../core/fixed';
import type { Scheme } from '../../../core/settings';
import { baseCards, schemeCards } from '../../../lessons/losses';
import { useActions, useApp } from '../../AppContext';
import { Named } from '../../parts/Named';
import { Section } from '../../parts/Section';
import { useGridStops } from '../../parts/useGridStops';
import styles from './controls.module.css';
import { formatLoss, formatLossShort } from './formatLoss';
import {
  chooseLoss,
  chosenPlace,
  type LossCell,
  type LossRow,
  type LossView,
  lossColumns,
  lossMatrix,
  mixOf,
} from './lossMatrix';
import { lossName, lossSays } from './lossSays';
import { useAnswer } from './useOpenBench';

/** Every loss of the family on this prediction; a press chooses it. */
export function LossTable() {
  const answer = useAnswer();
  const chosen = useApp(({ benchSettings }) => benchSettings.loss);
  const { setBench } = useActions();
  const [view, setView] = useState<LossView>('alone');
  const [pointed, setPointed] = useState<string | null>(null);
  if (!answer) return null;
  const rows = lossMatrix(answer.losses, chosen, view);
  const told =
    answer.losses.find(({ id }) => id === pointed) ?? answer.losses.find((loss) => isChosenLoss(loss, chosen));
  const choose = (loss: BenchLoss) => setBench({ loss: chooseLoss(chosen, loss) });
  return (
    <Section title="All losses" aside={<ViewChoice view={view} onChange={setView} />}>
      <LossGrid rows={rows} onPoint={setPointed} onPress={choose} />
      <p className={styles.says}>
        {told && (
          <>
            <b>
              {lossName(told)}: {formatLoss(told.value)}.
            </b>{' '}
            {lossSays(told, answer)}
          </>
        )}
      </p>
      <p className={styles.hint}>{viewWords(view, chosen)}</p>
    </Section>
  );
}

interface GridProps {
  readonly rows: readonly LossRow[];
  readonly onPoint: (id: string | null) => void;
  readonly onPress: (loss: BenchLoss) => void;
}

/** One Tab stop, at first the chosen loss; the arrows reach every value and every name. */
function LossGrid({ rows, onPoint, onPress }: GridProps) {
  const heads = [false, ...lossColumns.map(() => true)];
  const grid = [heads, ...rows.map(({ cells }) => [true, ...cells.map((cell) => cell !== null)])];
  const { events, tabIndexAt } = useGridStops(grid, chosenPlace(rows));
  return (
    <table
      className={styles.losses}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the arrows move in it, so it is a grid
      role="grid"
      aria-label="All losses"
      onMouseLeave={() => onPoint(null)}
      {...events}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Base</span>
          </th>
          {lossColumns.map((scheme, n) => (
            <th scope="col" key={scheme ?? 'global'} data-scheme={scheme ?? 'global'}>
              <Named {...headOf(scheme)} tabIndex={tabIndexAt(0, n + 1)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ base, cells }, r) => (
          <tr key={base}>
            <th scope="row">
              <Named name={baseCards[base].name} explanation={baseCards[base].idea} tabIndex={tabIndexAt(r + 1, 0)} />
            </th>
            {cells.map((cell, n) => (
              <td key={lossColumns[n] ?? 'global'}>
                {cell && <CellButton {...{ cell, onPoint, onPress }} tabIndex={tabIndexAt(r + 1, n + 1)} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function headOf(scheme: Scheme | null): { readonly name: string; readonly explanation: string } {
  if (scheme === null) return { name: 'global', explanation: 'The base on the whole scan, as one number.' };
  return { name: shortNames[scheme], explanation: `${schemeCards[scheme].name}: ${schemeCards[scheme].idea}` };
}

/** Heads of narrow columns; the whole name appears on pointing. */
const shortNames: Readonly<Record<Scheme, string>> = {
  blob: 'blob',
  cc: 'CC',
  bicc: 'BiCC',
  inverse_weighting: 'inverse',
  component_adaptive: 'adapt.',
};

function isChosenLoss({ scheme, base }: BenchLoss, chosen: { scheme: string; base: string; beta: number }): boolean {
  return base === chosen.base && scheme === (chosen.beta > 0 ? chosen.scheme : null);
}

interface CellProps {
  readonly cell: LossCell;
  readonly tabIndex: 0 | -1;
  readonly onPoint: (id: string | null) => void;
  readonly onPress: (loss: BenchLoss) => void;
}

function CellButton({ cell: { loss, value, isChosen }, tabIndex, onPoint, onPress }: CellProps) {
  return (
    <UnstyledButton
      className={styles.loss}
      tabIndex={tabIndex}
      data-scheme={loss.scheme ?? 'global'}
      aria-pressed={isChosen}
      aria-label={`${lossName(loss)}: ${formatLoss(value)}`}
      onMouseEnter={() => onPoint(loss.id)}
      onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && onPoint(loss.id)}
      onBlur={() => onPoint(null)}
      onClick={() => onPress(loss)}
    >
      {formatLossShort(value)}
    </UnstyledButton>
  );
}

function ViewChoice({ view, onChange }: { readonly view: LossView; readonly onChange: (view: LossView) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Terms alone or mixed"
      data={[
        { value: 'alone', label: 'Terms alone' },
        { value: 'mixed', label: 'Mixed' },
      ]}
      value={view}
      onChange={onChange}
    />
  );
}

function viewWords(view: LossView, chosen: { readonly alpha: number; readonly beta: number }): string {
  if (view === 'alone')
    return 'At equal total weight: every term stands alone, with weight 1. A press chooses a loss; α + β stays.';
  const { global, instance } = mixOf(chosen);
  return `At equal total weight: ${fixed(global, 2)} × global + ${fixed(instance, 2)} × instance term; a plain loss keeps all of the weight.`;
}
