import type { NumberWords } from '../lessons/sentences';
import { formatCount, formatMany, formatRatio, formatShare } from './format';

/** The page's numbers, for the sentences of lessons. */
export const numberWords: NumberWords = {
  share: formatShare,
  ratio: formatRatio,
  count: formatCount,
  many: formatMany,
};
