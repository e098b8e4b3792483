import { useActions, useApp } from '../../AppContext';
import { Section } from '../../parts/Section';
import { LossFields } from '../../train/LossFields';
import { formulaOf } from '../../train/LossSection';
import { FormulaSection } from './FormulaSection';
import { PullSection } from './PullSection';
import { SeenSection } from './SeenSection';

/** The loss that looks at the prediction: its choice, who pulls under it, its formula, and what the term of one blob sees. */
export function LossTab() {
  return (
    <>
      <BenchLoss />
      <PullSection />
      <FormulaSection />
      <SeenSection />
    </>
  );
}

/** The loss of the Bench is its own: a run keeps that of Train. */
function BenchLoss() {
  const loss = useApp((state) => state.benchSettings.loss);
  const { setBench } = useActions();
  return (
    <Section title="Loss" aside={formulaOf(loss)}>
      <LossFields loss={loss} onChange={(change) => setBench({ loss: change })} />
    </Section>
  );
}
