import { Button } from '@mantine/core';
import { sliceOf } from '../../state/laneSite';
import { slowLook } from '../../state/slowMotion';
import { useActions, useApp, useVault } from '../AppContext';
import { DialogFrame } from '../parts/DialogFrame';
import frame from '../parts/dialog.module.css';
import { LookChoice } from './LookChoice';
import { StepView } from './StepView';

/** One training step, stage by stage, before it is done. */
export function SlowMotionDialog() {
  const isOpen = useApp((state) => state.slowMotion.phase !== 'closed');
  const { closeSlowMotion } = useActions();
  return (
    <DialogFrame title="Slow motion of one step" isOpen={isOpen} onClose={closeSlowMotion} height={660}>
      <LookChoice />
      <Looked />
    </DialogFrame>
  );
}

function Looked() {
  const slowMotion = useApp((state) => state.slowMotion);
  const { slowMotion: arrays } = useVault();
  switch (slowMotion.phase) {
    case 'closed':
      return null;
    case 'looking':
      return <Looking />;
    case 'failed':
      return <Failed message={slowMotion.message} />;
    case 'open': {
      const { facts } = slowMotion;
      return arrays && <StepView key={facts.step} facts={facts} arrays={arrays} />;
    }
    default:
      return slowMotion satisfies never;
  }
}

function Looking() {
  const starting = useApp((state) => {
    const lane = sliceOf(state, slowLook(state).lane)?.lane;
    return lane?.phase === 'starting' ? lane.what : null;
  });
  return (
    <p className={frame.empty} role="status">
      {starting === null ? 'Computing the next step without doing it…' : `${starting}…`}
    </p>
  );
}

function Failed({ message }: { readonly message: string }) {
  const { openSlowMotion } = useActions();
  return (
    <div className={frame.empty}>
      <p role="alert">{message}</p>
      <Button onClick={openSlowMotion}>Look again</Button>
    </div>
  );
}
