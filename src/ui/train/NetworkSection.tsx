import type { NetworkSettings, PatchSettings } from '../../core/settings';
import { networkWords, patchWords } from '../../lessons/settings';
import { useActions, useApp } from '../AppContext';
import { ChoiceField, NumberField, SliderField, SwitchField } from '../parts/fields';
import { FoldedSection } from '../parts/Section';
import { NextRun } from './NextRun';

const levelChoices = [
  { value: '2', label: '2' },
  { value: '3', label: '3' },
] as const;
const widthChoices = ['4', '8', '12', '16'].map((value) => ({ value, label: value }));
const upsamplingChoices = [
  { value: 'learned', label: 'Learned' },
  { value: 'nearest', label: 'Nearest' },
] as const;
const sizeChoices = ['16', '24', '32', '48', '64'].map((value) => ({ value, label: value }));

/** The network and the patches it is shown. */
export function NetworkSection() {
  const { network, patch } = useApp((state) => state.settings);
  const { changeSettings } = useActions();
  const change = (part: Partial<NetworkSettings>) => changeSettings({ network: { ...network, ...part } });
  const summary = `${network.levels} levels · width ${network.baseWidth} · ${patch.size}³`;
  return (
    <FoldedSection title="Network & patches" aside={summary}>
      <NextRun />
      <ChoiceField
        words={networkWords.levels}
        value={network.levels === 2 ? '2' : '3'}
        choices={levelChoices}
        onChange={(levels) => change({ levels: levels === '2' ? 2 : 3 })}
      />
      <ChoiceField
        words={networkWords.baseWidth}
        value={String(network.baseWidth)}
        choices={widthChoices}
        onChange={(width) => change({ baseWidth: Number(width) })}
      />
      <ChoiceField
        words={networkWords.upsampling}
        value={network.upsampling}
        choices={upsamplingChoices}
        onChange={(upsampling) => change({ upsampling })}
      />
      <PatchFields patch={patch} />
    </FoldedSection>
  );
}

function PatchFields({ patch }: { readonly patch: PatchSettings }) {
  const { changeSettings } = useActions();
  const change = (part: Partial<PatchSettings>) => changeSettings({ patch: { ...patch, ...part } });
  return (
    <>
      <ChoiceField
        words={patchWords.size}
        value={String(patch.size)}
        choices={sizeChoices}
        onChange={(size) => change({ size: Number(size) })}
      />
      <NumberField
        words={patchWords.batchSize}
        value={patch.batchSize}
        min={1}
        max={8}
        step={1}
        onChange={(batchSize) => change({ batchSize })}
      />
      <SliderField
        words={patchWords.foregroundShare}
        value={Math.round(100 * patch.foregroundShare)}
        min={0}
        max={100}
        step={5}
        onChange={(percent) => change({ foregroundShare: percent / 100 })}
      />
      <SwitchField words={patchWords.flips} isOn={patch.flips} onChange={(flips) => change({ flips })} />
    </>
  );
}
