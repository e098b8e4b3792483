import type { LossSettings } from '../../core/settings';
import { termNames } from '../../lessons/losses';
import { useActions, useApp } from '../AppContext';
import { Section } from '../parts/Section';
import { LossFields } from './LossFields';

/** The loss; every change acts from the next step on. */
export function LossSection() {
  const loss = useApp((state) => state.settings.loss);
  const { changeLoss } = useActions();
  return (
    <Section title="Loss" aside={formulaOf(loss)}>
      <LossFields loss={loss} onChange={changeLoss} />
    </Section>
  );
}

/** "2 × global + 1 × blob loss". */
export function formulaOf({ alpha, beta, scheme }: LossSettings): string {
  return beta === 0 ? `${alpha} × global` : `${alpha} × global + ${beta} × ${termNames[scheme]}`;
}
