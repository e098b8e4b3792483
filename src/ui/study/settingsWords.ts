import type { Study } from '../../core/study/study';
import { formatMany } from '../format';

/** The sizes of a study in a line. */
export function settingsWords({ seeds, settings, size, trainCases, validateCases }: Study): string {
  const { steps, network, patch } = settings;
  return [
    formatMany(seeds.length, 'seed'),
    formatMany(steps, 'step'),
    `${formatMany(trainCases, 'case')} of ${size}³ to learn from and ${validateCases} to be judged on`,
    `width ${network.baseWidth}, patch ${patch.size}, batch ${patch.batchSize}, learning rate ${settings.learningRate}`,
  ].join(', ');
}
