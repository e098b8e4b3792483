import type { RoomReport } from '../../core/room';
import { changedSizes, tierSizes, withTier } from '../../core/tier';
import { useApp } from '../AppContext';
import { Fold } from '../parts/Fold';
import { BackendTable } from './BackendTable';
import { diagnostics } from './diagnostics';
import { MachineList } from './MachineList';
import { OperationTable } from './OperationTable';
import styles from './room.module.css';
import { memoryWords, problems, reportTier, roomCode, sizesWords, verdict } from './roomWords';

/** What a Room check found: the verdict on top, then what is wrong, then the numbers. */
export function RoomReportView({ report }: { readonly report: RoomReport }) {
  return (
    <>
      <Verdict report={report} />
      <Problems report={report} />
      <BackendTable report={report} />
      <p className={styles.sentence}>{memoryWords(report.memory)}</p>
      <TierSentence report={report} />
      <MachineList report={report} />
      <OperationTable report={report} />
      <Fold summary="As plain text">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
        <pre className={styles.plain} tabIndex={0}>
          {diagnostics(report)}
        </pre>
      </Fold>
    </>
  );
}

function Verdict({ report }: { readonly report: RoomReport }) {
  return (
    <div className={styles.head}>
      <p className={styles.verdict} role="status">
        {verdict(report)}
      </p>
      <p className={styles.code}>
        <span>Code to read out</span>
        <strong>{roomCode(report)}</strong>
      </p>
    </div>
  );
}

function Problems({ report }: { readonly report: RoomReport }) {
  const list = problems(report);
  if (list.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="What to know">
      {list.map((problem) => (
        <li key={problem}>{problem}</li>
      ))}
    </ul>
  );
}

/** What the tier decides, and whether the settings are those. */
function TierSentence({ report }: { readonly report: RoomReport }) {
  const settings = useApp((state) => state.settings);
  const tier = reportTier(report);
  const others = changedSizes(settings, withTier(settings, tier, []));
  const own = 'Some of them are set otherwise now; “Restore all defaults” takes these.';
  return (
    <p className={styles.sentence}>
      {`The tier ${tier} sets the defaults: ${sizesWords(tierSizes(tier))}. ${others.length > 0 ? own : 'They are set so now.'}`}
    </p>
  );
}
