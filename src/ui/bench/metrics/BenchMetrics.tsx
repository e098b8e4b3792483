import { useAnswer } from '../controls/useOpenBench';
import { InstanceSection } from './InstanceSection';
import { MetricGroups } from './MetricGroups';
import styles from './metrics.module.css';
import { RulesSection } from './RulesSection';
import { SaveMetrics } from './SaveMetrics';
import { SizeRecall } from './SizeRecall';
import { ThresholdSection } from './ThresholdSection';

/** What matching rules and metrics make of the prediction on the bench. Its parts follow one another; the panel scrolls. */
export function BenchMetrics() {
  const isOpen = useAnswer() !== null;
  if (!isOpen) return <p className={styles.nothing}>Metrics stand here once a prediction lies on the bench.</p>;
  return (
    <>
      <RulesSection />
      <InstanceSection />
      <ThresholdSection />
      <SizeRecall />
      <MetricGroups />
      <SaveMetrics />
    </>
  );
}
