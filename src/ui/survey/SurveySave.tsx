import { Button } from '@mantine/core';
import { svgToPng } from '../../charts/export';
import { cardSvg } from '../../charts/sizes/cardSvg';
import { lightChartTheme } from '../../charts/theme';
import { surveyedBlobsToCsv, surveyToCsv } from '../../core/surveyCsv';
import { type SurveyEntry, surveyedFiles } from '../../state/survey/selectSurvey';
import { useWholeApp } from '../AppContext';
import frame from '../parts/dialog.module.css';
import { saveFile } from '../saveFile';
import { cardFigure } from './cardFigure';
import styles from './survey.module.css';

/** The chosen mask as a picture on white, all of them as numbers. */
export function SurveySave({ entry }: { readonly entry: SurveyEntry | null }) {
  const { store } = useWholeApp();
  const rows = () => store.getState().survey.rows;
  const savePng = async () => {
    if (!entry) return;
    const { svg, size } = cardSvg(cardFigure(entry, rows()), lightChartTheme);
    saveFile(`imbalance-${fileStem(entry.name)}.png`, await svgToPng(svg, size));
  };
  const saveCsv = (name: string, csv: string) => saveFile(name, new Blob([csv], { type: 'text/csv' }));
  return (
    <div className={frame.foot}>
      <span className={styles.saved}>Sizes count voxels, as losses and Dice do. Nothing leaves this tab.</span>
      <Button disabled={!entry} onClick={() => void savePng()}>
        Save card (PNG)
      </Button>
      <Button onClick={() => saveCsv('survey.csv', surveyToCsv(surveyedFiles(rows())))}>Save table (CSV)</Button>
      <Button disabled={!entry} onClick={() => saveCsv('survey-blobs.csv', surveyedBlobsToCsv(surveyedFiles(rows())))}>
        Save blobs (CSV)
      </Button>
    </div>
  );
}

function fileStem(name: string): string {
  return name.replace(/(\.nii|\.hdr)?(\.gz)?$/i, '').replace(/[^\w.-]+/g, '-');
}
