import { BlobSection } from './BlobSection';
import { BrushSection } from './BrushSection';
import { LossTable } from './LossTable';
import { PresetPicker } from './PresetPicker';
import { StartSection } from './StartSection';
import { useAnswer } from './useOpenBench';

/** All that touches the prediction on the bench, and what every loss says of it. Its parts follow one another; the panel scrolls. */
export function BenchControls() {
  const isOpen = useAnswer() !== null;
  return (
    <>
      <StartSection />
      <PresetPicker />
      {isOpen && (
        <>
          <BlobSection />
          <BrushSection />
          <LossTable />
        </>
      )}
    </>
  );
}
