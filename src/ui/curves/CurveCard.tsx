import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode, RefObject } from 'react';
import { runToCsv } from '../../core/runCsv';
import { eventWords } from '../../lessons/runEvents';
import { shownRecords } from '../../state/cases/selectCases';
import { runReport } from '../../state/report';
import { useApp, useWholeApp } from '../AppContext';
import { saveFile } from '../saveFile';
import styles from './curves.module.css';

/** What every chart can be saved as. */
interface Saveable {
  toPng(): Promise<Blob>;
  toSvg(): string;
}

interface Props {
  readonly title: string;
  readonly fileName: string;
  readonly chart: RefObject<Saveable | null>;
  readonly controls: ReactNode;
  readonly children: ReactNode;
}

/** A chart with its title, its controls and its export menu. */
export function CurveCard({ title, fileName, chart, controls, children }: Props) {
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <div className={styles.controls}>
          {controls}
          <SaveMenu fileName={fileName} chart={chart} />
        </div>
      </div>
      {children}
    </section>
  );
}

function SaveMenu({ fileName, chart }: Pick<Props, 'fileName' | 'chart'>) {
  const hasRun = useApp((state) => state.run.step > 0);
  const { store, vault } = useWholeApp();
  const savePng = async () => {
    const png = await chart.current?.toPng();
    if (png) saveFile(`${fileName}.png`, png);
  };
  const saveSvg = () => {
    if (chart.current) saveFile(`${fileName}.svg`, new Blob([chart.current.toSvg()], { type: 'image/svg+xml' }));
  };
  const saveCsv = () => {
    const state = store.getState();
    const changes = state.run.events.map((event) => ({ step: event.step, words: eventWords(event) }));
    const csv = runToCsv(shownRecords(state, vault), state.openCase?.blobs ?? [], changes);
    saveFile('run.csv', new Blob([csv], { type: 'text/csv' }));
  };
  const saveReport = () => {
    const report = JSON.stringify(runReport(store.getState(), vault.records), null, 2);
    saveFile('report.json', new Blob([report], { type: 'application/json' }));
  };
  return (
    <Menu position="top-end">
      <Menu.Target>
        <ActionIcon size={24} aria-label="Save the curve" title="Save the curve" disabled={!hasRun}>
          <IconDownload size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={savePng}>Picture (PNG)</Menu.Item>
        <Menu.Item onClick={saveSvg}>Drawing (SVG)</Menu.Item>
        <Menu.Item onClick={saveCsv}>Numbers of the run (CSV)</Menu.Item>
        <Menu.Item onClick={saveReport}>Report of the run (JSON)</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
