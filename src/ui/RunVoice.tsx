import { useState } from 'react';
import type { AppState } from '../state/model';
import { useFeed } from './AppContext';
import { formatRatio } from './format';
import { laneWord } from './runWords';

/** Tells screen readers how the run goes: each phase, each tenth of the steps, each prediction. */
export function RunVoice() {
  const [sentence, setSentence] = useState('');
  useFeed(occasion, (_, state) => setSentence(sentenceOf(state)));
  return (
    <div className="visually-hidden" aria-live="polite">
      {sentence}
    </div>
  );
}

/** Changes only when there is something to say. */
function occasion({ lane, run, settings, prediction }: AppState): string {
  const tenth = Math.floor((10 * run.step) / Math.max(1, settings.steps));
  return `${lane.phase} ${tenth} ${prediction?.step ?? ''}`;
}

function sentenceOf({ lane, run, settings, prediction }: AppState): string {
  if (lane.phase === 'none') return '';
  if (lane.phase === 'failed') return `The run stopped. ${lane.message}`;
  const where = `Run ${laneWord(lane)}, step ${run.step} of ${run.settings?.steps ?? settings.steps}.`;
  if (!prediction) return where;
  const { foundBlobs, missedBlobs, precision } = prediction.scores;
  return `${where} At step ${prediction.step}: ${foundBlobs} of ${foundBlobs + missedBlobs} blobs found, precision ${formatRatio(precision)}.`;
}
