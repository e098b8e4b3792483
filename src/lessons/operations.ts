/** The operations that training is made of, in words; several that do alike share theirs. Keys are the names that the proof gives. */
const wordsOf: Readonly<Record<string, string>> = {
  'conv3d 3x3x3': 'Convolution 3×3×3',
  'conv3d 1x1x1': 'Convolution 1×1×1',
  downsample: 'Strided convolution, halves the grid',
  upsampleLearned: 'Transposed convolution, doubles it',
  upsampleNearest: 'Nearest up-sampling',
  instanceNormLeaky: 'Instance norm and leaky ReLU',
  addBias: 'Bias',
  concatChannels: 'Channels joined',
  regionSums: 'Sums over the regions of the loss',
  rangeSums: 'Sums over the regions of the loss',
  rowLosses: 'Loss of each blob from its sums',
  ...sameWords('Adam, and steps that are refused', [
    'adamStep',
    'adamStep after a refusal',
    'adamStep, gradient not finite',
    'adamStep, loss not finite',
    'copyPart',
  ]),
  ...sameWords('Element-wise functions', ['neg', 'square', 'sqrt', 'exp', 'log', 'sigmoid', 'softplus']),
  ...sameWords('Element-wise arithmetic', [
    'add',
    'sub',
    'mul',
    'div',
    'maximum',
    'mul of a column',
    'sub from a number',
  ]),
  ...sameWords('Sums and means', ['sum', 'mean', 'sum of rows']),
  ...sameWords('Arrays joined', ['concat', 'stack']),
};

/** An operation in words; one that failed carries its message in brackets, which is left out; one that is not known keeps its name. */
export function operationWords(op: string): string {
  const name = op.replace(/ \(.*\)$/s, '').replace(/^ledgerSums of .*$/, 'regionSums');
  return wordsOf[name] ?? name;
}

function sameWords(words: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, words]));
}
