import { describe, expect, test } from 'vitest';
import { Bench } from '../core/bench/bench';
import { defaultQuestion } from '../core/bench/defaultQuestion';
import { largestLogit } from '../core/bench/logits';
import { randomCase, randomEdit } from '../core/bench/testBench';
import { basesOf } from '../core/losses/defined';
import { createRandom } from '../core/random';
import { baseLosses, defaultLoss, type LossSettings, maskings, schemes } from '../core/settings';
import { termFormula } from './formula';

/** What the bench says of blob 2 of a random case after random edits. */
function lookAt(seed: number, loss: LossSettings) {
  const benchCase = randomCase(seed);
  const random = createRandom(seed);
  const logits = Float32Array.from(benchCase.ids, (id) => (id > 0 ? largestLogit : -largestLogit));
  const bench = new Bench(benchCase, { kind: 'perfect' }, logits, () => 0);
  for (let n = 0; n < 14; n++) bench.edit(randomEdit(benchCase, random));
  const { answer } = bench.ask({ ...defaultQuestion, loss, seenBlob: 2 });
  const { seen, rows, losses } = answer;
  if (!seen) throw new Error('blob 2 was asked for');
  const global = losses.find(({ id }) => id === `global/${loss.base}`)?.value ?? Number.NaN;
  return { seen, own: rows[1].ownTerm, global };
}

const write = (value: number) => String(value);
const combinations = (['blob', 'cc', 'bicc'] as const).flatMap((scheme) =>
  basesOf(scheme).flatMap((base) =>
    (scheme === 'blob' ? maskings : (['probability'] as const)).map((masking) => ({ scheme, base, masking })),
  ),
);

describe('the formula on screen gives the term of the loss', () => {
  test.each(combinations)('$scheme over $base, masking $masking', (choice) => {
    const loss = { ...defaultLoss, ...choice, smooth: 0.01 };
    for (const seed of [1, 2, 3]) {
      const { seen, own, global } = lookAt(seed, loss);
      expect(seen.ownSums && termFormula(loss, seen.ownSums, write)?.value).toBeCloseTo(own ?? Number.NaN, 9);
      expect(seen.globalSums && termFormula(loss, seen.globalSums, write)?.value).toBeCloseTo(global, 9);
    }
  });

  test('what it says can be computed as it stands', () => {
    const readable = baseLosses.filter((one) => one !== 'top_k' && one !== 'focal_tversky');
    const choices = [...readable.map((base) => ({ base })), { base: 'focal', focalAlpha: 0.25 } as const];
    for (const choice of choices.flatMap((one) => [0, 0.01].map((smooth) => ({ ...one, smooth })))) {
      const { base, smooth } = choice;
      const loss = { ...defaultLoss, ...choice, masking: 'none' as const };
      const { seen } = lookAt(4, loss);
      const formula = seen.ownSums && termFormula(loss, seen.ownSums, write);
      const said = formula?.pieces.map(({ text }) => text).join('') ?? '';
      const words = said.replaceAll('ε', String(smooth)).replace(/(\d+)²/g, '$1 · $1');
      expect(calculate(words), `${base}: ${words}`).toBeCloseTo(formula?.value ?? Number.NaN, 9);
    }
  });
});

test('where there is no term of a blob there is no formula', () => {
  for (const scheme of schemes)
    for (const base of basesOf(scheme)) {
      const { seen } = lookAt(1, { ...defaultLoss, scheme, base });
      expect(seen.ownSums !== null).toBe(scheme === 'blob' || scheme === 'cc' || scheme === 'bicc');
    }
  const topK = { ...defaultLoss, base: 'top_k' as const, beta: 0 };
  expect(lookAt(1, topK).seen).toMatchObject({ ownSums: null, globalSums: null });
});

/** The value of an expression of numbers, + − · / and brackets. */
function calculate(words: string): number {
  const tokens = words.match(/\d[\d.]*(?:e[+-]?\d+)?|[+−·/()]/g) ?? [];
  let at = 0;
  const sum = (): number => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '−') value += (tokens[at++] === '+' ? 1 : -1) * product();
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (tokens[at] === '·' || tokens[at] === '/') value *= tokens[at++] === '·' ? factor() : 1 / factor();
    return value;
  };
  const factor = (): number => {
    const token = tokens[at++];
    if (token !== '(') return Number(token);
    const value = sum();
    at++;
    return value;
  };
  return sum();
}
