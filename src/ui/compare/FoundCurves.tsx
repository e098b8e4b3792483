import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { SharedStep } from '../curves/TermCurves';
import { FoundBars } from './FoundBars';
import { SizeStrip } from './SizeStrip';

type Shape = 'blobs' | 'sizes';

const shapes: { value: Shape; label: string }[] = [
  { value: 'blobs', label: 'Each blob' },
  { value: 'sizes', label: 'By size' },
];

/** When blobs were found in each lane: each of them, or by their sizes. */
export function FoundCurves(shared: SharedStep) {
  const [shape, setShape] = useState<Shape>('blobs');
  const controls = (
    <SegmentedControl
      size="xs"
      aria-label="What was found: each blob, or what share of the blobs of a size"
      data={shapes}
      value={shape}
      onChange={setShape}
    />
  );
  if (shape === 'sizes') return <SizeStrip {...shared} controls={controls} />;
  return <FoundBars {...shared} controls={controls} />;
}
