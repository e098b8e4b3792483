import { Badge } from '@mantine/core';
import type { KeptEntry, KeptLane, KeptScores } from '../../state/kept/keptModel';
import { useApp } from '../AppContext';
import { formatCount, formatRatioShort } from '../format';
import { KeptActions } from './KeptActions';
import { KeptName } from './KeptName';
import { KeptSpark } from './KeptSpark';
import styles from './kept.module.css';
import { formatBytes, runWords, whereAndWhen } from './keptWords';

interface Props {
  readonly entry: KeptEntry;
  readonly isTicked: boolean;
  readonly onTick: () => void;
}

/** One kept run: what it is, how it went, what can be done with it; and why it could not be opened, if so. */
export function KeptLine({ entry, isTicked, onTick }: Props) {
  const problem = useApp((state) => state.kept.problems[entry.id]);
  const { lanes, bytes, name } = entry;
  return (
    <>
      <tr aria-selected={isTicked}>
        <td data-column="compare">
          <input type="checkbox" checked={isTicked} onChange={onTick} aria-label={`Compare ${name}`} />
        </td>
        <td data-column="name">
          <span className={styles.name}>
            <KeptName entry={entry} />
            <WhereItIs id={entry.id} />
          </span>
          <small title={runWords(entry)}>{runWords(entry)}</small>
          <small title={whereAndWhen(entry)}>{whereAndWhen(entry)}</small>
        </td>
        <td data-column="curve">
          <KeptSpark lanes={lanes} />
        </td>
        <td data-column="step">
          {formatCount(Math.max(...lanes.map(({ step }) => step)))}
          <small>of {formatCount(lanes[0].settings.steps)}</small>
        </td>
        <ScoreCells lanes={lanes} />
        <td data-column="bytes">{formatBytes(bytes)}</td>
        <td data-column="actions">
          <KeptActions entry={entry} />
        </td>
      </tr>
      {problem && (
        <tr>
          <td />
          <td colSpan={9} className={styles.sentence} role="alert">
            {problem}
          </td>
        </tr>
      )}
    </>
  );
}

function WhereItIs({ id }: Pick<KeptEntry, 'id'>) {
  const isHere = useApp((state) => state.kept.currentId === id);
  const isElsewhere = useApp((state) => state.kept.elsewhere.includes(id));
  if (!isHere && !isElsewhere) return null;
  return (
    <Badge className={styles.where} size="sm" variant="light" tt="none" fw={500} color={isHere ? 'accent' : 'orange'}>
      {isHere ? 'on the page' : 'in another tab'}
    </Badge>
  );
}

const scoreKeys = ['dice', 'sensitivity', 'precision', 'f1'] as const satisfies (keyof KeptScores)[];

/** Lanes stand under one another, each with its letter where there are several. */
function ScoreCells({ lanes }: Pick<KeptEntry, 'lanes'>) {
  return scoreKeys.map((key) => (
    <td key={key} data-column={key}>
      {lanes.map((lane) => (
        <span key={lane.id} className={styles.score}>
          {key === 'dice' && lanes.length > 1 && <b>{lane.id}</b>}
          {scoreWords(lane, key)}
        </span>
      ))}
    </td>
  ));
}

function scoreWords({ scores }: KeptLane, key: (typeof scoreKeys)[number]): string {
  return scores ? formatRatioShort(scores[key]) : '–';
}
