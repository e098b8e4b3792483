import type { LedgerField } from '../../ops/ledgerFields';

/** WGSL of the fields: the value and the slope at u, as expressions of the functions below. */
const expressions: Readonly<Record<LedgerField, { readonly value: string; readonly slope: string }>> = {
  wrongProbability: { value: 'logistic(u)', slope: 'logisticSlope(u)' },
  squaredError: { value: 'logistic(u) * logistic(u)', slope: '2.0 * logistic(u) * logisticSlope(u)' },
  crossEntropy: { value: 'softplus(u)', slope: 'logistic(u)' },
  focal: {
    value: 'focus(u) * softplus(u)',
    slope: 'focus(u) * (uniforms.gamma * logistic(-u) * softplus(u) + logistic(u))',
  },
  rightProbability: { value: 'logistic(-u)', slope: '-logisticSlope(u)' },
};

/** The expressions of some fields, in order. */
export function expressionsOf(fields: readonly LedgerField[], which: 'value' | 'slope'): string[] {
  return fields.map((field) => expressions[field][which]);
}

/** No exponential has a positive exponent, so none overflows. Near 1 the logarithm of a GPU is coarse, so log(1 + e) is a series there. */
export const fieldFunctions = `
  fn logistic(u : f32) -> f32 {
    let e = exp(-abs(u));
    return select(e, 1.0, u >= 0.0) / (1.0 + e);
  }
  fn logisticSlope(u : f32) -> f32 {
    let e = exp(-abs(u));
    return e / ((1.0 + e) * (1.0 + e));
  }
  fn softplus(u : f32) -> f32 {
    let e = exp(-abs(u));
    return max(u, 0.0) + select(log(1.0 + e), e * (1.0 - e * (0.5 - e / 3.0)), e < 0.01);
  }
  fn focus(u : f32) -> f32 {
    return exp(-uniforms.gamma * softplus(-u));
  }`;
