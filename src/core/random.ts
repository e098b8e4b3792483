/** A stream of pseudo-random numbers; the same seed gives the same integers and uniforms on every JavaScript engine. */
export interface Random {
  /** Uniform in [0, 1), a multiple of 2^-32. */
  readonly uniform: () => number;
  /** Uniform in [low, high). */
  readonly uniformIn: (low: number, high: number) => number;
  /** Whole, 0 .. count - 1. */
  readonly integer: (count: number) => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** exp of a normal with the given mean and standard deviation: the median is exp(mu). */
  readonly logNormal: (mu: number, sigma: number) => number;
  /** Whole, Poisson distributed. */
  readonly poisson: (mean: number) => number;
}

/** An sfc32 generator (C. Doty-Humphrey, PractRand) whose state is hashed from `seed` (any finite number) and `stream`; streams of one seed are independent. */
export function createRandom(seed: number, stream = 0): Random {
  if (!Number.isFinite(seed) || !Number.isFinite(stream)) throw new Error(`seed ${seed}, stream ${stream}`);
  const next = sfc32(hashWords([...wordsOf(seed), ...wordsOf(stream)]));
  const uniform = () => next() / 2 ** 32;
  const normal = createNormal(uniform);
  return {
    uniform,
    uniformIn: (low, high) => low + (high - low) * uniform(),
    integer: (count) => Math.floor(uniform() * count),
    normal,
    logNormal: (mu, sigma) => Math.exp(mu + sigma * normal()),
    poisson: (mean) => samplePoisson(mean, uniform),
  };
}

function sfc32([first, second, third]: readonly number[]): () => number {
  let a = first;
  let b = second;
  let c = third;
  let counter = 1;
  const next = () => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** The two halves of a number's float64 bits, so that fractions, negatives and large seeds all differ. */
function wordsOf(value: number): readonly number[] {
  return [...new Uint32Array(new Float64Array([value]).buffer)];
}

/** Three well-mixed words: each input word is absorbed through the finaliser of MurmurHash3. */
function hashWords(words: readonly number[]): readonly number[] {
  let state = 0x9e3779b9;
  for (const word of words) state = finalise((state ^ word) + 0x9e3779b9);
  return [1, 2, 3].map((lane) => finalise(state + Math.imul(lane, 0x9e3779b9)));
}

function finalise(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Marsaglia's polar method: two normals for each accepted point of the unit disc. */
function createNormal(uniform: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s >= 1 || s === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = v * scale;
      return u * scale;
    }
  };
}

/** Knuth's product of uniforms, in portions because exp(-mean) underflows for large means. */
function samplePoisson(mean: number, uniform: () => number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 16) {
    const limit = Math.exp(-Math.min(left, 16));
    for (let product = uniform(); product > limit; product *= uniform()) count++;
  }
  return count;
}
