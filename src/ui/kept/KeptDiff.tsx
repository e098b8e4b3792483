import type { KeptEntry } from '../../state/kept/keptModel';
import { differingRows } from './differingRows';
import styles from './kept.module.css';

/** In what two runs, and their lanes, were set otherwise. */
export function KeptDiff({ chosen }: { readonly chosen: readonly KeptEntry[] }) {
  return (
    <section className={styles.diff} aria-label="Difference of two runs">
      {chosen.length === 2 ? (
        <DiffTable chosen={chosen} />
      ) : (
        <p>
          {chosen.length === 1 ? 'Tick a second run to compare it with.' : 'Tick two runs to see in what they differ.'}
        </p>
      )}
    </section>
  );
}

function DiffTable({ chosen }: { readonly chosen: readonly KeptEntry[] }) {
  const columns = chosen.flatMap(({ id, name, lanes, case: ofCase }) =>
    lanes.map((lane) => ({
      ...{ key: `${id} ${lane.id}`, lane, ofCase },
      heading: lanes.length > 1 ? `${name} · ${lane.id}` : name,
    })),
  );
  const cases = columns.map(({ ofCase }) => ofCase.name);
  const rows = [
    ...(new Set(cases).size > 1 ? [['Case', cases] as const] : []),
    ...differingRows(columns.map(({ lane }) => lane.settings)),
  ];
  if (rows.length === 0) return <p>They were set alike, down to the seed.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          {columns.map(({ key, heading }) => (
            <th scope="col" key={key} title={heading}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, values]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, i) => (
              <td key={columns[i].key}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
