import { useEffect } from 'react';
import { studyKey } from '../../../state/benchStudies';
import type { BenchStudies, StudyName } from '../../../state/benchStudyModel';
import { useActions, useApp } from '../../AppContext';

/** A prediction that rests this long is studied. */
const restMs = 350;

/** The answer to a longer question, asked while the component that shows it is there; `isOld` = the prediction has changed since. */
export function useStudy<Kind extends Exclude<StudyName, 'metrics'>>(
  kind: Kind,
): BenchStudies[Kind] & { readonly isOld: boolean } {
  const study = useApp((state) => state.benchStudies[kind]);
  const key = useApp((state) => studyKey(kind, state));
  const isWaiting = useApp(({ bench }) => bench.phase !== 'open' || bench.isWaiting);
  const { studyBench } = useActions();
  const isOld = study.key !== key;
  const isDue = isOld && !isWaiting && study.fraction === null && key !== null && study.stopped !== key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another key begins the rest anew
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => studyBench(kind), restMs);
    return () => clearTimeout(timer);
  }, [isDue, key, kind, studyBench]);
  return { ...study, isOld };
}
