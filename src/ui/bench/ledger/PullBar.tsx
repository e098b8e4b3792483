import type { PointerEvent } from 'react';
import { useActions, useApp } from '../../AppContext';
import { formatShare } from '../../format';
import styles from './pull.module.css';

interface Props {
  readonly name: string;
  readonly kind: 'global' | 'instance' | 'mixed';
  /** Pull on each blob, index = id - 1. */
  readonly blobs: readonly number[];
  readonly background: number;
  /** Nothing is wrong: what pulls is only rounding. */
  readonly isFaint: boolean;
  /** False = the base has no such term. */
  readonly isDefined?: boolean;
}

const width = 1000;

/** All pull of a term as one bar: the blobs in their colours, the largest first, then the background. */
export function PullBar({ name, kind, blobs, background, isFaint, isDefined = true }: Props) {
  const cases = useApp((state) => state.openCase?.blobs);
  const marked = useApp((state) => state.hoveredBlob ?? state.selectedBlob);
  const { hoverBlob, selectBlob } = useActions();
  const total = blobs.reduce((sum, pull) => sum + pull, background);
  const ends = endsOf(blobs, total);
  const nothing = isDefined ? 'nothing' : 'no term';
  const blobAt = (event: PointerEvent<SVGElement>) => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect();
    const place = (event.clientX - left) / wide;
    const index = ends.findIndex((end) => place < end);
    return index < 0 ? null : index + 1;
  };
  return (
    <div className={styles.bar} data-faint={isFaint}>
      <span className={styles.name} data-kind={kind}>
        {name}
      </span>
      <svg
        className={styles.parts}
        viewBox={`0 0 ${width} 10`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          isFaint || total === 0
            ? isDefined
              ? `${name}: nothing pulls`
              : `${name}: the base has no such term`
            : saidOf(name, blobs, background, total)
        }
        onPointerMove={(event) => hoverBlob(blobAt(event))}
        onPointerLeave={() => hoverBlob(null)}
        onPointerDown={(event) => selectBlob(blobAt(event))}
      >
        {blobs.map((pull, index) => {
          const share = total > 0 ? pull / total : 0;
          if (isFaint || share * width < 0.05) return null;
          const isDim = marked !== null && marked !== index + 1;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the blob
              key={index}
              x={(ends[index] - share) * width}
              width={share * width}
              height={10}
              fill={cases?.[index]?.colour}
              opacity={isDim ? 0.35 : 1}
            />
          );
        })}
      </svg>
      <span className={styles.rest}>{isFaint || total === 0 ? nothing : `bg ${formatShare(background / total)}`}</span>
    </div>
  );
}

/** Where the part of each blob ends, as a share 0..1 of the bar. */
function endsOf(blobs: readonly number[], total: number): readonly number[] {
  let sum = 0;
  return blobs.map((pull) => {
    sum += total > 0 ? pull / total : 0;
    return sum;
  });
}

function saidOf(name: string, blobs: readonly number[], background: number, total: number): string {
  const largest = blobs
    .map((pull, index) => ({ id: index + 1, share: pull / total }))
    .sort((a, b) => b.share - a.share || a.id - b.id)
    .slice(0, 3)
    .map(({ id, share }) => `blob ${id} ${formatShare(share)}`);
  return `${name}: ${[`background ${formatShare(background / total)}`, ...largest].join(', ')}`;
}
