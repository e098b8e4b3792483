import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { findDisplayRange } from '../../core/displayRange';
import { hasInstanceTerm } from '../../core/losses/ledgerLoss';
import type { StepArrays, StepFacts } from '../../core/slowMotion/explained';
import type { Triple } from '../../core/volume';
import type { Stage } from '../../lessons/slowMotion';
import { caseOfStep } from '../../state/cases/selectCases';
import { heatTable } from '../../viewer/colourTable';
import { rgbOf } from '../../viewer/slots';
import { useApp } from '../AppContext';
import { hiddenFrom, strengthsOf } from './lights';
import { edgesOf, type SliceColours, type SliceLight, slicePixels } from './slicePixels';
import styles from './slowMotion.module.css';

interface Props {
  readonly facts: StepFacts;
  readonly arrays: StepArrays;
  readonly stage: Stage;
  readonly z: number;
  readonly chosen: number | null;
  readonly label: string;
  /** A voxel of the slice was pointed at. */
  readonly onPick: (x: number, y: number) => void;
}

/** Pixels a side of the drawing. */
const side = 680;

/** The slice, drawn; a click on a blob chooses it. */
export function SliceCanvas({ facts, arrays, stage, z, chosen, label, onPick }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const hovered = useApp((state) => state.hoveredBlob);
  const ofBlob = useBlobColours();
  const fixed = useMemo(() => fixedOf(arrays), [arrays]);
  const { size, spacingMm } = facts.patch;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const { loss, explained } = facts;
    const light: SliceLight = {
      ...{ stage, arrays, size, z, ...fixed },
      strengthOf: strengthsOf(stage, explained),
      isHidden: hasInstanceTerm(loss) ? hiddenFrom(loss, arrays, chosen) : null,
      colours: { ...roleColours, ofBlob },
    };
    draw(context, light, { lit: hovered ?? (stage === 'terms' ? chosen : null) });
  }, [facts, arrays, stage, z, chosen, size, fixed, hovered, ofBlob]);
  const pick = ({ nativeEvent, currentTarget }: MouseEvent<HTMLCanvasElement>) => {
    const { clientWidth, clientHeight } = currentTarget;
    const x = Math.floor((size * nativeEvent.offsetX) / clientWidth);
    const y = size - 1 - Math.floor((size * nativeEvent.offsetY) / clientHeight);
    if (x >= 0 && x < size && y >= 0 && y < size) onPick(x, y);
  };
  return (
    <canvas
      ref={canvas}
      className={styles.canvas}
      width={side}
      height={side}
      style={shapeOf(spacingMm)}
      role="img"
      aria-label={label}
      onClick={pick}
    />
  );
}

/** What does not change with the stage. */
function fixedOf({ scan, gradient, probability, after }: StepArrays): Pick<SliceLight, 'range' | 'largest'> {
  const change = after.map((p, v) => p - probability[v]);
  return { range: findDisplayRange(scan), largest: { gradient: largestOf(gradient), change: largestOf(change) } };
}

function largestOf(values: Float32Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

function draw(context: CanvasRenderingContext2D, light: SliceLight, { lit }: { readonly lit: number | null }): void {
  const { arrays, size, z, stage, colours } = light;
  const small = new OffscreenCanvas(size, size);
  small.getContext('2d')?.putImageData(new ImageData(slicePixels(light), size, size), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, side, side);
  if (stage === 'sums' || (stage === 'terms' && light.isHidden))
    stroke(context, light, arrays.cells, 1, () => '#ffffff55');
  const colourOf = (id: number) => `rgb(${colours.ofBlob(id).join(' ')})`;
  stroke(context, { size, z }, arrays.ids, 4, colourOf, lit);
}

/** Draws the edges of what is labelled; those of one id wider. */
function stroke(
  context: CanvasRenderingContext2D,
  { size, z }: Pick<SliceLight, 'size' | 'z'>,
  labels: Int32Array,
  width: number,
  colourOf: (id: number) => string,
  lit: number | null = null,
): void {
  const scale = side / size;
  for (const { id, line } of edgesOf(labels, size, z)) {
    const [x1, y1, x2, y2] = line.map((at) => at * scale);
    context.beginPath();
    context.lineWidth = id === lit ? 2.2 * width : width;
    context.strokeStyle = colourOf(id);
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
}

/** The slice is as wide as its place, and as high as its voxels are. */
function shapeOf([x, y]: Triple): { width: string; aspectRatio: string } {
  return { width: `${Math.min(100, (100 * x) / y)}%`, aspectRatio: `${x} / ${y}` };
}

function useBlobColours(): SliceColours['ofBlob'] {
  const blobs = useApp((state) => caseOfStep(state)?.blobs ?? null);
  return useMemo(() => {
    const colours = new Map(blobs?.map(({ id, colour }) => [id, rgbOf(colour)]));
    return (id) => colours.get(id) ?? [255, 255, 255];
  }, [blobs]);
}

/** The roles as the dark theme has them: the slice is dark in both themes. */
const roleColours: Omit<SliceColours, 'ofBlob'> = {
  ...{ global: rgbOf('#5b9dff'), instance: rgbOf('#ff9f43') },
  ...{ raised: rgbOf('#2ec4b6'), lowered: rgbOf('#ff5d8f') },
  heat: heatTable(),
};
