import { whyUndefined } from '../../core/losses/defined';
import { baseLosses, type LossSettings } from '../../core/settings';
import { baseCards, type LossCard, schemeCards } from '../../lessons/losses';
import styles from './train.module.css';

/** What there is to know of the chosen loss: of its instance term, where it has one, and of its base. */
export function LossFacts({ loss }: { readonly loss: LossSettings }) {
  return (
    <div className={styles.lossFacts}>
      {loss.beta > 0 && <Facts card={schemeCards[loss.scheme]} />}
      <Facts card={baseCards[loss.base]} />
      {reasonsOf(loss).map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
}

/** Why some bases cannot be chosen, each reason once. */
function reasonsOf(loss: LossSettings): readonly string[] {
  const problems = baseLosses.map((base) => whyUndefined({ ...loss, base }));
  return [...new Set(problems.flatMap((problem) => (problem ? [`${problem.found}. ${problem.todo}.`] : [])))];
}

function Facts({ card }: { readonly card: LossCard }) {
  const { name, idea, defaults, cost, weakness, source, beatenBy } = card;
  const rows = [
    ['Published with', defaults],
    ['Cost', cost],
    ['Weakness', weakness],
    ['Beaten by', beatenBy],
    ['Source', source],
  ].filter(([, words]) => words !== '');
  return (
    <section aria-label={name}>
      <p>
        <b>{name}.</b> {idea}
      </p>
      <dl>
        {rows.map(([title, words]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
