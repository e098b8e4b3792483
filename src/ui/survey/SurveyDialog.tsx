import { useMemo, useState } from 'react';
import { entryOf, type SurveyEntry, togetherEntry } from '../../state/survey/selectSurvey';
import { useActions, useApp } from '../AppContext';
import { DialogFrame } from '../parts/DialogFrame';
import frame from '../parts/dialog.module.css';
import { SurveyDetail } from './SurveyDetail';
import { SurveySave } from './SurveySave';
import { SurveyTable } from './SurveyTable';
import { AddMasks, SurveyTools } from './SurveyTools';

/** How unequal the blobs of one or many masks are: a row for each, all together, and one of them in full. */
export function SurveyDialog() {
  const isOpen = useApp((state) => state.survey.isOpen);
  const { closeSurvey } = useActions();
  return (
    <DialogFrame title="Survey of masks" isOpen={isOpen} onClose={closeSurvey} height={780} width={1240}>
      <SurveyBody />
    </DialogFrame>
  );
}

function SurveyBody() {
  const rows = useApp((state) => state.survey.rows);
  const [wanted, setWanted] = useState<SurveyEntry['key'] | null>(null);
  const together = useMemo(() => togetherEntry(rows), [rows]);
  if (rows.length === 0) return <NoMasks />;
  const measured = rows.flatMap((row) => entryOf(row) ?? []);
  const all = together ? [together, ...measured] : measured;
  const chosen = all.find(({ key }) => key === wanted) ?? all[0] ?? null;
  return (
    <>
      <SurveyTools />
      <SurveyTable rows={rows} together={together} chosen={chosen?.key ?? null} onChoose={setWanted} />
      <SurveyDetail entry={chosen} />
      <SurveySave entry={chosen} />
    </>
  );
}

function NoMasks() {
  return (
    <div className={frame.empty}>
      <p>
        Choose one mask or many, without a scan: each is counted and measured in this tab, one after the other. They can
        also be dropped here.
      </p>
      <AddMasks isPrimary />
    </div>
  );
}
