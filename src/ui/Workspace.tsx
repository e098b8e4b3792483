import { useEffect, useRef, useState } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import type { Mode } from '../state/viewModel';
import { useApp } from './AppContext';
import { BenchCards } from './bench/BenchCards';
import { BenchPanel } from './bench/BenchPanel';
import { BlobsPanel } from './blobs/BlobsPanel';
import { CompareCurves } from './compare/CompareCurves';
import { ComparePanel } from './compare/ComparePanel';
import { CurvesPanel } from './curves/CurvesPanel';
import { Footer } from './Footer';
import { DropZone } from './files/DropZone';
import { RolesBar } from './files/RolesBar';
import { Header } from './header/Header';
import { KeysDialog } from './header/KeysDialog';
import { KeptDialog } from './kept/KeptDialog';
import { PicturePanel } from './picture/PicturePanel';
import { Rail } from './Rail';
import { RunVoice } from './RunVoice';
import { RoomDialog } from './room/RoomDialog';
import { SlowMotionDialog } from './slowMotion/SlowMotionDialog';
import { RepeatDialog } from './study/RepeatDialog';
import { StudyDialog } from './study/StudyDialog';
import { SurveyDialog } from './survey/SurveyDialog';
import { TrainPanel } from './train/TrainPanel';
import { useKeys } from './useKeys';
import styles from './workspace.module.css';

const railWidth = 44;
/** Up to this window width the right panel starts folded. */
const narrowWidth = 1024;

/** Header, picture, curves, the panel of the mode, footer; every border between them can be dragged. */
export function Workspace() {
  useKeys();
  const mode = useApp((state) => state.mode);
  const hasCurves = mode !== 'blobs';
  return (
    <div className={styles.page}>
      <Header />
      <RolesBar />
      <main className={styles.body}>
        <Group orientation="horizontal">
          <Panel id="main" minSize={320}>
            <Group orientation="vertical">
              <Panel id="picture" minSize={160}>
                <PicturePanel />
              </Panel>
              {hasCurves && <Separator className={styles.divider} aria-label="Height of the curves" />}
              {hasCurves && (
                <Panel
                  key={mode === 'bench' ? 'ledger' : 'curves'}
                  id={mode === 'bench' ? 'ledger' : 'curves'}
                  defaultSize={mode === 'bench' ? ledgerHeight() : curvesHeight()}
                  minSize={140}
                  maxSize="70%"
                  groupResizeBehavior="preserve-pixel-size"
                >
                  <CurvesOf mode={mode} />
                </Panel>
              )}
            </Group>
          </Panel>
          <Separator className={styles.divider} aria-label="Width of the panel" />
          <SidePanel />
        </Group>
      </main>
      <Footer />
      <DropZone />
      <KeysDialog />
      <RoomDialog />
      <SurveyDialog />
      <KeptDialog />
      <SlowMotionDialog />
      <RepeatDialog />
      <StudyDialog />
      <RunVoice />
    </div>
  );
}

function CurvesOf({ mode }: { readonly mode: Mode }) {
  if (mode === 'bench') return <BenchCards />;
  return mode === 'compare' ? <CompareCurves /> : <CurvesPanel />;
}

const panelNames: Record<Mode, string> = {
  blobs: 'Panel of the blobs',
  bench: 'Panel of the bench',
  train: 'Panel of the training',
  compare: 'Panel of the lanes',
};

function PanelOf({ mode }: { readonly mode: Mode }) {
  switch (mode) {
    case 'blobs':
      return <BlobsPanel />;
    case 'bench':
      return <BenchPanel />;
    case 'train':
      return <TrainPanel />;
    case 'compare':
      return <ComparePanel />;
    default:
      return mode satisfies never;
  }
}

/** The panel of the current mode; folds to a rail, by itself while the window is narrow, and unfolds when a mode is chosen. */
function SidePanel() {
  const mode = useApp((state) => state.mode);
  const panel = usePanelRef();
  const [isFolded, setFolded] = useState(window.innerWidth <= narrowWidth);
  const unfold = () => panel.current?.resize(panelWidth());
  const shownMode = useRef(mode);
  useEffect(() => {
    if (shownMode.current !== mode && panel.current?.isCollapsed()) panel.current.resize(panelWidth());
    shownMode.current = mode;
  }, [mode, panel]);
  const isFoldedByItself = useRef(isFolded);
  useEffect(() => {
    const narrow = window.matchMedia(`(max-width: ${narrowWidth}px)`);
    const follow = ({ matches }: MediaQueryListEvent) => {
      const wasFolded = panel.current?.isCollapsed() ?? false;
      if (matches && !wasFolded) panel.current?.collapse();
      if (!matches && wasFolded && isFoldedByItself.current) panel.current?.resize(panelWidth());
      isFoldedByItself.current = matches && !wasFolded;
    };
    narrow.addEventListener('change', follow);
    return () => narrow.removeEventListener('change', follow);
  }, [panel]);
  return (
    <Panel
      id="side"
      panelRef={panel}
      collapsible
      collapsedSize={railWidth}
      defaultSize={isFolded ? railWidth : panelWidth()}
      minSize={300}
      maxSize="60%"
      groupResizeBehavior="preserve-pixel-size"
      onResize={({ inPixels }) => setFolded(inPixels <= railWidth + 1)}
    >
      {isFolded ? (
        <Rail onUnfold={unfold} />
      ) : (
        <section className={styles.side} aria-label={panelNames[mode]}>
          <PanelOf mode={mode} />
        </section>
      )}
    </Panel>
  );
}

function panelWidth(): number {
  return Math.min(404, Math.max(376, Math.round(window.innerWidth * 0.28)));
}

function ledgerHeight(): number {
  return Math.min(340, Math.max(220, Math.round(window.innerHeight * 0.36)));
}

function curvesHeight(): number {
  return Math.min(252, Math.max(176, Math.round(window.innerHeight * 0.28)));
}
