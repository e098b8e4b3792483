import type { Followed } from '../../core/bench/answerQuestion';
import type { BenchQuestion } from '../../core/bench/question';
import { rulesSideBySide, sweepInSteps } from '../../core/bench/studies';
import type { WorkMonitor } from '../../core/errors';
import { pause } from '../../io/stages';
import type { StudyKind, StudyReply } from '../../protocol/benchCalls';

/** Answers a longer question about a prediction; listens for a cancel between its steps. */
export async function studyPrediction(
  kind: StudyKind,
  followed: Followed,
  question: BenchQuestion,
  monitor: WorkMonitor,
): Promise<StudyReply> {
  await pause(monitor);
  switch (kind) {
    case 'rules':
      return { kind, rules: rulesSideBySide(followed, question) };
    case 'sweep': {
      const { thresholds, at, together } = sweepInSteps(followed, question);
      const points = [];
      for (const threshold of thresholds) {
        monitor.report(points.length / thresholds.length, 'Sweeping the threshold');
        await pause(monitor);
        points.push(at(threshold));
      }
      return { kind, sweep: together(points) };
    }
    default:
      return kind satisfies never;
  }
}
