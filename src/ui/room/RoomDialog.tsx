import { isLaneBusy } from '../../state/isRunning';
import { useActions, useApp } from '../AppContext';
import { DialogFrame } from '../parts/DialogFrame';
import { WorkBar } from '../parts/WorkBar';
import { RoomActions } from './RoomActions';
import { RoomReportView } from './RoomReportView';
import styles from './room.module.css';

/** What this machine can do, and what stands in its way: one page, ten seconds. */
export function RoomDialog() {
  const isOpen = useApp((state) => state.isRoomOpen);
  const isBrief = useApp(({ room }) => room.phase === 'none' || room.phase === 'failed');
  const { closeRoom } = useActions();
  return (
    <DialogFrame
      title="Room check"
      isOpen={isOpen}
      onClose={closeRoom}
      height={isBrief ? null : 640}
      width={isBrief ? 480 : 820}
    >
      <div className={styles.scroll}>
        <RoomState />
      </div>
      <RoomActions />
    </DialogFrame>
  );
}

function RoomState() {
  const room = useApp((state) => state.room);
  switch (room.phase) {
    case 'none':
      return <NothingYet />;
    case 'checking':
      return <Checking {...room} />;
    case 'failed':
      return (
        <>
          <p className={styles.verdict} role="alert">
            The check did not come to its end. {room.message}
          </p>
          <p className={styles.about}>Check again, or reload the page. Training may work all the same.</p>
        </>
      );
    case 'checked':
      return <RoomReportView report={room.report} />;
    default:
      return room satisfies never;
  }
}

function NothingYet() {
  const isBusy = useApp((state) => isLaneBusy(state.lane));
  return (
    <>
      <p className={styles.verdict}>{isBusy ? 'A run is going on.' : 'Not checked yet.'}</p>
      <p className={styles.about}>
        {isBusy ? 'The check would disturb it: pause the run, then check.' : 'The check takes about ten seconds.'}
      </p>
    </>
  );
}

interface CheckingProps {
  readonly what: string;
  readonly fraction: number;
  readonly startedAtMs: number;
}

function Checking({ what, fraction, startedAtMs }: CheckingProps) {
  const { cancelRoomCheck } = useActions();
  return (
    <>
      <p className={styles.verdict}>Checking…</p>
      <div className={styles.work}>
        <WorkBar what={what} fraction={fraction} startedAtMs={startedAtMs} onCancel={cancelRoomCheck} />
      </div>
      <p className={styles.about}>
        WebGPU, WebAssembly and plain JavaScript are started one after another. Each does a forward and a backward pass
        of every operation, which is compared with plain numbers, and then a few training steps on made-up data. It
        takes about ten seconds; nothing of a scan is used.
      </p>
    </>
  );
}
